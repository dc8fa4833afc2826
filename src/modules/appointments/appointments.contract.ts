import { z } from 'zod'
import { idShape, localDateShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { LATENESS } from './appointment.ts'
import { booking } from './booking.contract.ts'
import { CART_LINES } from './cart.ts'
import { OUTSIDE } from './explain.ts'
import {
  Alternatives,
  AppointmentView,
  Business,
  ByLink,
  Days,
  GuestView,
  instant,
  OneOfBusiness,
  Span,
  StaffView,
  whenClaimed,
} from './shapes.contract.ts'

const Mark = z.object({ version: z.int().min(1).describe('The version that was seen') })
const whenMarked = ['changed_meanwhile', 'move_not_allowed', 'not_found'] as const
const mark = (verb: string, summary: string, refuses: readonly string[] = []) =>
  endpoint({
    method: 'POST',
    path: `/api/businesses/:businessId/appointments/:appointmentId/${verb}`,
    summary,
    may: MAY.keepVisits,
    idempotent: 'by nature',
    params: OneOfBusiness,
    body: Mark,
    returns: { 200: AppointmentView },
    refuses: [...whenMarked, ...refuses],
  })

export const appointments = {
  ...booking,
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
  visitFreeTimes: endpoint({
    method: 'GET',
    path: '/api/visits/:token/free-times',
    summary: 'Starts to which a visit can be moved; its own time is not in its way',
    may: 'anyone',
    params: ByLink,
    query: Span.extend({ anyone: z.enum(['yes', 'no']).default('no').describe('With any specialists') }),
    returns: { 200: Days },
    refuses: [
      'link_invalid',
      'service_unavailable',
      'variant_unavailable',
      'person_unavailable',
      'business_unavailable',
      'not_found',
    ],
  }),
  moveVisit: endpoint({
    method: 'POST',
    path: '/api/visits/:token/move',
    summary: 'The client moves the visit by the private link',
    may: 'anyone',
    idempotent: 'by nature',
    params: ByLink,
    body: z.object({
      startTime: instant,
      staffIds: z
        .array(idShape<'staff'>().nullable())
        .max(CART_LINES)
        .optional()
        .describe('By service, in order; null: any. Absent: as it was booked'),
      version: z.int().min(1).describe('The version that was seen'),
    }),
    returns: { 200: GuestView },
    refuses: ['link_invalid', 'moving_off', 'moving_closed', 'move_not_allowed', 'changed_meanwhile', ...whenClaimed],
  }),
  lateVisit: endpoint({
    method: 'POST',
    path: '/api/visits/:token/late',
    summary: '"I am late": told to the business; answers what still fits',
    may: 'anyone',
    idempotent: 'by nature',
    params: ByLink,
    body: z.object({ minutes: z.literal(LATENESS) }),
    returns: {
      200: z.object({ appointment: GuestView, stillFits: z.boolean(), alternatives: Alternatives }),
    },
    refuses: [
      'link_invalid',
      'move_not_allowed',
      'late_too_early',
      'changed_meanwhile',
      'service_unavailable',
      'variant_unavailable',
    ],
  }),
  day: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/appointments',
    summary: "A day's visits per person; a specialist sees the own ones",
    may: MAY.keepVisits,
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
  visitsOutside: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/visits-outside',
    summary:
      'Coming visits that could not be booked where they are any more, after a change of hours, people or services',
    may: MAY.seeOutside,
    params: Business,
    returns: {
      200: z.object({
        visits: z.array(
          StaffView.extend({
            reasons: z.array(
              z.object({
                code: z.enum(OUTSIDE),
                serviceId: idShape<'service'>().nullable(),
                staffId: idShape<'staff'>().nullable(),
              }),
            ),
          }),
        ),
      }),
    },
  }),
  keepOutside: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/appointments/:appointmentId/keep-outside',
    summary: 'A visit that falls outside stays: it is not asked again until something else speaks against it',
    may: MAY.seeOutside,
    idempotent: 'by nature',
    params: OneOfBusiness,
    body: Mark.extend({
      reasons: z.array(z.enum(OUTSIDE)).max(OUTSIDE.length).describe('What was seen against it; none: asked again'),
    }),
    returns: { 200: AppointmentView },
    refuses: whenMarked,
  }),
  complete: mark('complete', 'The client was served', ['too_early']),
  noShow: mark('no-show', 'The client did not come', ['too_early']),
  undo: mark('undo', 'Take back a completion or a no-show, within a day', ['slot_taken', 'undo_too_late']),
  cancel: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/appointments/:appointmentId/cancel',
    summary: 'The business cancels; final',
    may: MAY.cancelVisits,
    idempotent: 'by nature',
    params: OneOfBusiness,
    body: Mark.extend({ reason: z.string().max(300).optional() }),
    returns: { 200: AppointmentView },
    refuses: whenMarked,
  }),
} as const
