// What the office asks of visits: the calendar, booking and moving by staff, marks, the card of a visit.

import { z } from 'zod'
import { idShape, localDateShape, phoneShape, tengeShape } from '#kernel/shapes.ts'
import { BlockView } from '#modules/blocks/blocks.contract.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { CART_LINES, PREFERENCES } from './cart.ts'
import { NEVER, OFFICE_REASONS } from './explain.ts'
import { Alternatives, AppointmentView, Business, instant, OneOfBusiness, StaffView } from './shapes.contract.ts'

const span = z.object({ from: instant, until: instant })

const LineRequest = z.object({
  serviceId: idShape<'service'>(),
  staffId: idShape<'staff'>().nullable().describe('Null: nobody, where the service needs only a room'),
  variant: z.string().max(20).optional(),
  startTime: instant.optional().describe('Absent: after the service before'),
  duration: z.int().min(5).max(1440).optional().describe("Minutes; absent: the person's own"),
  price: tengeShape.optional().describe('Absent: as agreed before, else as the price list says'),
})

const Plan = z.object({
  startTime: instant.describe('On a multiple of 5 minutes'),
  lines: z.array(LineRequest).min(1).max(CART_LINES),
  override: z
    .object({
      reason: z.string().trim().min(1).max(200),
      codes: z
        .array(z.enum(OFFICE_REASONS))
        .optional()
        .describe('What was seen in the way: nothing else is overridden'),
    })
    .optional()
    .describe('Do it though it collides; recorded with who and why'),
})

/** Visits that are rearranged as one. */
const MOST_TOGETHER = 20

const WalkIn = z.object({ kind: z.literal('walk-in') })
const Known = z.object({ kind: z.literal('known'), clientId: idShape<'client'>() })
const New = z.object({
  kind: z.literal('new'),
  name: z.string().max(10_000),
  phone: phoneShape.optional().describe('Absent: a card without a phone'),
})

const version = z.int().min(1).describe('The version that was seen')

const Reasons = z.array(
  z.object({
    code: z.enum(OFFICE_REASONS),
    serviceId: idShape<'service'>().nullable(),
    staffId: idShape<'staff'>().nullable(),
  }),
)

const Verdict = z.object({
  ok: z.boolean(),
  never: z.enum(NEVER).nullable().describe('Forbidden even to whoever overrides'),
  why: Reasons,
  alternatives: Alternatives,
  lines: z.array(
    z.object({
      serviceId: idShape<'service'>(),
      staffId: idShape<'staff'>().nullable(),
      startTime: instant,
      endTime: instant,
      duration: z.int(),
      price: tengeShape,
    }),
  ),
  totalAmount: tengeShape,
  collides: z
    .array(z.object({ appointmentId: idShape<'appointment'>(), startTime: instant, clientName: z.string() }))
    .describe('Visits in the way, as far as one may see them'),
  blocks: z.array(BlockView).describe('Blocked time in the way'),
})

const whenArranged = [
  'time_not_free',
  'slot_taken',
  'server_busy',
  'in_the_past',
  'too_far',
  'off_grid',
  'cart_too_long',
  'service_unavailable',
  'person_unavailable',
  'variant_unavailable',
  'business_unavailable',
  'not_found',
] as const

export const CalendarVisit = StaffView.extend({
  clientId: idShape<'client'>(),
  isNewClient: z.boolean().describe('The first visit of this card'),
  paymentStatus: z.enum(['pending', 'paid', 'refunded']),
  confirmedAt: instant.nullable(),
  arrivedAt: instant.nullable(),
  override: z.object({ reason: z.string() }).nullable(),
  walkIn: z.int().nullable().describe('Number of an unnamed walk-in on its day'),
  source: z.string().nullable(),
  anyStaff: z.boolean(),
  claims: z.array(
    z.object({
      staffId: idShape<'staff'>().nullable(),
      resourceId: idShape<'resource'>().nullable(),
      from: instant,
      until: instant,
    }),
  ),
  businessDay: localDateShape,
  createdAt: instant,
})

export const office = {
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
          }),
        ),
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
      notes: z.string().max(10_000).optional(),
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
    ],
  }),
  rearrange: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/appointments/:appointmentId/rearrange',
    summary: "Move, resize, or change a visit's services, people and prices",
    may: MAY.keepVisits,
    idempotent: 'by nature',
    params: OneOfBusiness,
    body: Plan.extend({
      version,
      restore: z
        .boolean()
        .default(false)
        .describe('The client of a no-show has come: the visit stands again, at this time'),
    }),
    returns: { 200: CalendarVisit },
    refuses: [...whenArranged, 'changed_meanwhile', 'move_not_allowed'],
  }),
  rearrangeTogether: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/appointments/rearrange',
    summary: 'Rearrange several visits as one: two swap their times, one runs over and pushes those after it',
    may: MAY.keepVisits,
    idempotent: 'by nature',
    params: Business,
    body: z.object({
      visits: z
        .array(Plan.omit({ override: true }).extend({ appointmentId: idShape<'appointment'>(), version }))
        .min(2)
        .max(MOST_TOGETHER)
        .describe('In the order in which they are judged'),
      override: Plan.shape.override,
    }),
    returns: { 200: z.object({ visits: z.array(CalendarVisit) }) },
    refuses: [...whenArranged, 'changed_meanwhile', 'move_not_allowed'],
  }),
  tell: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/appointments/:appointmentId/tell',
    summary: 'The client is to be told how the visit stands now; of one state he is told once',
    may: MAY.keepVisits,
    idempotent: 'by nature',
    params: OneOfBusiness,
    body: z.object({ version }),
    returns: { 200: AppointmentView },
    refuses: ['changed_meanwhile', 'not_found'],
  }),
  whatIf: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/what-if',
    summary: 'What would happen if a visit were booked or rearranged so; nothing is written',
    may: MAY.keepVisits,
    idempotent: 'by nature',
    params: Business,
    body: Plan.omit({ override: true }).extend({
      appointmentId: idShape<'appointment'>().optional().describe('The visit that would be rearranged'),
      locationId: idShape<'location'>().optional(),
    }),
    returns: { 200: Verdict },
    refuses: ['service_unavailable', 'person_unavailable', 'variant_unavailable', 'business_unavailable', 'not_found'],
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
    body: z.object({ version, client: z.discriminatedUnion('kind', [Known, New]) }),
    returns: { 200: CalendarVisit },
    refuses: ['changed_meanwhile', 'not_found', 'name_required', 'name_too_long', 'phone_invalid'],
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
