import type { Clock } from '#kernel/clock.ts'
import { forbidden, invalid, notFound, Refusal } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId, ClientId, Ids, LocationId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import { type Phone, parsePhone } from '#kernel/phone.ts'
import { toMinute } from '#kernel/time.ts'
import type { Clients } from '#modules/clients/index.ts'
import type { Claim, Plan } from '#modules/diaries/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import { AlreadyDone } from '#platform/idempotency/already-done.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import type { Appointment } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import type { Arrangement } from './arrange.ts'
import { arrangingForOffice, type OfficeWish, type Override, type WishedLine } from './arrange-office.ts'
import { type ClaimDeps, claimTime } from './claim-time.ts'
import { type DayDeps, ownColumn } from './day-sheet.ts'
import type { OfficeWhy } from './explain.ts'
import { cleanName, cleanNotes } from './guest-text.ts'
import { newAppointment } from './new-appointment.ts'

/** Whom staff book: a card that is there, one to be made, or nobody by name. */
export type OfficeClient =
  | { kind: 'known'; clientId: ClientId }
  | { kind: 'new'; name: string; phone?: string | undefined }
  | { kind: 'walk-in' }

export interface StaffWish extends Omit<OfficeWish, 'start'> {
  startTime: Date
  client: OfficeClient
  locationId?: LocationId | undefined
  notes?: string | undefined
  override?: Override | undefined
  locale: Locale
}

export interface StaffBookDeps extends ClaimDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  clients: Pick<Clients, 'findOrMake' | 'addNamed' | 'addWalkIn' | 'addVisitOf'>
  staff: DayDeps['staff']
  store: Pick<AppointmentsStore, 'insert' | 'get' | 'nextWalkIn'>
  events: Events
  idempotency: Idempotency
}

/** What belongs to a booking: it happens in the booking's transaction, or not at all. */
export interface Along {
  /** Time kept for it, which is not in its way; looked up anew each time the time is arranged. */
  own?: () => Promise<readonly Claim[]>
  /** Before the time is claimed: what kept it lets go. */
  before?: (tx: Tx) => Promise<void>
  after?: (visit: Appointment, tx: Tx) => Promise<void>
  /** The client stands at the desk. */
  isHere?: boolean
}

type User = Extract<Actor, { kind: 'user' }>
type Named = { kind: 'new'; name: string; phone: Phone | null } | Exclude<OfficeClient, { kind: 'new' }>

/**
 * Staff book a visit as they want it; what speaks against it is refused with every reason, or overridden with one of
 * theirs. A specialist books the own column only.
 * @throws what `arrangingForOffice` and `claimTime` throw; invalid `name_required` `name_too_long` `note_too_long`
 * `phone_invalid` `key_reused`; notFound `not_found`
 */
export const bookByStaff =
  (deps: StaffBookDeps) =>
  async (
    businessId: BusinessId,
    wish: StaffWish,
    actor: User,
    key: string,
    along: Along = {},
  ): Promise<Appointment> => {
    const client = cleanClient(wish.client)
    const notes = cleanNotes(wish.notes)
    assertOwnColumn(await ownColumn(deps, businessId, actor), wish)
    const { locale: _, ...body } = wish
    const once = { scope: businessId, actor: actorName(actor), key, body }
    const earlier = async () => {
      const done = await deps.idempotency.recall(once)
      return done && deps.store.get(businessId, done.appointmentId as AppointmentId)
    }
    const before = await earlier()
    if (before) return before
    const id = deps.ids.next<'appointment'>()
    const start = toMinute(wish.startTime)
    const arranged = arrangingForOffice({ ...wish, start }, wish.override)
    const write = (plan: Plan, arrangement: Arrangement) =>
      deps.inTransaction(async (tx) => {
        const now = deps.clock.now()
        await deps.idempotency.remember(once, { appointmentId: id }, tx)
        const over = overriddenBy(wish.override, arrangement)
        await along.before?.(tx)
        await deps.diaries.claim(businessId, arrangement.claims, { plan: plan.number, over: over !== null }, tx)
        const clientId = await cardOf(deps, businessId, client, wish.locale, now, tx)
        const { businessDay } = arrangement
        const walkIn =
          client.kind === 'walk-in' ? await deps.store.nextWalkIn(businessId, businessDay, wish.startTime, tx) : null
        const booked = newAppointment({
          id,
          businessId,
          plan,
          arrangement,
          now,
          clientId,
          walkIn,
          anyStaff: false,
          notes,
          bookedAs: null,
          locale: null,
          source: client.kind === 'walk-in' ? 'walk-in' : 'office',
          bookedBy: actorName(actor),
          prefer: wish.prefer,
          forWhom: null,
          place: null,
          object: null,
          override: over && { reason: over.override, by: actorName(actor), at: now },
        })
        const visit = along.isHere ? { ...booked, confirmedAt: now, arrivedAt: now } : booked
        await deps.store.insert(visit, tx)
        await along.after?.(visit, tx)
        await deps.events.append(
          {
            businessId,
            type: 'appointment.booked',
            subject: { kind: 'appointment', id },
            version: 1,
            actor,
            ...(over ? { data: over } : {}),
            at: now,
          },
          tx,
        )
        return visit
      })
    try {
      return await claimTime(deps, {
        businessId,
        write,
        wanted: async () => ({ start, locationId: wish.locationId, arranged, own: await along.own?.() }),
      })
    } catch (error) {
      const mayBeTwin = error instanceof AlreadyDone || (error instanceof Refusal && error.kind === 'conflict')
      const twin = mayBeTwin ? await earlier() : null
      if (twin) return twin
      throw error
    }
  }

/**
 * A specialist's is the own column, and the rules hold there (`MAY.overrideRules`).
 * @throws notFound `person_unavailable` for another's column: a specialist knows of none but the own; forbidden
 */
export function assertOwnColumn(
  own: Awaited<ReturnType<typeof ownColumn>>,
  { lines, override }: { lines: readonly WishedLine[]; override?: Override | undefined },
): void {
  if (own !== 'all' && override) throw forbidden('forbidden')
  if (own !== 'all' && lines.some(({ staffId }) => staffId !== own)) throw notFound('person_unavailable')
}

/** @throws invalid `name_required` `name_too_long` `phone_invalid` */
export function cleanClient(client: OfficeClient): Named {
  if (client.kind !== 'new') return client
  const phone = client.phone?.trim() ? parsePhone(client.phone) : null
  if (client.phone?.trim() && !phone) throw invalid('phone_invalid', { field: 'phone' })
  return { kind: 'new', name: cleanName(client.name), phone }
}

/** Why it is done all the same, and what was overridden; null where nothing was in the way. */
export const overriddenBy = (
  override: Override | undefined,
  { overridden }: Arrangement,
): { override: string; overridden: readonly OfficeWhy[] } | null =>
  override && overridden ? { override: override.reason, overridden } : null

/** The card of whom it is for, with one more visit in its figures. @throws notFound `not_found` */
export async function cardOf(
  { clients }: Pick<StaffBookDeps, 'clients'>,
  businessId: BusinessId,
  client: Named,
  locale: Locale,
  at: Date,
  tx: Tx,
): Promise<ClientId> {
  if (client.kind === 'walk-in') return clients.addWalkIn(businessId, at, tx)
  if (client.kind === 'known') {
    if (!(await clients.addVisitOf(businessId, client.clientId, at, tx))) throw notFound('not_found')
    return client.clientId
  }
  const { name, phone } = client
  if (phone === null) return clients.addNamed(businessId, name, at, tx)
  return (await clients.findOrMake(businessId, { name, phone, locale, source: 'office' }, at, tx)).id
}
