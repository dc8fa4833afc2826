// Asking to be away changes nothing but the request; approved, it becomes time off in the same transaction, and the
// visits inside stay until somebody decides about each of them.

import type { Clock } from '#kernel/clock.ts'
import { conflict, invalid, notFound } from '#kernel/errors.ts'
import type { BusinessId, Ids } from '#kernel/ids.ts'
import type { Staff } from '#modules/staff/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import type { DaysOffStore } from './days-off.store.ts'
import type { DayOffRequest, RequestId } from './request.ts'

export interface DaysOffDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  events: Events
  idempotency: Pick<Idempotency, 'once'>
  staff: Pick<Staff, 'memberOf' | 'addTimeOffIn'>
  store: DaysOffStore
}

type User = Extract<Actor, { kind: 'user' }>
type Wish = Pick<DayOffRequest, 'from' | 'until' | 'kind' | 'reason'>

/** Of one person, unanswered. */
const MOST_OPEN = 10
const LONGEST_MS = 366 * 24 * 3_600_000

/** @throws invalid `invalid_input`, `in_the_past`, `key_reused`; conflict `too_many_requests_open`; notFound `not_found` */
export const askDayOff =
  (deps: DaysOffDeps) =>
  (businessId: BusinessId, wish: Wish, actor: User, key: string): Promise<DayOffRequest> =>
    deps.idempotency.once(
      { scope: businessId, actor: actorName(actor), key, body: { dayOff: wish } },
      async (remember) => {
        const at = deps.clock.now()
        if (wish.from >= wish.until || +wish.until - +wish.from > LONGEST_MS)
          throw invalid('invalid_input', { fields: ['until'] })
        if (wish.until <= at) throw invalid('in_the_past')
        const member = await deps.staff.memberOf(actor.userId, businessId)
        if (!member) throw notFound('not_found')
        const { staffId } = member
        const asked: DayOffRequest = {
          ...{ ...wish, id: deps.ids.next<'dayOffRequest'>(), businessId, staffId, askedBy: actor.userId },
          ...{ state: 'asked', answer: '', askedAt: at, version: 1 },
        }
        return deps.inTransaction(async (tx) => {
          await remember({ requestId: asked.id }, tx)
          if ((await deps.store.countOpen(businessId, staffId, tx)) >= MOST_OPEN)
            throw conflict('too_many_requests_open', { max: MOST_OPEN })
          await deps.store.insert(asked, tx)
          await told(deps, 'day-off.asked', asked, actor, tx)
          return asked
        })
      },
      async ({ requestId = '' }) => known(await deps.store.byId(businessId, requestId as RequestId)),
    )

export interface Answer {
  approve: boolean
  word: string
  version: number
}

/** Answered alike again, it stays. @throws notFound `not_found`; conflict `changed_meanwhile`, `too_much_time_off` */
export const answerDayOff =
  (deps: DaysOffDeps) =>
  (businessId: BusinessId, id: RequestId, { approve, word, version }: Answer, actor: User): Promise<DayOffRequest> =>
    deps.inTransaction(async (tx) => {
      const request = known(await deps.store.byId(businessId, id, tx))
      const changes = { state: approve ? ('approved' as const) : ('refused' as const), answer: word }
      if (request.version === version + 1 && request.state === changes.state) return request
      const settled = await settle(deps, { ...request, version }, changes, actor, tx)
      const { from, until, kind, staffId } = request
      if (approve) await deps.staff.addTimeOffIn(businessId, staffId, { from, until, kind }, actor, tx)
      return settled
    })

/** By who has asked. @throws notFound `not_found`; conflict `changed_meanwhile` */
export const withdrawDayOff =
  (deps: DaysOffDeps) =>
  (businessId: BusinessId, id: RequestId, version: number, actor: User): Promise<DayOffRequest> =>
    deps.inTransaction(async (tx) => {
      const request = known(await deps.store.byId(businessId, id, tx))
      if (request.askedBy !== actor.userId) throw notFound('not_found')
      if (request.version === version + 1 && request.state === 'withdrawn') return request
      return settle(deps, { ...request, version }, { state: 'withdrawn', answer: '' }, actor, tx)
    })

async function settle(
  deps: DaysOffDeps,
  seen: DayOffRequest,
  changes: Pick<DayOffRequest, 'state' | 'answer'>,
  actor: User,
  tx: Tx,
): Promise<DayOffRequest> {
  const version = await deps.store.settle(seen, changes, deps.clock.now(), tx)
  const settled = { ...seen, ...changes, version }
  await told(deps, `day-off.${changes.state}`, settled, actor, tx)
  return settled
}

function known(request: DayOffRequest | null): DayOffRequest {
  if (!request) throw notFound('not_found')
  return request
}

const told = ({ events, clock }: DaysOffDeps, type: string, request: DayOffRequest, actor: User, tx: Tx) => {
  const { id, businessId, staffId, from, until, version } = request
  const subject = { kind: 'day-off', id }
  return events.append(
    { businessId, type, subject, version, actor, data: { staffId, from, until }, at: clock.now() },
    tx,
  )
}
