import { z } from 'zod'
import { idShape, tengeShape } from '#kernel/shapes.ts'
import { OBJECT_KINDS } from '#modules/diaries/index.ts'
import { endpoint } from '#platform/http/contract.ts'
import { NEVER, REASONS } from './explain.ts'
import {
  Alternatives,
  BookRequest,
  Business,
  CartQuery,
  Days,
  GuestView,
  HoldRequest,
  HoldView,
  instant,
  OneHold,
  Span,
  whenAsked,
  whenClaimed,
} from './shapes.contract.ts'

const Offered = z.object({
  price: tengeShape,
  priceFrom: z.boolean().describe('The price is the least'),
  duration: z.int().describe('Minutes'),
})

const Variant = Offered.omit({ priceFrom: true }).extend({ key: z.string() })

export const booking = {
  menu: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/services',
    summary: 'What can be booked at a location, and with whom',
    may: 'anyone',
    params: Business,
    query: z.object({ locationId: idShape<'location'>().optional().describe('Absent: the default location') }),
    returns: {
      200: z.object({
        locationId: idShape<'location'>(),
        zone: z.string(),
        servedDistricts: z.array(z.string()).describe('For services at the client; none: everywhere in town'),
        services: z.array(
          Offered.extend({
            id: idShape<'service'>(),
            name: z.string(),
            place: z.enum(['business', 'client']).describe("At the client's: a booking needs `place`"),
            object: z.enum(OBJECT_KINDS).nullable().describe('What it is done to: a booking needs such an `object`'),
            variants: z
              .array(Variant.extend({ name: z.string(), image: z.string().nullable() }))
              .describe('Ways it is done; one of them may be chosen. `duration` is the longest, `price` the lowest'),
            people: z.array(
              Offered.extend({
                ...{ id: idShape<'staff'>(), name: z.string(), title: z.string() },
                variants: z.array(Variant),
              }),
            ),
          }),
        ),
      }),
    },
    refuses: ['not_found', 'business_unavailable'],
  }),
  freeTimes: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/free-times',
    summary: 'Free starts of one service or several, day by day, with named people or any',
    may: 'anyone',
    params: Business,
    query: CartQuery.extend(Span.shape),
    returns: { 200: Days },
    refuses: whenAsked,
  }),
  why: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/why',
    summary: 'Why a start is not free: every reason, and what is free instead',
    may: 'anyone',
    params: Business,
    query: CartQuery.extend({ startTime: instant }),
    returns: {
      200: z.object({
        isFree: z.boolean(),
        never: z.enum(NEVER).nullable().describe('Forbidden to everybody, whoever is free'),
        reasons: z.array(
          z.object({
            code: z.enum(REASONS),
            serviceId: idShape<'service'>().nullable(),
            staffId: idShape<'staff'>().nullable(),
          }),
        ),
        alternatives: Alternatives,
      }),
    },
    refuses: ['too_far', ...whenAsked],
  }),
  hold: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/holds',
    summary:
      'Keep a time for ten minutes while the form is filled in; needs the device cookie of any page, or an account',
    may: 'anyone',
    idempotent: 'by key',
    params: Business,
    body: HoldRequest,
    returns: { 201: HoldView },
    refuses: ['device_required', 'key_reused', 'hold_expired', 'too_many_bookings', ...whenClaimed],
  }),
  extendHold: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/holds/:holdId/extend',
    summary: 'Five minutes more, once',
    may: 'anyone',
    idempotent: 'by nature',
    params: OneHold,
    body: z.object({}),
    returns: { 200: HoldView },
    refuses: ['device_required', 'hold_expired'],
  }),
  releaseHold: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/holds/:holdId/release',
    summary: 'Give the held time back',
    may: 'anyone',
    idempotent: 'by nature',
    params: OneHold,
    body: z.object({}),
    returns: { 200: z.object({ released: z.boolean() }) },
    refuses: ['device_required'],
  }),
  book: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/appointments',
    summary: 'Book a visit without an account',
    may: 'anyone',
    idempotent: 'by key',
    params: Business,
    body: BookRequest,
    returns: { 201: z.object({ appointment: GuestView, link: z.string().describe('Private link of the visit') }) },
    refuses: [
      ...whenClaimed,
      'hold_expired',
      'price_changed',
      'phone_invalid',
      'name_required',
      'name_too_long',
      'note_too_long',
      'field_too_long',
      'address_required',
      'district_not_served',
      'object_required',
      'key_reused',
      'too_many_coming',
      'too_many_bookings',
    ],
  }),
} as const
