import { z } from 'zod'
import { idShape, localDateShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { IDLE_MINUTES } from './tablet.ts'

const instant = z.iso.datetime({ offset: true })
const OfBusiness = z.object({ businessId: idShape<'business'>() })
const OfTablet = OfBusiness.extend({ tabletId: idShape<'tablet'>() })
const Wish = z.object({
  name: z.string().trim().min(1).max(60),
  idleMinutes: z
    .int()
    .min(IDLE_MINUTES.least)
    .max(IDLE_MINUTES.most)
    .default(IDLE_MINUTES.usual)
    .describe('Unused for so long, it locks itself'),
})
const pin = z.string().max(20).describe('Four digits')

const TabletView = z.object({
  id: idShape<'tablet'>(),
  name: z.string(),
  idleMinutes: z.int(),
  markedAt: instant,
  version: z.int(),
})

const ALL = '/api/businesses/:businessId/tablets'

export const tablets = {
  read: endpoint({
    method: 'GET',
    path: '/api/tablet',
    summary: 'What a locked shared tablet shows: whom one can switch to, and today without clients; null elsewhere',
    may: 'anyone',
    returns: {
      200: z.object({
        tablet: z
          .object({
            name: z.string(),
            idleMinutes: z.int(),
            businessId: idShape<'business'>(),
            business: z.string(),
            zone: z.string(),
            now: instant,
            day: localDateShape,
            people: z.array(
              z.object({
                staffId: idShape<'staff'>(),
                name: z.string(),
                title: z.string(),
                photo: z.string().nullable(),
              }),
            ),
            columns: z.array(
              z.object({
                name: z.string(),
                visits: z.array(z.object({ startTime: instant, endTime: instant, service: z.string() })),
              }),
            ),
          })
          .nullable(),
      }),
    },
  }),
  switch: endpoint({
    method: 'POST',
    path: '/api/tablet/session',
    summary: 'Act as another of the team, by PIN; the session is good on this tablet and in its business alone',
    may: 'anyone',
    body: z.object({ staffId: idShape<'staff'>(), pin }),
    returns: { 201: null },
    refuses: ['not_a_tablet', 'no_pin', 'wrong_pin', 'pin_locked'],
  }),
  list: endpoint({
    method: 'GET',
    path: ALL,
    summary: 'The shared tablets of the business, and who has a PIN',
    may: MAY.changeTeam,
    params: OfBusiness,
    returns: {
      200: z.object({
        tablets: z.array(TabletView.extend({ usedAt: instant.nullable(), isThis: z.boolean() })),
        withPin: z.array(idShape<'staff'>()),
      }),
    },
  }),
  mark: endpoint({
    method: 'POST',
    path: ALL,
    summary: 'This device is a shared tablet from now on',
    may: MAY.changeTeam,
    asks: 'password',
    idempotent: 'by key',
    params: OfBusiness,
    body: Wish,
    returns: { 201: TabletView },
    refuses: ['key_reused', 'not_found'],
  }),
  change: endpoint({
    method: 'PUT',
    path: `${ALL}/:tabletId`,
    summary: 'Its name, and after how long it locks itself',
    may: MAY.changeTeam,
    asks: 'password',
    idempotent: 'by nature',
    params: OfTablet,
    body: Wish.extend({ version: z.int().min(1).describe('The version that was seen') }),
    returns: { 200: TabletView },
    refuses: ['changed_meanwhile', 'not_found'],
  }),
  end: endpoint({
    method: 'DELETE',
    path: `${ALL}/:tabletId`,
    summary: 'It is a shared tablet no more; whoever is on it is signed out',
    may: MAY.changeTeam,
    asks: 'password',
    idempotent: 'by nature',
    params: OfTablet,
    returns: { 204: null },
  }),
  ownPin: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/pin',
    summary: 'Whether one has a PIN for the shared tablets here',
    may: MAY.keepVisits,
    params: OfBusiness,
    returns: { 200: z.object({ hasPin: z.boolean() }) },
  }),
  setPin: endpoint({
    method: 'PUT',
    path: '/api/businesses/:businessId/pin',
    summary: 'One’s own PIN for the shared tablets here',
    may: MAY.keepVisits,
    asks: 'password',
    idempotent: 'by nature',
    params: OfBusiness,
    body: z.object({ pin }),
    returns: { 204: null },
    refuses: ['pin_not_four', 'pin_too_simple', 'not_found'],
  }),
  dropOwnPin: endpoint({
    method: 'DELETE',
    path: '/api/businesses/:businessId/pin',
    summary: 'No PIN any more',
    may: MAY.keepVisits,
    asks: 'password',
    idempotent: 'by nature',
    params: OfBusiness,
    returns: { 204: null },
  }),
  dropPin: endpoint({
    method: 'DELETE',
    path: '/api/businesses/:businessId/staff/:staffId/pin',
    summary: 'Another’s PIN opens nothing any more, and what it has opened is ended',
    may: MAY.changeTeam,
    asks: 'password',
    idempotent: 'by nature',
    params: OfBusiness.extend({ staffId: idShape<'staff'>() }),
    returns: { 204: null },
    refuses: ['right_too_high', 'not_found'],
  }),
} as const
