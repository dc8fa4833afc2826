// Shapes that the office's endpoints share: a visit as the office sees it, and one as it is wished.

import { z } from 'zod'
import { idShape, localDateShape, tengeShape } from '#kernel/shapes.ts'
import { CART_LINES } from './cart.ts'
import { OFFICE_REASONS } from './explain.ts'
import { instant, StaffView } from './shapes.contract.ts'

const LineRequest = z.object({
  serviceId: idShape<'service'>(),
  staffId: idShape<'staff'>().nullable().describe('Null: nobody, where the service needs only a room'),
  variant: z.string().max(20).optional(),
  startTime: instant.optional().describe('Absent: after the service before'),
  duration: z.int().min(5).max(1440).optional().describe("Minutes; absent: the person's own"),
  price: tengeShape.optional().describe('Absent: as agreed before, else as the price list says'),
})

export const Plan = z.object({
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

export const version = z.int().min(1).describe('The version that was seen')

export const whenArranged = [
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
