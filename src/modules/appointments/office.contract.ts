// What the office asks of visits: the calendar, booking and moving by staff, marks, the card of a visit.

import { z } from 'zod'
import { idShape, localDateShape, phoneShape, tengeShape } from '#kernel/shapes.ts'
import { BlockView } from '#modules/blocks/blocks.contract.ts'
import { OBJECT_KINDS } from '#modules/diaries/index.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { PREFERENCES } from './cart.ts'
import { CalendarVisit, Plan, version, whenArranged } from './office-shapes.contract.ts'
import { rearranging } from './rearrange.contract.ts'
import { AppointmentView, BookRequest, Business, instant, OneOfBusiness } from './shapes.contract.ts'

const span = z.object({ from: instant, until: instant })

const WalkIn = z.object({ kind: z.literal('walk-in') })
const Known = z.object({ kind: z.literal('known'), clientId: idShape<'client'>() })
const Family = z.object({
  kind: z.literal('family').describe('Somebody else for whom the phone of the visit books'),
  relation: z.enum(['child', 'other']),
  name: z.string().max(10_000),
})
const New = z.object({
  kind: z.literal('new'),
  name: z.string().max(10_000),
  phone: phoneShape.optional().describe('Absent: a card without a phone'),
})

export const office = {
  ...rearranging,
  calendar: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/calendar',
    summary: 'All that a calendar shows of some days: hours, people, rooms, visits; a specialist sees the own column',
    may: MAY.keepVisits,
    params: Business,
    query: z.object({
      from: localDateShape.optional().describe('Absent: today'),
      days: z.coerce.number().int().min(1).max(42).default(1),
      locationId: idShape<'location'>().optional().describe("Absent: the business's default location"),
    }),
    returns: {
      200: z.object({
        locationId: idShape<'location'>(),
        zone: z.string(),
        now: instant,
        today: localDateShape.describe('The business day that runs now'),
        step: z.int().describe('Minutes between starts offered to clients'),
        graceMinutes: z.int(),
        days: z.array(
          z.object({
            date: localDateShape,
            start: instant.describe('Local midnight'),
            open: z.array(span).describe('Without breaks'),
          }),
        ),
        people: z.array(
          z.object({
            id: idShape<'staff'>(),
            name: z.string(),
            title: z.string(),
            services: z.array(idShape<'service'>()),
            shifts: z.array(span).describe('Without breaks, within the hours of the place'),
            off: z.array(span),
            ownPrices: z
              .array(z.object({ serviceId: idShape<'service'>(), variant: z.string().nullable(), price: tengeShape }))
              .describe('Where they are not those of the price list'),
          }),
        ),
        servedDistricts: z.array(z.string()).describe('For services at the client; none: everywhere in town'),
        resources: z.array(z.object({ id: idShape<'resource'>(), name: z.string(), kind: z.string(), units: z.int() })),
        services: z.array(
          z.object({
            id: idShape<'service'>(),
            name: z.string(),
            duration: z.int(),
            price: tengeShape,
            priceFrom: z.boolean(),
            before: z.int(),
            after: z.int(),
            needsPerson: z.boolean(),
            place: z.enum(['business', 'client']).describe("At the client's: a booking needs `place`"),
            object: z.enum(OBJECT_KINDS).nullable().describe('What it is done to: a booking needs such an `object`'),
            minAge: z.object({ years: z.int(), withAdult: z.boolean() }).nullable(),
            variants: z.array(z.object({ key: z.string(), name: z.string(), duration: z.int(), price: tengeShape })),
          }),
        ),
        visits: z.array(CalendarVisit),
        blocks: z.array(BlockView),
      }),
    },
    refuses: ['not_found'],
  }),
  bookByStaff: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/appointments/by-staff',
    summary: 'Staff book a known or a new client, or a walk-in; a specialist the own column only',
    may: MAY.keepVisits,
    idempotent: 'by key',
    params: Business,
    body: Plan.extend({
      client: z.discriminatedUnion('kind', [WalkIn, Known, New]),
      locationId: idShape<'location'>().optional(),
      prefer: z.enum(PREFERENCES).default('least_wait'),
      ...BookRequest.pick({ forWhom: true, place: true, object: true, notes: true }).shape,
      price: tengeShape.optional().describe('The sum that was told; another one is refused'),
      parkedId: idShape<'parked'>().optional().describe('It was put aside before: its time goes over to the visit'),
    }),
    returns: { 201: CalendarVisit },
    refuses: [
      'parked_gone',
      ...whenArranged,
      'key_reused',
      'name_required',
      'name_too_long',
      'note_too_long',
      'phone_invalid',
      'field_too_long',
      'address_required',
      'district_not_served',
      'object_required',
      'price_changed',
    ],
  }),
  card: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/appointments/:appointmentId',
    summary: 'A visit with its client and its history',
    may: MAY.keepVisits,
    params: OneOfBusiness,
    returns: {
      200: z.object({
        visit: CalendarVisit,
        client: z.object({
          id: idShape<'client'>(),
          name: z.string(),
          phone: z.string().nullable(),
          phoneShown: z.string().nullable().describe('As it is written in the city'),
          hasMessenger: z.boolean().describe('A landline of the city has none'),
          totalAppointments: z.int(),
          lastAppointment: instant.nullable(),
          noShows: z.int().describe('Visits to which the client did not come'),
        }),
        history: z.array(
          z.object({
            type: z.string(),
            at: instant,
            by: z.string().nullable().describe('Name of the account; null: the client or the platform'),
            actor: z.enum(['user', 'guest', 'platform']),
            from: instant.nullable().describe('Of a move: the start before'),
            to: instant.nullable(),
            override: z.string().nullable().describe('Why it was done over others'),
          }),
        ),
      }),
    },
    refuses: ['not_found'],
  }),
  confirm: stamp('confirm', 'The client has confirmed'),
  arrive: stamp('arrive', 'The client is here'),
  unconfirm: stamp('unconfirm', 'Take back a confirmation'),
  unarrive: stamp('unarrive', 'Take back an arrival'),
  setNotes: endpoint({
    method: 'PUT',
    path: '/api/businesses/:businessId/appointments/:appointmentId/notes',
    summary: 'What staff should know of this visit',
    may: MAY.keepVisits,
    idempotent: 'by nature',
    params: OneOfBusiness,
    body: z.object({ version, notes: z.string().max(10_000) }),
    returns: { 200: AppointmentView },
    refuses: ['changed_meanwhile', 'not_found', 'note_too_long'],
  }),
  setClient: endpoint({
    method: 'PUT',
    path: '/api/businesses/:businessId/appointments/:appointmentId/client',
    summary: 'The visit is of another person: a walk-in gets a name, a wrong booking its right client',
    may: MAY.setClient,
    idempotent: 'by nature',
    params: OneOfBusiness,
    body: z.object({ version, client: z.discriminatedUnion('kind', [Known, New, Family]) }),
    returns: { 200: CalendarVisit },
    refuses: ['changed_meanwhile', 'not_found', 'name_required', 'name_too_long', 'phone_invalid', 'phone_required'],
  }),
} as const

function stamp<const Verb extends string>(verb: Verb, summary: string) {
  return endpoint({
    method: 'POST',
    path: `/api/businesses/:businessId/appointments/:appointmentId/${verb}`,
    summary,
    may: MAY.keepVisits,
    idempotent: 'by nature',
    params: OneOfBusiness,
    body: z.object({ version }),
    returns: { 200: AppointmentView },
    refuses: ['changed_meanwhile', 'move_not_allowed', 'not_found'],
  })
}
