// What the platform did by itself, told to those who run the place.

import { z } from 'zod'
import { ID } from '#kernel/ids.ts'
import { idShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'

const instant = z.iso.datetime({ offset: true })
const entryId = z.string().regex(ID)
const params = z.object({ businessId: idShape<'business'>() })

export const done = {
  doneForYou: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/done-for-you',
    summary: 'What the platform did by itself, the newest first, and how much of it one has not seen',
    may: MAY.seeDone,
    params,
    query: z.object({
      before: entryId.optional().describe('`next` of the page before'),
      limit: z.coerce.number().int().min(1).max(50).default(30),
    }),
    returns: {
      200: z.object({
        entries: z.array(
          z.object({
            id: z.string(),
            at: instant,
            type: z.string().describe('`hold.lapsed`'),
            subject: z.object({ kind: z.string(), id: z.string() }),
            details: z.record(z.string(), z.string()),
            isNew: z.boolean().describe('Not seen by whoever asks'),
          }),
        ),
        next: z.string().nullable().describe('Where the next page begins; null: this is the last'),
        unseen: z.int().describe('At most 99 are counted'),
      }),
    },
  }),
  seeDone: endpoint({
    method: 'PUT',
    path: '/api/businesses/:businessId/done-for-you/seen',
    summary: 'One has seen all of it up to an entry',
    may: MAY.seeDone,
    idempotent: 'by nature',
    params,
    body: z.object({ upTo: entryId }),
    returns: { 204: null },
  }),
} as const
