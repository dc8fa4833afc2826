import { checked } from '#kernel/checked.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import type { BusinessId, Ids, ServiceId, StaffId } from '#kernel/ids.ts'
import type { Diaries } from '#modules/diaries/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import { compiled, type Member } from './member.ts'
import { MemberInput, type NewMember } from './staff.contract.ts'
import type { StaffStore } from './staff.store.ts'

export interface StaffDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  events: Events
  idempotency: Pick<Idempotency, 'once'>
  diaries: Pick<Diaries, 'changePlan' | 'plan'>
  /** Whether all these services are the business's own. */
  services: { areOf(businessId: BusinessId, ids: readonly ServiceId[]): Promise<boolean> }
  store: StaffStore
}

/** @throws invalid `invalid_input`, `right_without_account`; notFound `not_found`; conflict `already_member` */
export const addMember =
  (deps: StaffDeps) =>
  async (businessId: BusinessId, input: NewMember, actor: Actor): Promise<Member> => {
    await assertSkills(deps, businessId, input.services ?? [])
    return deps.inTransaction((tx) => addMemberIn(deps)(businessId, input, actor, tx))
  }

/** The same by a key: sent twice, the person is there once. @throws as `addMember`; invalid `key_reused` */
export const addMemberOnce =
  (deps: StaffDeps) =>
  (businessId: BusinessId, input: NewMember, actor: Actor, key: string): Promise<Member> =>
    deps.idempotency.once(
      { scope: businessId, actor: actorName(actor), key, body: { member: input } },
      async (remember) => {
        await assertSkills(deps, businessId, input.services ?? [])
        return deps.inTransaction(async (tx) => {
          const member = await addMemberIn(deps)(businessId, input, actor, tx)
          await remember({ staffId: member.id }, tx)
          return member
        })
      },
      async ({ staffId = '' }) => {
        const member = await deps.store.byId(businessId, staffId as StaffId)
        if (!member) throw notFound('not_found')
        return member
      },
    )

/** The same within the transaction that opens a business. */
export const addMemberIn =
  ({ clock, ids, events, diaries, store }: StaffDeps) =>
  async (businessId: BusinessId, input: NewMember, actor: Actor, tx: Tx): Promise<Member> => {
    const fields = checked(MemberInput, input)
    if (fields.right && !fields.userId) throw invalid('right_without_account')
    const id = ids.next<'staff'>()
    const member: Member = {
      ...fields,
      id,
      businessId,
      photo: null,
      exceptions: [],
      timeOff: [],
      onlineStop: null,
      standIn: null,
      version: 1,
    }
    const at = clock.now()
    await store.insert(member, at, tx)
    await diaries.changePlan(businessId, { [`people.${id}`]: compiled(member) }, tx)
    await events.append({ businessId, type: 'staff.joined', subject: { kind: 'staff', id }, version: 1, actor, at }, tx)
    return member
  }

export async function assertSkills(
  { services }: StaffDeps,
  businessId: BusinessId,
  skills: readonly { serviceId: string }[],
): Promise<void> {
  if (skills.length === 0) return
  const ids = skills.map(({ serviceId }) => serviceId as ServiceId)
  if (new Set(ids).size < ids.length) throw invalid('invalid_input', { fields: ['services'] })
  if (!(await services.areOf(businessId, ids))) throw notFound('not_found')
}
