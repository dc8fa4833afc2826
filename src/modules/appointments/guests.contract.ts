// Visits that guests booked online, as a list to be judged; many of them cancelled in one act; who may not book online.

import { z } from 'zod'
import { ID } from '#kernel/ids.ts'
import { idShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { AppointmentView, Business, instant } from './shapes.contract.ts'

const BARS = ['phone', 'device'] as const
/** At most so many in one act. */
const MANY = 200

export const guests = {
  guestVisits: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/guest-visits',
    summary: 'Coming visits that were booked online, the newest booked first, at most 500',
    may: MAY.refuseGuests,
    params: Business,
    query: z.object({ hours: z.coerce.number().int().min(1).max(2160).default(168).describe('Booked within') }),
    returns: {
      200: z.object({
        visits: z.array(
          AppointmentView.extend({
            clientId: idShape<'client'>(),
            clientName: z.string(),
            clientPhone: z.string().nullable().describe('As it is written in the city'),
            createdAt: instant,
            device: z.string().nullable().describe('A sign by which devices are told apart; null: not known'),
            hasCome: z.boolean().describe('Somebody of this card has been here before'),
          }),
        ),
      }),
    },
  }),
  cancelMany: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/appointments/cancel-many',
    summary:
      'Cancel many visits and tell nobody; bar phones or devices that booked them. Each visit has its own result',
    may: MAY.refuseGuests,
    idempotent: 'by key',
    params: Business,
    body: z.object({
      visits: z
        .array(z.object({ id: idShape<'appointment'>(), version: z.int().min(1) }))
        .min(1)
        .max(MANY),
      bars: z
        .array(z.object({ kind: z.enum(BARS), visitId: idShape<'appointment'>() }))
        .max(50)
        .default([])
        .describe('The phone of a visit’s client, or the device that booked it'),
      barDays: z.int().min(1).max(365).default(30),
    }),
    returns: {
      200: z.object({
        results: z.array(z.object({ id: idShape<'appointment'>(), outcome: z.string() })),
        bars: z.array(z.string()),
      }),
    },
    refuses: ['key_reused'],
  }),
  bookingBars: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/booking-bars',
    summary: 'Phones and devices that book nothing online for now',
    may: MAY.refuseGuests,
    params: Business,
    returns: {
      200: z.object({
        bars: z.array(
          z.object({
            id: z.string(),
            kind: z.enum(BARS),
            shown: z.string().describe('The phone, or the sign of the device'),
            name: z.string().nullable(),
            until: instant,
            at: instant,
            by: z.string().nullable(),
          }),
        ),
      }),
    },
  }),
  removeBar: endpoint({
    method: 'DELETE',
    path: '/api/businesses/:businessId/booking-bars/:barId',
    summary: 'It may book online again',
    may: MAY.refuseGuests,
    idempotent: 'by nature',
    params: z.object({ businessId: idShape<'business'>(), barId: z.string().regex(ID) }),
    returns: { 204: null },
  }),
} as const
