// A place to book in, small on purpose: one plan document written through the diaries, two people, one service each way.

import type { Clock } from '#kernel/clock.ts'
import type { ResourceId, ServiceId, StaffId, UserId } from '#kernel/ids.ts'
import { appointmentsCollection } from '#modules/appointments/appointment-document.store.ts'
import { createAppointmentsStore } from '#modules/appointments/appointments.store.ts'
import { type BookWish, bookAppointment } from '#modules/appointments/book-appointment.ts'
import { bookingBarsCollection, createBookingBars } from '#modules/appointments/booking-bars.store.ts'
import { type CartLine, cartOf } from '#modules/appointments/cart.ts'
import { createVisitChecks } from '#modules/appointments/doctor.store.ts'
import { releaseHolds } from '#modules/appointments/hold-time.ts'
import { createHoldsStore, holdsCollection } from '#modules/appointments/holds.store.ts'
import { clientsCollection, createClients } from '#modules/clients/index.ts'
import { createDiaries, diariesCollection, type PlanRules } from '#modules/diaries/index.ts'
import { createEvents, eventsCollection } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import { createIdempotency, idempotencyCollection } from '#platform/idempotency/idempotency.store.ts'
import type { Database } from '#platform/mongo/connect.ts'
import { migrate } from '#platform/mongo/migrate.ts'
import { objectIds } from '#platform/mongo/object-ids.ts'

export const TODAY = '2026-11-23T03:00:00Z' // Monday 08:00 in Atyrau
export const GUEST: Actor = { kind: 'guest', device: null }

export interface TestClock extends Clock {
  set(iso: string): void
}

export function clockAt(iso: string): TestClock {
  let now = new Date(iso)
  return {
    now: () => now,
    set: (next) => {
      now = new Date(next)
    },
  }
}

const definitions = [
  appointmentsCollection,
  bookingBarsCollection,
  clientsCollection,
  diariesCollection,
  eventsCollection,
  holdsCollection,
  idempotencyCollection,
]

/** Everything a visit needs, on a database of its own. */
export async function bookingDeps(database: Database, clock: TestClock = clockAt(TODAY)) {
  await migrate(database.db, definitions)
  const { db, inTransaction } = database
  const rights = new Map<UserId, { right: 'owner' | 'specialist'; staffId: StaffId }>()
  const stored = {
    db,
    clock,
    ids: objectIds,
    inTransaction,
    diaries: createDiaries({ db, inTransaction }),
    clients: createClients({ db }),
    events: createEvents(db),
    idempotency: createIdempotency(db, clock),
    store: createAppointmentsStore(db),
    holds: createHoldsStore(db),
    bars: createBookingBars(db),
    staff: { memberOf: async (userId: UserId) => rights.get(userId) ?? null },
  }
  const deps = { ...stored, releaseHolds: releaseHolds(stored) }
  const doctor = async () =>
    (await Promise.all(createVisitChecks(db, inTransaction).map((check) => check.run({ repair: false })))).flat()
  return { ...deps, rights, doctor }
}

export type BookingDeps = Awaited<ReturnType<typeof bookingDeps>>

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]

/** Open every day 10–19, two people who both cut hair, and a room of two units that can be hired. */
export async function aSalon(deps: BookingDeps, rules: Partial<PlanRules> = {}) {
  const { ids, diaries } = deps
  const businessId = ids.next<'business'>()
  const locationId = ids.next<'location'>()
  const [cut, hire] = [ids.next<'service'>(), ids.next<'service'>()] as [ServiceId, ServiceId]
  const [anna, olga] = [ids.next<'staff'>(), ids.next<'staff'>()] as [StaffId, StaffId]
  const room: ResourceId = ids.next<'resource'>()
  const hours = { isOpen: true, openTime: '10:00', closeTime: '19:00', breaks: [] }
  const shift = {
    kind: 'weekly' as const,
    days: EVERY_DAY.map((day) => ({ day, from: '10:00', to: '19:00', breaks: [] })),
  }
  const service = { price: 5000, priceFrom: false, before: 0, after: 0, isActive: true }
  const person = { services: { [cut]: {} }, schedule: shift, isActive: true }
  await deps.inTransaction(async (tx) => {
    await diaries.openPlan(
      businessId,
      locationId,
      {
        zone: 'Asia/Atyrau',
        hours: { week: EVERY_DAY.map((day) => ({ day, ...hours })), exceptions: [] },
        rules: {
          isActive: true,
          mainLocale: 'kk',
          leadTime: 0,
          buffer: 0,
          slotStep: 15,
          horizon: 60,
          allowCancellation: true,
          cancellationPeriod: 2,
          ...rules,
        },
      },
      tx,
    )
    await diaries.changePlan(
      businessId,
      {
        [`services.${cut}`]: { ...service, name: 'Шаш қию', duration: 60, needsPerson: true, resource: null, order: 0 },
        [`services.${hire}`]: {
          ...service,
          name: 'Зал',
          duration: 60,
          needsPerson: false,
          resource: { resourceId: room },
          order: 1,
        },
        [`people.${anna}`]: { ...person, name: 'Анна', order: 0 },
        [`people.${olga}`]: { ...person, name: 'Ольга', order: 1 },
        [`resources.${room}`]: { name: 'Зал', kind: 'room', units: 2, isActive: true, order: 0 },
      },
      tx,
    )
  })
  const book = bookAppointment(deps)
  let serial = 0
  return {
    businessId,
    locationId,
    cut,
    hire,
    anna,
    olga,
    room,
    /** Books as a new guest each time, unless told otherwise. */
    book: (
      start: string,
      { serviceId = cut, staffId = anna, ...wish }: Partial<BookWish & CartLine> = {},
      key?: string,
      actor: Actor = GUEST,
    ) => {
      serial += 1
      return book(
        businessId,
        {
          cart: cartOf(serviceId, staffId),
          startTime: new Date(start),
          name: 'Әсел Нұрланқызы',
          phone: `+7701${String(5_550_000 + serial)}`,
          locale: 'kk',
          source: 'site',
          ...wish,
        },
        actor,
        key ?? `key-${businessId}-${serial}`,
      )
    },
  }
}
