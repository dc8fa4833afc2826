import type { Clock } from '#kernel/clock.ts'
import { notFound, Refusal } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId, ClientId, StaffId, UserId } from '#kernel/ids.ts'
import type { Tenge } from '#kernel/money.ts'
import { DAY, localDateAt, type Minute, toDate, toMinute } from '#kernel/time.ts'
import type { Appointment, Appointments } from '#modules/appointments/index.ts'
import type { ClientBrief, Clients, Household } from '#modules/clients/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Consent, Consents } from './consents.store.ts'
import { nextSuch, type PastVisit, type Usual, usualOf } from './usual.ts'

export interface CallerDeps {
  clock: Clock
  clients: Pick<Clients, 'search' | 'household' | 'withAllergy'>
  appointments: Pick<Appointments, 'summariesOf' | 'visitsOf' | 'whatIf'>
  consents: Consents
  namesOf: (ids: readonly UserId[]) => Promise<ReadonlyMap<UserId, string>>
}

/** What matters while the phone rings. */
export interface Caller extends Pick<ClientBrief, 'id' | 'name' | 'phone' | 'totalAppointments'> {
  next: { id: AppointmentId; start: Date } | null
  last: Date | null
  noShows: number
  hasAllergy: boolean
}

export interface CallerCard extends Caller, Pick<Household, 'place' | 'objects' | 'family'> {
  consent: (Omit<Consent, 'by'> & { by: string | null }) | null
}

/** Visits by which somebody's habits are judged. */
const REMEMBERED = 60
/** Later weeks in which the usual hour is looked for. */
const WEEKS = 5

/** Clients by a few letters, or by the last digits of the phone, in three looks. */
export const findCallers =
  ({ clock, clients, appointments }: CallerDeps) =>
  async (businessId: BusinessId, typed: string): Promise<Caller[]> => {
    const found = await clients.search(businessId, typed)
    const ids = found.map(({ id }) => id)
    const [summaries, allergic] = await Promise.all([
      appointments.summariesOf(businessId, ids, clock.now()),
      ids.length > 0 ? clients.withAllergy(businessId, ids) : new Set<ClientId>(),
    ])
    return found.map(({ lastAppointment, ...brief }) => ({
      ...brief,
      ...{ next: null, noShows: 0, ...summaries.get(brief.id) },
      ...{ last: lastAppointment, hasAllergy: allergic.has(brief.id) },
    }))
  }

/** @throws notFound `not_found` also for the card of those without a name */
export const readCaller =
  ({ clock, clients, appointments, consents, namesOf }: CallerDeps) =>
  async (businessId: BusinessId, id: ClientId): Promise<CallerCard> => {
    const [card, visits, allergic, consent] = await Promise.all([
      clients.household(businessId, id),
      appointments.visitsOf(businessId, id, REMEMBERED),
      clients.withAllergy(businessId, [id]),
      consents.last(businessId, id),
    ])
    if (!card || card.isWalkIn) throw notFound('not_found')
    const { isWalkIn: _, ...told } = card
    const now = clock.now()
    const coming = visits.findLast(({ status, startTime }) => status === 'scheduled' && startTime >= now)
    const names = consent ? await namesOf([consent.by]) : new Map<UserId, string>()
    return {
      ...told,
      next: coming ? { id: coming.id, start: coming.startTime } : null,
      last: visits.find(({ status }) => status === 'completed')?.startTime ?? null,
      noShows: visits.filter(({ status }) => status === 'no-show').length,
      hasAllergy: allergic.has(id),
      consent: consent && { ...consent, by: names.get(consent.by) ?? null },
    }
  }

export interface Offer {
  start: Minute
  staffIds: (StaffId | null)[]
}

export interface UsualOffer extends Usual {
  zone: string
  wanted: Minute
  isFree: boolean
  offers: Offer[]
  price: Tenge
}

/**
 * What a client mostly takes, where it can be booked next. What the engine says of each week is what a booking by staff
 * would meet; nothing is written.
 * @returns null for whoever never came, and where what he took is not offered any more
 */
export const readUsual =
  (deps: CallerDeps) =>
  async (businessId: BusinessId, id: ClientId, actor: Actor): Promise<UsualOffer | null> => {
    const visits = await deps.appointments.visitsOf(businessId, id, REMEMBERED)
    const done = visits.filter(({ status }) => status === 'completed')
    const usual = usualOf(done.map(pastOf))
    const [last] = done
    if (!usual || !last) return null
    const { zone } = last.wall
    const now = toMinute(deps.clock.now())
    const wanted = nextSuch(usual, localDateAt(now, zone), now, zone)
    const lines = usual.lines.map(({ serviceId, staffId, variant }) => ({ serviceId, staffId, variant }))
    const staffIds = lines.map(({ staffId }) => staffId)
    const judged = (start: Minute) =>
      deps.appointments.whatIf(businessId, { startTime: toDate(start), lines, prefer: 'least_wait' }, actor)
    try {
      const first = await judged(wanted)
      const priced = {
        ...usual,
        zone,
        wanted,
        price: first.arrangement.lines.reduce((sum, { price }) => sum + price, 0),
      }
      if (isClear(first)) return { ...priced, isFree: true, offers: [{ start: wanted, staffIds }] }
      const beside = first.alternatives.map((one) => ({
        start: toMinute(new Date(one.startTime)),
        staffIds: one.staffIds,
      }))
      const later = await nextClear(judged, wanted)
      const offers = later === null ? beside : [...beside, { start: later, staffIds }]
      return { ...priced, isFree: false, offers: unique(offers) }
    } catch (error) {
      if (error instanceof Refusal && GONE.includes(error.code)) return null
      throw error
    }
  }

const GONE: readonly string[] = [
  'service_unavailable',
  'person_unavailable',
  'variant_unavailable',
  'business_unavailable',
]

type Judged = Awaited<ReturnType<CallerDeps['appointments']['whatIf']>>

const isClear = ({ never, reasons }: Judged): boolean => never === null && reasons.length === 0

/** The same weekday and hour of the first later week that has it. */
async function nextClear(judged: (start: Minute) => Promise<Judged>, wanted: Minute): Promise<Minute | null> {
  for (let week = 1; week <= WEEKS; week += 1) {
    const start = wanted + week * 7 * DAY
    if (isClear(await judged(start))) return start
  }
  return null
}

const unique = (offers: readonly Offer[]): Offer[] =>
  offers
    .filter(
      (one, i) =>
        offers.findIndex(({ start, staffIds }) => start === one.start && `${staffIds}` === `${one.staffIds}`) === i,
    )
    .toSorted((a, b) => a.start - b.start)

const pastOf = ({ wall, services, place, object }: Appointment): PastVisit => ({
  ...{ date: wall.date, time: wall.time, place, object },
  lines: services.map(({ serviceId, staffId, variant, name, staffName }) => ({
    ...{ serviceId, staffId, name, staffName: staffName ?? null },
    ...(variant === undefined ? {} : { variant }),
  })),
})
