import { z } from 'zod'
import { idShape, localeShape, translationsShape } from '#kernel/shapes.ts'
import { isZone } from '#kernel/time.ts'
import { ProfileInput } from '#modules/businesses/businesses.contract.ts'
import { ServiceInput } from '#modules/services/services.contract.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { LACKS } from './readiness.ts'

const FirstPage = ProfileInput.pick({ name: true, category: true, mainLocale: true }).extend({
  zone: z.string().max(60).refine(isZone).default('Asia/Atyrau'),
  serves: z.boolean().default(true).describe('The owner serves clients'),
})

const OfBusiness = z.object({ businessId: idShape<'business'>() })
const Ready = z.object({
  slug: z.string(),
  isActive: z.boolean(),
  version: z.int(),
  lacking: z.array(
    z.object({
      what: z.enum(LACKS),
      isNeeded: z.boolean().describe('Nobody could book without it'),
      services: z.array(z.object({ id: idShape<'service'>(), name: z.string() })),
    }),
  ),
})

export const onboarding = {
  open: endpoint({
    method: 'POST',
    path: '/api/businesses',
    summary: 'Begin a business: its page, not yet published, its first place, and its owner as first of its people',
    may: 'signed-in',
    idempotent: 'by key',
    body: FirstPage,
    returns: { 201: z.object({ businessId: idShape<'business'>(), slug: z.string() }) },
    refuses: ['owner_has_business', 'key_reused'],
  }),
  template: endpoint({
    method: 'GET',
    path: '/api/templates/:category',
    summary: 'Services of a category with durations and prices as in Atyrau, to begin a price list with',
    may: 'signed-in',
    params: z.object({ category: z.string().max(60) }),
    returns: {
      200: z.object({
        services: z.array(
          ServiceInput.pick({
            ...{ name: true, description: true, translations: true, duration: true, price: true, priceFrom: true },
            ...{ category: true, after: true, place: true },
          }).extend({ translations: translationsShape('name', 'description') }),
        ),
        locale: localeShape.describe('The language of `name`'),
      }),
    },
  }),
  readiness: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/readiness',
    summary: 'What the page lacks before clients can book, and what would make it better',
    may: MAY.changeBusiness,
    params: OfBusiness,
    returns: { 200: Ready },
  }),
  publish: endpoint({
    method: 'PUT',
    path: '/api/businesses/:businessId/published',
    summary: 'Put the page on the list, or take it off; visits stay',
    may: MAY.changeBusiness,
    idempotent: 'by nature',
    params: OfBusiness,
    body: z.object({ isActive: z.boolean(), version: z.int().min(1).describe('The version that was seen') }),
    returns: { 200: Ready },
    refuses: ['not_ready', 'changed_meanwhile', 'not_found'],
  }),
} as const
