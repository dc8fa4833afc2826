import { z } from 'zod'
import { idShape } from '#kernel/ids.ts'
import { localeShape } from '#kernel/localized-text.ts'
import { tengeShape } from '#kernel/money.ts'
import { phoneShape } from '#kernel/phone.ts'
import { localDateShape } from '#kernel/time.ts'
import { endpoint } from '#platform/http/contract.ts'
import { STATUSES } from './appointment.ts'

const instant = z.iso.datetime({ offset: true })

const Business = z.object({ businessId: idShape<'business'>() })
const OneOfBusiness = Business.extend({ appointmentId: idShape<'appointment'>() })
const ByLink = z.object({ token: z.string().max(100) })

const BookRequest = z.object({
  serviceId: idShape<'service'>(),
  staffId: idShape<'staff'>().nullish().describe('Absent or null: any specialist'),
  locationId: idShape<'location'>().optional().describe("Absent: the business's default location"),
  startTime: instant,
  name: z.string().max(10_000),
  phone: phoneShape.describe('In any usual writing; stored in E.164'),
  notes: z.string().max(10_000).optional(),
  price: tengeShape.optional().describe('The price the client saw; another one is refused'),
  locale: localeShape.optional(),
})

const Line = z.object({
  serviceId: idShape<'service'>(),
  staffId: idShape<'staff'>().nullable(),
  name: z.string(),
  staffName: z.string().nullable(),
  startTime: instant,
  endTime: instant,
  duration: z.int().describe('Minutes'),
  price: tengeShape,
})

export const AppointmentView = z.object({
  id: idShape<'appointment'>(),
  businessId: idShape<'business'>(),
  status: z.enum(STATUSES),
  startTime: instant,
  endTime: instant,
  date: localDateShape.describe('Local day of the start, in `zone`'),
  time: z.string().describe('Local time of the start, HH:MM'),
  zone: z.string(),
  services: z.array(Line),
  totalAmount: tengeShape.describe('Whole tenge'),
  cancelUntil: instant.nullable().describe('Until when the client may cancel by the link; null: only by asking'),
  version: z.int(),
})

const GuestView = AppointmentView.extend({ canCancel: z.boolean() })
const StaffView = AppointmentView.extend({
  clientName: z.string(),
  clientPhone: z.string().nullable(),
  bookedAs: z.string().nullable(),
  notes: z.string().nullable(),
})

const Mark = z.object({ version: z.int().min(1).describe('The version that was seen') })
const whenMarked = ['changed_meanwhile', 'move_not_allowed', 'not_found'] as const
const mark = (verb: string, summary: string, refuses: readonly string[] = []) =>
  endpoint({
    method: 'POST',
    path: `/api/businesses/:businessId/appointments/:appointmentId/${verb}`,
    summary,
    may: 'specialist',
    idempotent: 'by nature',
    params: OneOfBusiness,
    body: Mark,
    returns: { 200: AppointmentView },
    refuses: [...whenMarked, ...refuses],
  })

const Offered = z.object({
  price: tengeShape,
  priceFrom: z.boolean().describe('The price is the least'),
  duration: z.int().describe('Minutes'),
})

export const appointments = {
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
        services: z.array(
          Offered.extend({
            id: idShape<'service'>(),
            name: z.string(),
            people: z.array(
              Offered.omit({ priceFrom: true }).extend({ id: idShape<'staff'>(), name: z.string(), title: z.string() }),
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
    summary: 'Free starts of one service, day by day, with one person or any',
    may: 'anyone',
    params: Business,
    query: z.object({
      serviceId: idShape<'service'>(),
      staffId: idShape<'staff'>().optional(),
      locationId: idShape<'location'>().optional(),
      from: localDateShape.optional().describe('Absent: today'),
      days: z.coerce.number().int().min(1).max(31).default(7),
    }),
    returns: {
      200: z.object({
        zone: z.string(),
        days: z.array(
          z.object({
            date: localDateShape,
            state: z.enum(['free', 'full', 'closed', 'too_far']),
            times: z.array(z.object({ startTime: instant, time: z.string(), staffIds: z.array(idShape<'staff'>()) })),
          }),
        ),
      }),
    },
    refuses: ['not_found', 'service_unavailable', 'person_unavailable', 'business_unavailable'],
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
      'time_not_free',
      'slot_taken',
      'in_the_past',
      'too_soon',
      'too_far',
      'off_grid',
      'service_unavailable',
      'person_unavailable',
      'business_unavailable',
      'price_changed',
      'phone_invalid',
      'name_required',
      'name_too_long',
      'note_too_long',
      'key_reused',
      'not_found',
    ],
  }),
  visit: endpoint({
    method: 'GET',
    path: '/api/visits/:token',
    summary: 'A visit by its private link',
    may: 'anyone',
    params: ByLink,
    returns: { 200: GuestView },
    refuses: ['link_invalid'],
  }),
  cancelVisit: endpoint({
    method: 'POST',
    path: '/api/visits/:token/cancel',
    summary: 'The client cancels by the private link',
    may: 'anyone',
    idempotent: 'by nature',
    params: ByLink,
    body: z.object({ reason: z.string().max(300).optional() }),
    returns: { 200: GuestView },
    refuses: ['link_invalid', 'cancellation_off', 'cancellation_closed', 'move_not_allowed', 'changed_meanwhile'],
  }),
  day: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/appointments',
    summary: "A day's visits per person; a specialist sees the own ones",
    may: 'specialist',
    params: Business,
    query: z.object({ date: localDateShape.optional().describe('Absent: today') }),
    returns: {
      200: z.object({
        date: localDateShape,
        zone: z.string(),
        columns: z.array(
          z.object({ staffId: idShape<'staff'>().nullable(), name: z.string(), appointments: z.array(StaffView) }),
        ),
      }),
    },
    refuses: ['not_found'],
  }),
  complete: mark('complete', 'The client was served', ['too_early']),
  noShow: mark('no-show', 'The client did not come', ['too_early']),
  undo: mark('undo', 'Take back a completion or a no-show', ['slot_taken']),
  cancel: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/appointments/:appointmentId/cancel',
    summary: 'The business cancels; final',
    may: 'reception',
    idempotent: 'by nature',
    params: OneOfBusiness,
    body: Mark.extend({ reason: z.string().max(300).optional() }),
    returns: { 200: AppointmentView },
    refuses: whenMarked,
  }),
} as const
