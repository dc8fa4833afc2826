import { z } from 'zod'
import { idShape, tengeShape, translationsShape, wallTimeShape } from '#kernel/shapes.ts'
import { DAY } from '#kernel/time.ts'
import { OnlineStopInput, StopOnlineRequest } from '#modules/businesses/businesses.contract.ts'
import { MOST_VARIANTS, OBJECT_KINDS, VARIANT_KEY } from '#modules/diaries/index.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { SERVICE_PLACES } from './service.ts'

const StartWindowInput = z
  .object({ day: z.int().min(0).max(6).optional(), from: wallTimeShape, to: wallTimeShape })
  .refine(({ from, to }) => from <= to)

const VariantInput = z.object({
  key: z.string().regex(VARIANT_KEY),
  name: z.string().trim().min(1).max(100),
  translations: translationsShape('name').optional(),
  duration: z.int().min(5).max(DAY),
  price: tengeShape,
  image: z.string().trim().min(1).max(500).optional(),
})

const VariantsInput = z
  .array(VariantInput)
  .max(MOST_VARIANTS)
  .refine((variants) => new Set(variants.map(({ key }) => key)).size === variants.length)

export const ServiceInput = z.object({
  name: z.string().trim().min(1).max(200),
  description: z.string().trim().max(2000).default(''),
  translations: translationsShape('name', 'description').default({}),
  duration: z.int().min(5).max(DAY),
  price: tengeShape,
  priceFrom: z.boolean().default(false),
  variants: VariantsInput.default([]),
  category: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60)
    .nullable()
    .default(null),
  image: z.string().trim().max(500).nullable().default(null),
  isActive: z.boolean().default(true),
  before: z.int().min(0).max(DAY).default(0),
  after: z.int().min(0).max(DAY).default(0),
  needsPerson: z.boolean().default(true),
  resource: z
    .union([z.object({ resourceId: idShape<'resource'>() }), z.object({ kind: z.string().min(1).max(60) })])
    .nullable()
    .default(null),
  startWindows: z.array(StartWindowInput).max(21).default([]),
  minAge: z
    .object({ years: z.int().min(1).max(21), withAdult: z.boolean() })
    .nullable()
    .default(null),
  place: z.enum(SERVICE_PLACES).default('business'),
  object: z.enum(OBJECT_KINDS).nullable().default(null),
  order: z.int().min(0).default(0),
})
export type NewService = z.input<typeof ServiceInput>

/** A change names only what changes: no field here has a default. */
export const ServiceChange = z.object(
  Object.fromEntries(
    Object.entries(ServiceInput.shape).map(([name, field]) => [
      name,
      (field instanceof z.ZodDefault ? field.unwrap() : field).optional(),
    ]),
  ),
) as unknown as z.ZodType<Partial<z.output<typeof ServiceInput>>>

const ServiceStanding = z.object({
  id: idShape<'service'>(),
  name: z.string(),
  isActive: z.boolean(),
  onlineStop: OnlineStopInput.nullable(),
  version: z.int(),
})

export const services = {
  stopOnline: endpoint({
    method: 'PUT',
    path: '/api/businesses/:businessId/services/:serviceId/online-stop',
    summary: 'Stop online booking of a service until a day, or let clients book it again',
    may: MAY.changeCatalogue,
    idempotent: 'by nature',
    params: z.object({ businessId: idShape<'business'>(), serviceId: idShape<'service'>() }),
    body: StopOnlineRequest,
    returns: { 200: ServiceStanding },
    refuses: ['changed_meanwhile', 'not_found', 'service_archived'],
  }),
} as const
