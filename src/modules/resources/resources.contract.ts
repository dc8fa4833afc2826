import { z } from 'zod'
import { idShape, translationsShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'

export const ResourceInput = z.object({
  name: z.string().trim().min(1).max(120),
  translations: translationsShape('name').optional(),
  kind: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60),
  units: z.int().min(1).max(100),
  isActive: z.boolean().optional(),
  order: z.int().min(0).optional(),
})
export type NewResource = z.input<typeof ResourceInput>

const ResourceView = ResourceInput.required().extend({
  id: idShape<'resource'>(),
  locationId: idShape<'location'>(),
  version: z.int(),
})
const OfBusiness = z.object({ businessId: idShape<'business'>() })
const ALL = '/api/businesses/:businessId/resources'

export const resources = {
  list: endpoint({
    method: 'GET',
    path: ALL,
    summary: 'Rooms, chairs and machines',
    may: MAY.seeCatalogue,
    params: OfBusiness,
    returns: { 200: z.object({ resources: z.array(ResourceView) }) },
  }),
  add: endpoint({
    method: 'POST',
    path: ALL,
    summary: 'Add a room, a chair, a machine, in so many like pieces',
    may: MAY.changeCatalogue,
    idempotent: 'by key',
    params: OfBusiness,
    body: ResourceInput.extend({ locationId: idShape<'location'>() }),
    returns: { 201: ResourceView },
    refuses: ['not_found', 'key_reused'],
  }),
  change: endpoint({
    method: 'PATCH',
    path: `${ALL}/:resourceId`,
    summary: 'Change it; visits already booked stay, also in units that are no more',
    may: MAY.changeCatalogue,
    idempotent: 'by nature',
    params: OfBusiness.extend({ resourceId: idShape<'resource'>() }),
    body: z.object({
      changes: ResourceInput.partial(),
      version: z.int().min(1).describe('The version that was seen'),
    }),
    returns: { 200: ResourceView },
    refuses: ['changed_meanwhile', 'not_found'],
  }),
} as const
