import { z } from 'zod'
import { idShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'

const instant = z.iso.datetime({ offset: true })
const id = z.string().regex(/^[0-9a-f]{24}$/)

export const audit = {
  audit: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/audit',
    summary: 'Who did what to what, when and from where, the newest first; nothing in it can be changed',
    may: MAY.seeAudit,
    params: z.object({ businessId: idShape<'business'>() }),
    query: z.object({
      kind: z.string().max(40).optional().describe('Of the subject: appointment, service, staff …'),
      subject: id.optional(),
      by: id.optional().describe('Account'),
      from: instant.optional(),
      until: instant.optional(),
      before: id.optional().describe('`next` of the page before'),
    }),
    returns: {
      200: z.object({
        entries: z.array(
          z.object({
            id: z.string(),
            at: instant,
            type: z.string().describe('`appointment.moved`'),
            subject: z.object({ kind: z.string(), id: z.string() }),
            actor: z.enum(['user', 'guest', 'platform']),
            by: z.string().nullable().describe('Name of the account'),
            origin: z.string().nullable().describe('Network it came from'),
            details: z.record(z.string(), z.string()),
          }),
        ),
        next: z.string().nullable().describe('Where the next page begins; null: this is the last'),
        people: z.array(z.object({ id: z.string(), name: z.string() })).describe('Accounts on this page'),
      }),
    },
  }),
} as const
