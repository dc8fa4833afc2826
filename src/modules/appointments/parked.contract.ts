import { z } from 'zod'
import { idShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { CART_LINES } from './cart.ts'
import { Business, instant, whenClaimed } from './shapes.contract.ts'

const typed = (longest: number) => z.string().max(longest)

const Form = z.object({
  startTime: instant.describe('On a multiple of 5 minutes'),
  minutes: z.int().min(5).max(1440).describe('That were drawn'),
  whoId: idShape<string>().nullable().describe('In whose column: a person, a room or nobody'),
  lines: z
    .array(
      z.object({
        serviceId: idShape<'service'>(),
        staffId: idShape<'staff'>().nullable(),
        variant: z.string().max(20).optional(),
      }),
    )
    .max(CART_LINES)
    .describe('None: no time is kept'),
  text: typed(400).describe('As it stands in the field of the client'),
  client: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('walk-in') }),
    z.object({ kind: z.literal('new'), name: typed(400), phone: typed(40) }),
    z.object({ kind: z.literal('known'), clientId: idShape<'client'>(), name: typed(400) }),
  ]),
  isWalkIn: z.boolean(),
  notes: typed(2000),
})

const ParkedView = Form.extend({
  id: idShape<'parked'>(),
  by: z.string().describe('Name of the account that put it aside'),
  expiresAt: instant,
  isHeld: z.boolean().describe('Its time is still kept'),
  spans: z
    .array(
      z.object({
        staffId: idShape<'staff'>().nullable(),
        resourceId: idShape<'resource'>().nullable(),
        from: instant,
        until: instant,
      }),
    )
    .describe('What is kept, by person and room'),
  createdAt: instant,
})

export const parked = {
  list: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/parked',
    summary: 'Half-written visits that were put aside today; a specialist sees the own',
    may: MAY.keepVisits,
    params: Business,
    returns: { 200: z.object({ now: instant, parked: z.array(ParkedView) }) },
  }),
  park: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/parked',
    summary: 'Put a half-written visit aside: its time is kept for five minutes',
    may: MAY.keepVisits,
    idempotent: 'by key',
    params: Business,
    body: Form.extend({
      keepTime: z.boolean().default(true).describe('False: only what was typed, the time may be taken'),
      locationId: idShape<'location'>().optional().describe("Absent: the business's default location"),
    }),
    returns: { 201: z.object({ id: idShape<'parked'>(), expiresAt: instant }) },
    refuses: [...whenClaimed, 'key_reused'],
  }),
  letGo: endpoint({
    method: 'DELETE',
    path: '/api/businesses/:businessId/parked/:parkedId',
    summary: 'Nobody needs it any more: its time is free',
    may: MAY.keepVisits,
    idempotent: 'by nature',
    params: Business.extend({ parkedId: idShape<'parked'>() }),
    returns: { 204: null },
  }),
} as const
