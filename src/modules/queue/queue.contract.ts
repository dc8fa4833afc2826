import { z } from 'zod'
import { idShape, localDateShape, phoneShape } from '#kernel/shapes.ts'
import { CART_LINES } from '#modules/appointments/index.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { STATES, WAYS } from './entry.ts'

const instant = z.iso.datetime({ offset: true })
const OfBusiness = z.object({ businessId: idShape<'business'>() })
const OfEntry = OfBusiness.extend({ entryId: idShape<'queueEntry'>() })
const version = z.int().min(1).describe('The version that was seen')
const locationId = idShape<'location'>().optional().describe("Absent: the business's default location")

const Services = z
  .array(z.object({ serviceId: idShape<'service'>(), variant: z.string().max(20).optional() }))
  .max(CART_LINES)

const EntryView = z.object({
  id: idShape<'queueEntry'>(),
  number: z.int().describe('From 1 each day'),
  state: z.enum(STATES),
  how: z.enum(WAYS).describe('Put here by the desk, or joined by the code on the door'),
  services: z.array(z.object({ serviceId: idShape<'service'>(), variant: z.string().nullable(), name: z.string() })),
  staffId: idShape<'staff'>().nullable().describe('Null: anybody'),
  name: z.string().nullable(),
  phone: z.string().nullable().describe('Null too for whoever may not find clients'),
  joinedAt: instant,
  visitId: idShape<'appointment'>().nullable(),
  version: z.int(),
})

const StandingView = EntryView.extend({
  at: instant.nullable().describe('When it is his turn; null: not today any more'),
  byPerson: z
    .array(z.object({ staffId: idShape<'staff'>(), at: instant }))
    .describe('From when each person could take him, where he wants one service'),
  why: z.array(z.string()).describe('What stands in the way of his turn now'),
})

const Settings = z.object({
  isOn: z.boolean(),
  byDoor: z.boolean().describe('Clients may join by the code on the door'),
})

const whenChanged = ['queue_changed', 'queue_state', 'not_found'] as const

export const queue = {
  read: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/queue',
    summary: 'Who waits today, in order, with the minute of his turn, and whom to take now',
    may: MAY.keepQueue,
    params: OfBusiness,
    query: z.object({ locationId }),
    returns: {
      200: Settings.extend({
        version: z.int().describe('Of the switch; 0: never touched'),
        locationId: idShape<'location'>(),
        zone: z.string(),
        now: instant,
        day: localDateShape,
        isOpen: z.boolean(),
        entries: z.array(StandingView),
        next: z
          .object({ entryId: idShape<'queueEntry'>(), staffIds: z.array(idShape<'staff'>().nullable()) })
          .nullable()
          .describe('The first who fits into time that is free now'),
        people: z.array(
          z.object({
            id: idShape<'staff'>(),
            name: z.string(),
            next: idShape<'queueEntry'>().nullable().describe('Whom this person could take now'),
          }),
        ),
      }),
    },
    refuses: ['not_found'],
  }),
  join: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/queue',
    summary: 'Somebody stands at the end of the queue',
    may: MAY.keepQueue,
    idempotent: 'by key',
    params: OfBusiness,
    body: z.object({
      services: Services.default([]).describe('None: he says it when it is his turn'),
      staffId: idShape<'staff'>().nullable().default(null).describe('Null: anybody'),
      name: z.string().max(10_000).optional(),
      phone: phoneShape.optional(),
      locationId,
    }),
    returns: { 201: EntryView },
    refuses: [
      'queue_off',
      'service_unavailable',
      'variant_unavailable',
      'person_unavailable',
      'not_found',
      'name_required',
      'name_too_long',
      'phone_invalid',
      'key_reused',
      'server_busy',
    ],
  }),
  seat: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/queue/:entryId/seat',
    summary: 'It is his turn: a visit of this minute; a specialist seats with himself',
    may: MAY.keepQueue,
    idempotent: 'by nature',
    params: OfEntry,
    body: z.object({
      version,
      staffId: idShape<'staff'>().nullable().default(null).describe('Null: whom he wished, else whoever is free'),
      services: Services.optional().describe('What is done after all'),
    }),
    returns: { 200: EntryView },
    refuses: [...whenChanged, 'queue_no_fit', 'queue_service_needed', 'time_not_free', 'slot_taken', 'server_busy'],
  }),
  say: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/queue/:entryId/state',
    summary: 'He is called, goes, is not there, or waits on after all',
    may: MAY.keepQueue,
    idempotent: 'by nature',
    params: OfEntry,
    body: z.object({ version, to: z.enum(['waiting', 'called', 'left', 'gone']) }),
    returns: { 200: EntryView },
    refuses: whenChanged,
  }),
  move: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/queue/:entryId/move',
    summary: 'He stands behind another now',
    may: MAY.orderQueue,
    idempotent: 'by nature',
    params: OfEntry,
    body: z.object({ version, after: idShape<'queueEntry'>().nullable().describe('Null: before everybody') }),
    returns: { 200: EntryView },
    refuses: whenChanged,
  }),
  switch: endpoint({
    method: 'PUT',
    path: '/api/businesses/:businessId/queue',
    summary: 'Whether there is a queue, and whether clients join it by the code on the door',
    may: MAY.changePlaces,
    idempotent: 'by nature',
    params: OfBusiness,
    body: Settings.extend({ version: z.int().min(0).describe('The version that was seen; 0: none'), locationId }),
    returns: { 200: Settings.extend({ version: z.int() }) },
    refuses: ['queue_changed', 'not_found'],
  }),
} as const
