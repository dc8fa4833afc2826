import type { Clock } from '#kernel/clock.ts'
import { busy, conflict, invalid, notFound, Refusal } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId, Ids, LocationId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import type { Tenge } from '#kernel/money.ts'
import { type Phone, parsePhone } from '#kernel/phone.ts'
import { type Minute, toMinute, wallAt } from '#kernel/time.ts'
import type { ClientCard, Clients } from '#modules/clients/index.ts'
import { type Diaries, type Plan, StaleArrangement, type Window } from '#modules/diaries/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import { AlreadyDone } from '#platform/idempotency/already-done.ts'
import type { Idempotency, OnceOnly } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import { type Appointment, cancelUntil } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { type Arrangement, around, arrange } from './arrange.ts'
import type { Wish } from './availability.ts'
import { cleanName, cleanNotes } from './guest-text.ts'

export interface BookWish extends Wish {
  locationId?: LocationId | undefined
  startTime: Date
  name: string
  phone: string
  notes?: string | undefined
  /** The price the client saw; another one is refused rather than charged. */
  price?: Tenge | undefined
  locale: Locale
  source: string
}

export interface BookDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  diaries: Pick<Diaries, 'read' | 'prepare' | 'queued' | 'claim'>
  clients: Pick<Clients, 'findOrMake'>
  store: Pick<AppointmentsStore, 'insert' | 'get'>
  events: Events
  idempotency: Idempotency
}

/** A claim that others keep overtaking is arranged anew this often; then the same key may be sent again. */
const ARRANGEMENTS = 3

/**
 * Books one service. All of it stands or nothing does: key, claims, client, visit, event.
 * @throws invalid `name_required` `name_too_long` `phone_invalid` `key_reused`, `in_the_past` `too_soon` `too_far`
 * `off_grid`; conflict `time_not_free` with reasons and the nearest free starts, `slot_taken` when another was faster,
 * `price_changed`, `service_unavailable`, `person_unavailable`, `business_unavailable`; notFound `not_found`
 */
export const bookAppointment =
  (deps: BookDeps) =>
  async (businessId: BusinessId, wish: BookWish, actor: Actor, key: string): Promise<Appointment> => {
    const contact = contactOf(wish)
    const once = { scope: businessId, actor: actorKey(actor, contact.phone), key, body: wishedFor(wish, contact) }
    const earlier = async () => {
      const done = await deps.idempotency.recall(once)
      return done && deps.store.get(businessId, done.appointmentId as AppointmentId)
    }
    const before = await earlier() // before free times: a resend would meet its own visit
    if (before) return before

    assertMeant(wish.startTime, deps.clock.now())
    const attempt = { businessId, wish, contact, once, actor, start: toMinute(wish.startTime) }
    try {
      return await arrangeAndWrite(deps, attempt)
    } catch (error) {
      // The twin of this request may have been faster: then the time is taken by the very visit that was asked for.
      const isTwinPossible = error instanceof AlreadyDone || (error instanceof Refusal && error.kind === 'conflict')
      const twin = isTwinPossible ? await earlier() : null
      if (twin) return twin
      throw error
    }
  }

/** No horizon reaches further than a year, so no plan need be read for these. */
const FARTHEST_MS = 400 * 86_400_000

function assertMeant(startTime: Date, now: Date): void {
  const ahead = startTime.getTime() - now.getTime()
  if (ahead < 0) throw invalid('in_the_past')
  if (ahead > FARTHEST_MS) throw invalid('too_far')
  if (!Number.isInteger(startTime.getTime() / 60_000)) throw invalid('off_grid')
}

/** What makes two requests the same wish; the language of the page is no part of it. */
const wishedFor = ({ serviceId, staffId, startTime, price, locationId }: BookWish, contact: Attempt['contact']) => ({
  serviceId,
  staffId,
  startTime,
  price,
  locationId,
  ...contact,
})

interface Attempt {
  businessId: BusinessId
  wish: BookWish
  contact: { name: string; phone: Phone; notes: string | null }
  once: OnceOnly
  actor: Actor
  start: Minute
}

async function arrangeAndWrite(deps: BookDeps, attempt: Attempt): Promise<Appointment> {
  let window = await readAround(deps, attempt)
  let draft = arranged(deps, attempt, window, false)
  for (let tries = 1; ; tries += 1) {
    try {
      await deps.diaries.prepare(window.plan, draft.claims, (diary) => window.busy.has(diary))
      return await deps.diaries.queued(draft.claims, async ({ waited, overtaken }) => {
        if (overtaken) throw new StaleArrangement()
        if (waited) {
          // What was read before the wait may be old: a cheap read now spares a transaction that would fail.
          window = await readAround(deps, attempt)
          const again = arranged(deps, attempt, window, true)
          if (!sameClaims(again, draft)) {
            draft = again
            throw new StaleArrangement()
          }
          draft = again
        }
        return write(deps, attempt, window.plan, draft)
      })
    } catch (error) {
      if (!(error instanceof StaleArrangement)) throw error
      window = await readAround(deps, attempt)
      draft = arranged(deps, attempt, window, true)
      if (tries >= ARRANGEMENTS) throw busy('server_busy', { retryAfter: 2 }) // free still, but others are always faster
    }
  }
}

async function readAround({ diaries }: BookDeps, { businessId, wish, start }: Attempt): Promise<Window> {
  const window = await diaries.read(businessId, wish.locationId ?? null, ...around(start))
  if (!window) throw notFound('not_found')
  return window
}

function arranged({ clock }: BookDeps, { wish, start }: Attempt, window: Window, lost: boolean): Arrangement {
  const draft = arrange(window, wish, start, toMinute(clock.now()), lost)
  if (wish.price !== undefined && wish.price !== draft.line.price) {
    throw conflict('price_changed', { price: draft.line.price, seen: wish.price })
  }
  return draft
}

const sameClaims = (a: Arrangement, b: Arrangement): boolean =>
  a.claims.every(({ subject }, i) => subject === b.claims[i]?.subject)

function write(deps: BookDeps, attempt: Attempt, plan: Plan, { line, claims }: Arrangement): Promise<Appointment> {
  const { businessId, contact, wish, once, actor } = attempt
  const id = deps.ids.next<'appointment'>()
  const now = deps.clock.now()
  return deps.inTransaction(async (tx: Tx) => {
    await deps.idempotency.remember(once, { appointmentId: id }, tx)
    await deps.diaries.claim(businessId, claims, plan.number, tx)
    const client = await deps.clients.findOrMake(
      businessId,
      { ...contact, locale: wish.locale, source: wish.source },
      now,
      tx,
    )
    const visit = scheduled({ id, attempt, plan, arrangement: { line, claims }, client, now })
    await deps.store.insert(visit, tx)
    await deps.events.append(
      {
        businessId,
        type: 'appointment.booked',
        subject: { kind: 'appointment', id },
        version: 1,
        actor: actorName(actor),
        at: now,
      },
      tx,
    )
    return visit
  })
}

interface Booking {
  id: AppointmentId
  attempt: Attempt
  plan: Plan
  arrangement: Arrangement
  client: ClientCard
  now: Date
}

function scheduled({ id, attempt, plan, arrangement: { line, claims }, client, now }: Booking): Appointment {
  const { businessId, wish, contact, start } = attempt
  const wall = { ...wallAt(start, plan.zone), zone: plan.zone }
  return {
    id,
    businessId,
    locationId: plan.locationId,
    clientId: client.id,
    services: [line],
    anyStaff: wish.staffId === null && line.staffId !== null,
    startTime: line.startTime,
    endTime: line.endTime,
    wall,
    businessDay: wall.date,
    status: 'scheduled',
    totalAmount: line.price,
    notes: contact.notes,
    bookedAs: contact.name,
    locale: wish.locale,
    source: wish.source,
    cancelUntil: cancelUntil(plan.rules, line.startTime, now),
    cancelledBy: null,
    cancelledAt: null,
    cancellationReason: null,
    claims,
    version: 1,
    linkVersion: 1,
    createdAt: now,
    updatedAt: now,
  }
}

function contactOf({ name, phone, notes }: BookWish): Attempt['contact'] {
  const parsed = parsePhone(phone)
  if (!parsed) throw invalid('phone_invalid', { field: 'phone' })
  return { name: cleanName(name), phone: parsed, notes: cleanNotes(notes) }
}

/** Whose key it is: the user, else the device's signed cookie, else the typed phone. */
const actorKey = (actor: Actor, phone: Phone): string =>
  actor.kind === 'user' ? `user:${actor.userId}` : actor.device ? `device:${actor.device}` : `phone:${phone}`
