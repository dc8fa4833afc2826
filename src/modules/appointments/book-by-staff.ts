import type { Clock } from '#kernel/clock.ts'
import { forbidden, invalid, notFound, Refusal } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId, ClientId, Ids, LocationId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import type { Tenge } from '#kernel/money.ts'
import { type Phone, parsePhone } from '#kernel/phone.ts'
import { toMinute } from '#kernel/time.ts'
import type { Clients, ForWhom, Told } from '#modules/clients/index.ts'
import type { Claim, Plan } from '#modules/diaries/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import { AlreadyDone } from '#platform/idempotency/already-done.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import type { Appointment } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { type Arrangement, assertPrice } from './arrange.ts'
import { arrangingForOffice, type OfficeWish, type Override, type WishedLine } from './arrange-office.ts'
import { type ClaimDeps, claimTime } from './claim-time.ts'
import { type DayDeps, ownColumn } from './day-sheet.ts'
import type { OfficeWhy } from './explain.ts'
import { cleanForWhom, cleanName, cleanNotes } from './guest-text.ts'
import { newAppointment } from './new-appointment.ts'
import { type CleanTold, cleanTold, keptOf, type TypedObject, type TypedPlace, toldFor } from './told.ts'

/** Whom staff book: a card that is there, one to be made, or nobody by name. */
export type OfficeClient =
  | { kind: 'known'; clientId: ClientId }
  | { kind: 'new'; name: string; phone?: string | undefined }
  | { kind: 'walk-in' }

export interface StaffWish extends Omit<OfficeWish, 'start'> {
  startTime: Date
  client: OfficeClient
  locationId?: LocationId | undefined
  /** Absent: the client himself. */
  forWhom?: ForWhom | undefined
  place?: TypedPlace | undefined
  object?: TypedObject | undefined
  notes?: string | undefined
  /** The sum that was told the client; another one is refused rather than charged. */
  price?: Tenge | undefined
  override?: Override | undefined
  locale: Locale
}

export interface StaffBookDeps extends ClaimDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  clients: Pick<Clients, 'findOrMakeServed' | 'addNamed' | 'addWalkIn' | 'addVisitFor'>
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
 * `phone_invalid` `key_reused`, what `toldFor` throws; conflict `price_changed`; notFound `not_found`
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
    const forWhom = cleanForWhom(wish.forWhom)
    const typed = cleanTold(wish)
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
        const { isFar, ...told } = toldByStaff(plan, arrangement, wish, typed)
        const far = isFar && wish.override ? { override: wish.override.reason, overridden: FAR } : null
        const recorded = over ?? far
        await along.before?.(tx)
        await deps.diaries.claim(businessId, arrangement.claims, { plan: plan.number, over: over !== null }, tx)
        const about = { forWhom, told: keptOf(deps, told) }
        const clientId = await cardOf(deps, businessId, client, wish.locale, now, tx, about)
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
          bookedAs: client.kind === 'new' && forWhom.kind !== 'me' ? client.name : null,
          locale: null,
          source: client.kind === 'walk-in' ? 'walk-in' : 'office',
          bookedBy: actorName(actor),
          prefer: wish.prefer,
          forWhom: forWhom.kind === 'me' ? null : forWhom,
          ...told,
          override: recorded && { reason: recorded.override, by: actorName(actor), at: now },
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
            ...(recorded ? { data: recorded } : {}),
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
        check: (arrangement, plan) => {
          toldByStaff(plan, arrangement, wish, typed)
          assertPrice(wish, arrangement)
        },
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

/** As online, but that a walk-in need tell nothing, and that a district not served is gone to by whoever says why. */
function toldByStaff(plan: Plan, { lines }: Arrangement, { client, override }: StaffWish, told: CleanTold) {
  const isSilent = Object.keys({ ...told.place, ...told.object }).length === 0
  if (client.kind === 'walk-in' && isSilent) return { place: null, object: null, isFar: false }
  try {
    return { ...toldFor(plan, lines, told), isFar: false }
  } catch (error) {
    if (!override || !(error instanceof Refusal) || error.code !== 'district_not_served') throw error
    return { ...toldFor({ ...plan, servedDistricts: [] }, lines, told), isFar: true }
  }
}
const FAR = ['district_not_served'] as const

interface About {
  forWhom: ForWhom
  /** Kept on the card of the person served. */
  told: Told | null
}

const OF_HIMSELF: About = { forWhom: { kind: 'me' }, told: null }

/** The card of whom it is for, with one more visit in its figures. @throws notFound `not_found` */
export async function cardOf(
  { clients }: Pick<StaffBookDeps, 'clients'>,
  businessId: BusinessId,
  client: Named,
  locale: Locale,
  at: Date,
  tx: Tx,
  { forWhom, told }: About = OF_HIMSELF,
): Promise<ClientId> {
  if (client.kind === 'walk-in') return clients.addWalkIn(businessId, at, tx)
  if (client.kind === 'known') {
    const served = await clients.addVisitFor(businessId, client.clientId, forWhom, { told, source: 'office' }, at, tx)
    if (!served) throw notFound('not_found')
    return served
  }
  const { name, phone } = client
  // Without a phone there is nobody to find again: whom the visit is for is the card.
  if (phone === null) return clients.addNamed(businessId, forWhom.kind === 'me' ? name : forWhom.name, at, tx)
  const contact = { name, phone, locale, source: 'office', told }
  return (await clients.findOrMakeServed(businessId, contact, forWhom, at, tx)).card.id
}
