// Visits made to be looked at: they take time and stand in the calendar like all others, and go without a trace. Their
// mark is `source`; a card that was made for one goes with it.

import { conflict } from '#kernel/errors.ts'
import type { BusinessId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import { DAY, type Minute, toDate } from '#kernel/time.ts'
import type { Clients } from '#modules/clients/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { type Appointment, occupies } from './appointment.ts'
import type { BookWish } from './book-appointment.ts'
import { cartOf } from './cart.ts'
import type { MoveDeps } from './move-status.ts'
import type { openings } from './openings.ts'
import type { SampleVisitsStore } from './sample-visits.store.ts'

const SAMPLE = 'sample'

/** Numbers that no operator gives out. */
const PHONES = ['+7 700 000 00 01', '+7 700 000 00 02', '+7 700 000 00 03'] as const

export interface SampleVisit {
  name: string
  /** One's own, to see what a client sees. */
  phone?: string | undefined
}

export interface SampleDeps extends Pick<MoveDeps, 'clock' | 'inTransaction' | 'diaries' | 'events'> {
  clients: Pick<Clients, 'forgetVisit'>
  store: Pick<MoveDeps['store'], 'liveClaimsNear' | 'lastCompleted'>
  samples: SampleVisitsStore
  openings: ReturnType<typeof openings>
  book(businessId: BusinessId, wish: BookWish, actor: Actor, key: string): Promise<Appointment>
}

/**
 * Books each at a free time of its own, whatever service has one. A sample of the same name that is there already is
 * the answer: sending it again makes none twice.
 * @throws conflict `no_free_time`; what `bookAppointment` throws
 */
export const addSamples =
  (deps: SampleDeps) =>
  async (
    businessId: BusinessId,
    { visits, locale }: { visits: readonly SampleVisit[]; locale: Locale },
    actor: Actor,
    key: string,
  ): Promise<Appointment[]> => {
    const there = new Map((await deps.samples.of(businessId, SAMPLE)).map((visit) => [visit.bookedAs, visit]))
    const made: Appointment[] = []
    for (const [at, { name, phone = PHONES[at] ?? PHONES[0] }] of visits.entries()) {
      const who = { name, phone, locale, source: SAMPLE }
      made.push(there.get(name) ?? (await bookSomewhere(deps, businessId, { who, at }, actor, `${key}-${at}`)))
    }
    return made
  }

const LOOKED_AT = { days: 14, perDay: 40 }

/** The first free time, each further sample some hours after the one before it. */
async function bookSomewhere(
  { clock, openings: read, book }: SampleDeps,
  businessId: BusinessId,
  { who, at }: { who: Omit<BookWish, 'cart' | 'startTime'>; at: number },
  actor: Actor,
  key: string,
): Promise<Appointment> {
  const { plan, openings: open } = await read(businessId, null, LOOKED_AT)
  const plain = open.filter(({ serviceId }) => {
    const service = plan.services[serviceId]
    return service && !service.place && !service.object
  })
  const later: Minute = Math.floor(clock.now().getTime() / 60_000) + (at * DAY) / 8
  const times = plain.flatMap(({ serviceId, times }) => times.map((start) => ({ serviceId, start })))
  const sorted = times.sort((a, b) => a.start - b.start)
  const found = sorted.find(({ start }) => start >= later) ?? sorted[0]
  if (!found) throw conflict('no_free_time')
  return book(businessId, { ...who, cart: cartOf(found.serviceId, null), startTime: toDate(found.start) }, actor, key)
}

/** Takes every sample away, with its time, its figures and the cards that were made for it. Asking twice is no failure. */
export const removeSamples =
  (deps: SampleDeps) =>
  async (businessId: BusinessId, actor: Actor): Promise<number> => {
    const visits = await deps.samples.of(businessId, SAMPLE)
    for (const visit of visits) await deps.inTransaction((tx) => remove(deps, visit, actor, tx))
    return visits.length
  }

async function remove(deps: SampleDeps, visit: Appointment, actor: Actor, tx: Tx): Promise<void> {
  const { businessId, id, clientId, claims, status, version } = visit
  const at = deps.clock.now()
  if (!(await deps.samples.remove(visit, tx))) throw conflict('changed_meanwhile')
  if (occupies(status)) {
    const others = await deps.store.liveClaimsNear(businessId, id, claims, tx)
    await deps.diaries.release(businessId, claims, others, tx)
  }
  const lastCompleted = await deps.store.lastCompleted(businessId, clientId, id, tx)
  const left = { visits: status === 'cancelled' ? (0 as const) : (-1 as const), lastCompleted }
  await deps.clients.forgetVisit(businessId, clientId, { ...left, madeFor: SAMPLE }, at, tx)
  const subject = { kind: 'appointment', id }
  await deps.events.append(
    {
      businessId,
      type: 'appointment.sample-removed',
      subject,
      version: version + 1,
      actor,
      at,
    },
    tx,
  )
}
