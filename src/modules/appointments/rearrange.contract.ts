// What may be asked of visits that are moved, made longer or swapped: what would happen, and doing it.

import { z } from 'zod'
import { idShape, tengeShape } from '#kernel/shapes.ts'
import { BlockView } from '#modules/blocks/blocks.contract.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { NEVER, OFFICE_REASONS } from './explain.ts'
import { CalendarVisit, Plan, version, whenArranged } from './office-shapes.contract.ts'
import { Alternatives, AppointmentView, Business, instant, OneOfBusiness } from './shapes.contract.ts'

/** Visits that are rearranged as one. */
const MOST_TOGETHER = 20

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

export const rearranging = {
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
} as const
