import { conflict, notFound } from '#kernel/errors.ts'
import type { BusinessId, LocationId, UserId } from '#kernel/ids.ts'
import { toMinute } from '#kernel/time.ts'
import type { Claim, Plan } from '#modules/diaries/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import type { Arrangement } from './arrange.ts'
import { arrangingForOffice } from './arrange-office.ts'
import { type Along, assertOwnColumn } from './book-by-staff.ts'
import { claimTime } from './claim-time.ts'
import { type DayDeps, ownColumn } from './day-sheet.ts'
import type { Hold } from './hold.ts'
import { type HoldDeps, releaseIn } from './hold-time.ts'
import { readWindow } from './offer-times.ts'
import type { ParkedStore } from './parked.store.ts'
import { PARKED_MINUTES, type Parked, type ParkedForm, type ParkedId } from './parked.ts'

export interface ParkDeps extends HoldDeps {
  staff: DayDeps['staff']
  events: Events
  idempotency: Idempotency
  parked: ParkedStore
}

export interface ParkWish extends ParkedForm {
  locationId?: LocationId | undefined
  /** False: only what was typed. */
  keepTime: boolean
}

type User = Extract<Actor, { kind: 'user' }>

const DAY_MS = 86_400_000

/**
 * Puts a half-written visit aside: its time is kept for five minutes, if it says what is to be done.
 * @throws what booking by staff throws; notFound `not_found` for the key of one that is gone
 */
export const parkVisit =
  (deps: ParkDeps) =>
  async (businessId: BusinessId, wish: ParkWish, actor: User, key: string): Promise<Parked> => {
    const parkedBy = actorName(actor)
    return deps.idempotency.once(
      { scope: businessId, actor: parkedBy, key, body: { park: wish } },
      async (remember) => {
        assertOwnColumn(await ownColumn(deps, businessId, actor), wish)
        const { locationId: wished, keepTime, ...form } = wish
        const write = (locationId: LocationId, time: Pick<Parked, 'claims'>, hold: PlannedHold | null) =>
          deps.inTransaction(async (tx) => {
            const id = deps.ids.next<'parked'>()
            const createdAt = deps.clock.now()
            const expiresAt = hold?.expiresAt ?? createdAt
            const one: Parked = {
              ...{ ...form, ...time, id, businessId, locationId, parkedBy, expiresAt, createdAt },
              holdId: hold?.id ?? null,
            }
            await remember({ parkedId: id }, tx)
            if (hold) await holdTime(deps, hold, tx)
            await deps.parked.insert(one, tx)
            await tell(deps, 'added', one, actor, tx)
            return one
          })
        if (!keepTime || wish.lines.length === 0) {
          const now = toMinute(deps.clock.now())
          const { plan } = await readWindow(deps, businessId, { locationId: wished }, [now, now])
          return write(plan.locationId, { claims: [] }, null)
        }
        const start = toMinute(wish.startTime)
        const arranged = arrangingForOffice({ start, lines: wish.lines, prefer: 'least_wait' }, undefined)
        return claimTime(deps, {
          businessId,
          wanted: async () => ({ start, locationId: wished, arranged }),
          write: (plan, arrangement) =>
            write(plan.locationId, { claims: arrangement.claims }, holdOf(deps, plan, arrangement, wish)),
        })
      },
      async ({ parkedId = '' }) => {
        const one = await deps.parked.get(businessId, parkedId as ParkedId)
        if (!one) throw notFound('not_found')
        return one
      },
    )
  }

interface PlannedHold extends Hold {
  plan: number
}

function holdOf(deps: ParkDeps, plan: Plan, { lines, claims }: Arrangement, wish: ParkWish): PlannedHold {
  const id = deps.ids.next<'appointment'>()
  const now = deps.clock.now()
  const { businessId, locationId, number } = plan
  return {
    ...{ id, businessId, locationId, lines, claims, startTime: wish.startTime, plan: number },
    // A desk may park several, so each is a holder of its own; nobody prolongs it.
    ...{ holder: `parked:${id}`, isExtended: true, createdAt: now },
    cart: { prefer: 'least_wait', lines: wish.lines },
    expiresAt: new Date(+now + PARKED_MINUTES * 60_000),
  }
}

async function holdTime(deps: ParkDeps, { plan, ...hold }: PlannedHold, tx: Tx): Promise<void> {
  await deps.diaries.claim(hold.businessId, hold.claims, { plan, hold }, tx)
  await deps.holds.insert(hold, tx)
}

/** What lies there today, the own of a specialist only. @throws forbidden */
export const listParked =
  (deps: ParkDeps & { namesOf: (ids: readonly UserId[]) => Promise<ReadonlyMap<UserId, string>> }) =>
  async (businessId: BusinessId, actor: User) => {
    const now = deps.clock.now()
    const own = await ownColumn(deps, businessId, actor)
    const all = await deps.parked.since(businessId, new Date(+now - DAY_MS))
    const seen = all.filter((one) => own === 'all' || isOwn(one, own, actor))
    const userOf = ({ parkedBy }: Parked) => parkedBy.replace(/^user:/, '') as UserId
    const names = await deps.namesOf([...new Set(seen.map(userOf))])
    return { now, parked: seen.map((one) => ({ one, by: names.get(userOf(one)) ?? '' })) }
  }

const isOwn = ({ parkedBy, lines }: Parked, own: string, actor: User): boolean =>
  parkedBy === actorName(actor) || (lines.length > 0 && lines.every(({ staffId }) => staffId === own))

/** Nobody needs it any more: the time is free, what was typed is forgotten. What is gone is gone. @throws forbidden */
export const letGoParked =
  (deps: ParkDeps) =>
  async (businessId: BusinessId, id: ParkedId, actor: User): Promise<void> => {
    const own = await ownColumn(deps, businessId, actor)
    const one = await deps.parked.get(businessId, id)
    if (!one || (own !== 'all' && !isOwn(one, own, actor))) return
    const hold = one.holdId && (await deps.holds.get(businessId, one.holdId))
    await deps.diaries.queued(one.claims, () =>
      deps.inTransaction(async (tx) => {
        if (!(await deps.parked.take(businessId, id, tx))) return
        if (hold) await releaseIn(deps)(hold, tx)
        await tell(deps, 'let-go', one, actor, tx)
      }),
    )
  }

/**
 * What was parked becomes a visit: its time goes over in the booking's own transaction, and whoever picks it up second
 * books nothing. @throws conflict `parked_gone`
 */
export function pickUp(deps: ParkDeps, businessId: BusinessId, id: ParkedId, actor: User): Along {
  let one: Parked | null = null
  let hold: Hold | null = null
  return {
    own: async (): Promise<readonly Claim[]> => {
      one = await deps.parked.get(businessId, id)
      if (!one) throw conflict('parked_gone')
      hold = one.holdId ? await deps.holds.get(businessId, one.holdId) : null
      return hold?.claims ?? []
    },
    before: async (tx) => {
      if (!one || !(await deps.parked.take(businessId, id, tx))) throw conflict('parked_gone')
      if (hold) await releaseIn(deps)(hold, tx) // swept meanwhile: then it is free, or another's
      await tell(deps, 'taken', one, actor, tx)
    },
  }
}

async function tell(
  { events, clock }: Pick<ParkDeps, 'events' | 'clock'>,
  what: 'added' | 'taken' | 'let-go',
  { businessId, id }: Parked,
  actor: Actor,
  tx: Tx,
): Promise<void> {
  const version = what === 'added' ? 1 : 2
  const subject = { kind: 'parked', id }
  await events.append({ businessId, type: `parked.${what}`, subject, version, actor, at: clock.now() }, tx)
}
