import { z } from 'zod'
import { idShape, tengeShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { SORTS } from './search-listings.ts'

/** `47.1065,51.9238` */
export const pointShape = z
  .string()
  .regex(/^-?\d{1,2}(\.\d{1,15})?,-?\d{1,3}(\.\d{1,15})?$/)
  .transform((text) => {
    const [lat = 0, lng = 0] = text.split(',').map(Number)
    return { lat, lng }
  })
  .refine(({ lat, lng }) => Math.abs(lat) <= 90 && Math.abs(lng) <= 180)

const flag = z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0', ''] })
const slugShape = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60)

const Result = z.object({
  businessId: idShape<'business'>(),
  locationId: idShape<'location'>(),
  slug: z.string(),
  name: z.string().describe('In the language asked for, else the main one'),
  category: z.string(),
  street: z.string(),
  metres: z.int().nullable().describe('From `near`, as the crow flies'),
  priceFrom: tengeShape.nullable(),
  isOpen: z.boolean(),
  services: z
    .array(
      z.object({
        id: idShape<'service'>(),
        name: z.string(),
        price: tengeShape,
        priceFrom: z.boolean().describe('The price is the least'),
        duration: z.int().describe('Minutes'),
        times: z.array(z.iso.datetime()).describe('The next free starts; a booking checks them'),
      }),
    )
    .describe('What was meant, best first; at most five'),
})

export const listings = {
  search: endpoint({
    method: 'GET',
    path: '/api/search',
    summary: 'Businesses by words, category, openness, price and distance, with their next free times',
    may: 'anyone',
    query: z.object({
      q: z
        .string()
        .optional()
        .describe('In any of three languages, in Cyrillic or Latin letters; what is beyond 100 characters is not read'),
      category: slugShape.optional(),
      openNow: flag.optional(),
      freeToday: flag.optional(),
      near: pointShape.optional().describe('Latitude and longitude: `47.1065,51.9238`'),
      priceMax: z.coerce.number().int().min(0).max(1_000_000_000).optional(),
      sort: z.enum(SORTS).optional(),
      page: z.coerce.number().int().min(1).max(100).default(1),
    }),
    returns: {
      200: z.object({
        understood: z
          .object({ text: z.string(), isOther: z.boolean(), isCut: z.boolean() })
          .nullable()
          .describe('How the words were read: `isOther` than typed, `isCut` to their beginning'),
        total: z.int(),
        page: z.int(),
        pages: z.int(),
        categories: z.array(z.object({ slug: z.string(), count: z.int() })),
        results: z.array(Result),
        near: z.array(Result).describe('The nearest there is when nothing fits'),
      }),
    },
  }),
} as const
