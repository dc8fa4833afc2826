import { z } from 'zod'
import { idShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'

const REASON_LENGTH = 200

const instant = z.iso.datetime({ offset: true })
const OfBusiness = z.object({ businessId: idShape<'business'>() })
const OfBlock = OfBusiness.extend({ blockId: idShape<'block'>() })
const version = z.int().min(1).describe('The version that was seen')

const BlockInput = z.object({
  staffId: idShape<'staff'>().nullable().describe('Whose time; null: a room or machine is blocked'),
  resourceId: idShape<'resource'>().nullable().describe('All units of it; null: a person is blocked'),
  from: instant.describe('On a multiple of 5 minutes'),
  until: instant,
  reason: z.string().trim().max(REASON_LENGTH).default(''),
  over: z.boolean().default(false).describe('Though something is booked or held there, which stays'),
})

export const BlockView = z.object({
  id: idShape<'block'>(),
  locationId: idShape<'location'>(),
  staffId: idShape<'staff'>().nullable(),
  resourceId: idShape<'resource'>().nullable(),
  from: instant,
  until: instant,
  reason: z.string(),
  isOver: z.boolean().describe('Stands over visits, holds or other blocks'),
  version: z.int(),
})

const whenBlocked = [
  'block_over_visits',
  'block_too_long',
  'in_the_past',
  'too_far',
  'off_grid',
  'not_found',
  'server_busy',
] as const

export const blocks = {
  list: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/blocks',
    summary: 'Time that is blocked; a specialist sees the own',
    may: MAY.keepVisits,
    params: OfBusiness,
    query: z.object({
      from: instant,
      until: instant.describe('At most 62 days after `from` are looked through'),
    }),
    returns: { 200: z.object({ blocks: z.array(BlockView) }) },
  }),
  add: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/blocks',
    summary: 'Block time of a person or a room; a specialist up to an hour of the own',
    may: MAY.keepVisits,
    idempotent: 'by key',
    params: OfBusiness,
    body: BlockInput.extend({
      locationId: idShape<'location'>().optional().describe("Absent: the business's default location"),
    }),
    returns: { 201: BlockView },
    refuses: [...whenBlocked, 'key_reused'],
  }),
  change: endpoint({
    method: 'PUT',
    path: '/api/businesses/:businessId/blocks/:blockId',
    summary: 'Block another time, another person, or say another reason',
    may: MAY.keepVisits,
    idempotent: 'by nature',
    params: OfBlock,
    body: BlockInput.extend({ version }),
    returns: { 200: BlockView },
    refuses: [...whenBlocked, 'changed_meanwhile'],
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/api/businesses/:businessId/blocks/:blockId',
    summary: 'The time is free again, but for what else keeps it',
    may: MAY.keepVisits,
    idempotent: 'by nature',
    params: OfBlock,
    query: z.object({ version: z.coerce.number().int().min(1).describe('The version that was seen') }),
    returns: { 204: null },
    refuses: ['changed_meanwhile', 'in_the_past'],
  }),
} as const
