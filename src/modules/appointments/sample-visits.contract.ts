import { z } from 'zod'
import { idShape, localeShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'

const OfBusiness = z.object({ businessId: idShape<'business'>() })
const PATH = '/api/businesses/:businessId/sample-visits'

export const sampleVisits = {
  add: endpoint({
    method: 'POST',
    path: PATH,
    summary: 'Visits to look at, at the first free times; they are removed together',
    may: MAY.changeBusiness,
    idempotent: 'by key',
    params: OfBusiness,
    body: z.object({
      visits: z
        .array(z.object({ name: z.string().trim().min(1).max(80), phone: z.string().max(40).optional() }))
        .min(1)
        .max(3),
      locale: localeShape,
    }),
    returns: {
      201: z.object({
        visits: z.array(
          z.object({
            id: idShape<'appointment'>(),
            date: z.string(),
            time: z.string(),
            services: z.array(z.string()),
            link: z.string().describe('What the client would see'),
          }),
        ),
      }),
    },
    refuses: ['no_free_time', 'phone_invalid', 'slot_taken', 'time_not_free', 'business_unavailable', 'key_reused'],
  }),
  remove: endpoint({
    method: 'DELETE',
    path: PATH,
    summary: 'Take all sample visits away, with the cards that were made for them',
    may: MAY.changeBusiness,
    idempotent: 'by nature',
    params: OfBusiness,
    returns: { 200: z.object({ removed: z.int() }) },
    refuses: ['changed_meanwhile'],
  }),
} as const
