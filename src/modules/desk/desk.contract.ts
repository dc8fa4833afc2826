// What the desk goes through by itself: whom to call, what is read to him, what a week begins with.

import { z } from 'zod'
import { idShape, localDateShape, localeShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { OUTCOMES } from './call.ts'

const instant = z.iso.datetime({ offset: true })
const Business = z.object({ businessId: idShape<'business'>() })
const OneVisit = Business.extend({ appointmentId: idShape<'appointment'>() })

const CallView = z.object({
  outcome: z.enum(OUTCOMES),
  at: instant,
  again: instant.nullable().describe('When to call again'),
  by: z.string().nullable(),
  tries: z.int().describe('Calls about this visit'),
})

const CallRow = z.object({
  id: idShape<'appointment'>(),
  version: z.int(),
  date: localDateShape,
  time: z.string(),
  clientId: idShape<'client'>(),
  clientName: z.string(),
  phone: z.string(),
  phoneShown: z.string(),
  services: z.array(z.object({ name: z.string(), staffName: z.string().nullable() })),
  isConfirmed: z.boolean(),
  why: z.array(z.enum(['by_phone', 'landline', 'unconfirmed'])),
  byPhone: z.boolean().describe('This person is called, whatever else there is'),
  isWrong: z.boolean().describe('The number turned out to be somebody else’s'),
  call: CallView.nullable().describe('The last one about this visit'),
  aloud: z.object({
    locale: localeShape.describe("The client's"),
    texts: z.object({ kk: z.string(), ru: z.string(), en: z.string() }).describe('To be read as it stands'),
  }),
})

export const desk = {
  callList: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/call-list',
    summary: 'Whom to call about a day: whoever only a telephone reaches, and whoever has not said that he comes',
    may: MAY.keepVisits,
    params: Business,
    query: z.object({ date: localDateShape.optional().describe('Absent: tomorrow') }),
    returns: { 200: z.object({ date: localDateShape, rows: z.array(CallRow) }) },
    refuses: ['not_found'],
  }),
  readAloud: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/appointments/:appointmentId/call',
    summary: 'What is read to the client of a visit, and what came of calling him',
    may: MAY.keepVisits,
    params: OneVisit,
    returns: { 200: CallRow },
    refuses: ['not_found'],
  }),
  call: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/appointments/:appointmentId/calls',
    summary: 'What came of a call; "confirmed" stamps the visit, "wrong_number" marks the number on the card',
    may: MAY.keepVisits,
    idempotent: 'by key',
    params: OneVisit,
    body: z.object({ outcome: z.enum(OUTCOMES), version: z.int().min(1).describe('Of the visit, as it was seen') }),
    returns: { 200: z.object({ call: CallView.nullable() }) },
    refuses: ['not_found', 'changed_meanwhile', 'move_not_allowed', 'key_reused'],
  }),
  setByPhone: endpoint({
    method: 'PUT',
    path: '/api/businesses/:businessId/clients/:clientId/by-phone',
    summary: 'This client is called: nothing else reaches him',
    may: MAY.setClient,
    idempotent: 'by nature',
    params: Business.extend({ clientId: idShape<'client'>() }),
    body: z.object({ byPhone: z.boolean() }),
    returns: { 204: null },
    refuses: ['not_found'],
  }),
  weekCard: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/week-card',
    summary: 'What a week begins with, and what of it was ticked off',
    may: MAY.seeDone,
    params: Business,
    returns: {
      200: z.object({
        week: localDateShape.describe('Its Monday'),
        isFirstMorning: z.boolean(),
        off: z.array(z.object({ staffId: idShape<'staff'>(), name: z.string(), dates: z.array(localDateShape) })),
        unconfirmed: z.int(),
        since: instant.describe('The last closing'),
        online: z
          .array(
            z.object({
              id: idShape<'appointment'>(),
              date: localDateShape,
              time: z.string(),
              clientName: z.string(),
              services: z.array(z.object({ name: z.string(), staffName: z.string().nullable() })),
            }),
          )
          .describe('Booked online since then'),
        outside: z.int().describe('Visits outside of hours that wait for a decision; 0 for whoever does not decide'),
        ticks: z.array(z.object({ key: z.string(), by: z.string().nullable(), at: instant })),
      }),
    },
    refuses: ['not_found'],
  }),
  tickWeek: endpoint({
    method: 'PUT',
    path: '/api/businesses/:businessId/week-card/ticks',
    summary: 'Lines of the list are done, or are not; for everybody who works here',
    may: MAY.seeDone,
    idempotent: 'by nature',
    params: Business,
    body: z.object({
      week: localDateShape,
      keys: z.array(z.string().max(40)).min(1).max(200).describe('A line, or `visit:<id>`'),
      isDone: z.boolean(),
    }),
    returns: { 204: null },
  }),
} as const
