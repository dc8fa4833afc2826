// Days off that people ask for, and the own figures of who serves.

import { z } from 'zod'
import { idShape, tengeShape } from '#kernel/shapes.ts'
import { TIME_OFF_KINDS } from '#modules/staff/index.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { STATES } from './request.ts'

const instant = z.iso.datetime({ offset: true })
const word = z.string().trim().max(300).default('')
const OfBusiness = z.object({ businessId: idShape<'business'>() })
const OfRequest = OfBusiness.extend({ requestId: idShape<'dayOffRequest'>() })
const version = z.int().min(1).describe('The version that was seen')

const RequestView = z.object({
  id: idShape<'dayOffRequest'>(),
  staffId: idShape<'staff'>(),
  from: instant,
  until: instant,
  kind: z.enum(TIME_OFF_KINDS),
  reason: z.string(),
  state: z.enum(STATES),
  answer: z.string().describe('A word of who has answered'),
  askedAt: instant,
  version: z.int(),
})
const FiguresView = z.object({ count: z.int(), sum: tengeShape })

const ALL = '/api/businesses/:businessId/day-off-requests'

export const daysOff = {
  open: endpoint({
    method: 'GET',
    path: ALL,
    summary: 'Who asks for days off and waits for an answer, with the visits that fall inside',
    may: MAY.changeTeam,
    params: OfBusiness,
    returns: {
      200: z.object({
        zone: z.string(),
        requests: z.array(
          RequestView.extend({
            name: z.string(),
            visits: z.array(z.object({ id: idShape<'appointment'>(), startTime: instant, services: z.string() })),
          }),
        ),
      }),
    },
  }),
  own: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/own-work',
    summary: 'One’s own: completed visits and their prices today and this month, and the days off one has asked for',
    may: MAY.keepVisits,
    params: OfBusiness,
    returns: {
      200: z.object({
        zone: z.string(),
        today: FiguresView,
        month: FiguresView,
        requests: z.array(RequestView),
      }),
    },
  }),
  ask: endpoint({
    method: 'POST',
    path: ALL,
    summary: 'Ask for days off, or for a part of one; nothing changes before the answer',
    may: MAY.keepVisits,
    idempotent: 'by key',
    params: OfBusiness,
    body: z.object({ from: instant, until: instant, kind: z.enum(TIME_OFF_KINDS), reason: word }),
    returns: { 201: RequestView },
    refuses: ['in_the_past', 'too_many_requests_open', 'key_reused', 'not_found'],
  }),
  answer: endpoint({
    method: 'PUT',
    path: `${ALL}/:requestId/answer`,
    summary: 'Approved, it is time off; visits inside stay until somebody decides about them. Refused: with a word',
    may: MAY.changeTeam,
    idempotent: 'by nature',
    params: OfRequest,
    body: z.object({ approve: z.boolean(), word, version }),
    returns: { 200: RequestView },
    refuses: ['changed_meanwhile', 'too_much_time_off', 'not_found'],
  }),
  withdraw: endpoint({
    method: 'PUT',
    path: `${ALL}/:requestId/withdrawn`,
    summary: 'Whoever asked needs it no more',
    may: MAY.keepVisits,
    idempotent: 'by nature',
    params: OfRequest,
    body: z.object({ version }),
    returns: { 200: RequestView },
    refuses: ['changed_meanwhile', 'not_found'],
  }),
} as const
