import type { z } from 'zod'
import { checked } from '#kernel/checked.ts'
import { isDoubleTap } from '#kernel/double-tap.ts'
import { notFound } from '#kernel/errors.ts'
import type { BusinessId, StaffId } from '#kernel/ids.ts'
import { type NewOnlineStop, OnlineStopInput } from '#modules/businesses/businesses.contract.ts'
import type { Schedule } from '#modules/diaries/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { assertSkills, type StaffDeps } from './add-member.ts'
import { compiled, type Member, type Skill } from './member.ts'
import { DetailsInput, ScheduleInput, ServingInput, SkillsInput } from './staff.contract.ts'

type Change = (member: Member) => Partial<Member>

// Every change of a member is one transaction: document, the person's section of the plan, event.
export const changing =
  (deps: StaffDeps) =>
  (businessId: BusinessId, id: StaffId, seen: number, type: string, actor: Actor, change: Change): Promise<Member> =>
    deps.inTransaction((tx) => changingIn(deps)(businessId, id, seen, type, actor, change, tx))

/** The same within a transaction that is under way. @param seen null: whatever it is there */
export const changingIn =
  ({ clock, events, diaries, store }: StaffDeps) =>
  async (
    businessId: BusinessId,
    id: StaffId,
    seen: number | null,
    type: string,
    actor: Actor,
    change: Change,
    tx: Tx,
  ): Promise<Member> => {
    const member = await store.byId(businessId, id, tx)
    if (!member) throw notFound('not_found')
    const changes = change(member)
    const version = seen ?? member.version
    if (isDoubleTap(member, changes, version)) return member
    const at = clock.now()
    const changed: Member = {
      ...member,
      ...changes,
      version: await store.change(businessId, id, version, changes, at, tx),
    }
    await diaries.changePlan(businessId, { [`people.${id}`]: compiled(changed) }, tx)
    const subject = { kind: 'staff', id }
    await events.append({ businessId, type, subject, version: changed.version, actor, at }, tx)
    return changed
  }

/**
 * Each takes the version that its changer saw. Booked visits stay as they are.
 * @throws invalid `invalid_input`; notFound `not_found`; conflict `changed_meanwhile`
 */
export function changeMember(deps: StaffDeps) {
  const change = changing(deps)
  return {
    async setSkills(businessId: BusinessId, id: StaffId, skills: Skill[], seen: number, actor: Actor): Promise<Member> {
      const services = checked(SkillsInput, skills)
      await assertSkills(deps, businessId, services)
      return change(businessId, id, seen, 'staff.skills-changed', actor, () => ({ services }))
    },

    /** Name and title, as clients read them. */
    async setDetails(
      businessId: BusinessId,
      id: StaffId,
      wished: z.input<typeof DetailsInput>,
      seen: number,
      actor: Actor,
    ): Promise<Member> {
      const details = checked(DetailsInput, wished)
      return change(businessId, id, seen, 'staff.details-changed', actor, () => details)
    },

    async setSchedule(
      businessId: BusinessId,
      id: StaffId,
      wished: Schedule,
      seen: number,
      actor: Actor,
    ): Promise<Member> {
      const schedule = checked(ScheduleInput, wished)
      return change(businessId, id, seen, 'staff.schedule-changed', actor, () => ({ schedule }))
    },

    /** Whether clients can book this person; the right to work in the office stays. */
    async setActive(
      businessId: BusinessId,
      id: StaffId,
      isActive: boolean,
      seen: number,
      actor: Actor,
    ): Promise<Member> {
      const type = isActive ? 'staff.serves' : 'staff.serves-no-more'
      return change(businessId, id, seen, type, actor, () => ({ isActive }))
    },

    /** Whom the person serves, for services where it matters to clients. */
    async setServing(
      businessId: BusinessId,
      id: StaffId,
      wished: Pick<Member, 'serves' | 'gender'>,
      seen: number,
      actor: Actor,
    ): Promise<Member> {
      const serving = checked(ServingInput, wished)
      return change(businessId, id, seen, 'staff.serving-changed', actor, () => serving)
    },

    /** Clients cannot book this person online for the days until then; null: they can again. */
    async stopOnline(
      businessId: BusinessId,
      id: StaffId,
      wished: NewOnlineStop | null,
      seen: number,
      actor: Actor,
    ): Promise<Member> {
      const onlineStop = wished && checked(OnlineStopInput, wished)
      const type = onlineStop ? 'staff.online-stopped' : 'staff.online-again'
      return change(businessId, id, seen, type, actor, () => ({ onlineStop }))
    },
  }
}
