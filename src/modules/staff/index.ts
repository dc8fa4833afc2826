import type { Db } from 'mongodb'
import type { BusinessId, StaffId, UserId } from '#kernel/ids.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Right } from '#platform/http/rights.ts'
import type { Links } from '#platform/mail/compose.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { acceptInvitation, joinByInvitation, readInvitation } from './accept-invitation.ts'
import { addMember, addMemberIn, addMemberOnce, type StaffDeps } from './add-member.ts'
import { addTimeOffIn, changeAbsence } from './change-absence.ts'
import { changeMember } from './change-member.ts'
import { changePhoto } from './change-photo.ts'
import { changeRight, standingRight } from './change-right.ts'
import { invitationToken } from './invitation.ts'
import { invitationRoutes } from './invitations.routes.ts'
import { createInvitationsStore } from './invitations.store.ts'
import { type InvitationDeps, invite, revoke, sendAgain } from './invite.ts'
import { rightAt } from './member.ts'
import { createStaffStore } from './staff.store.ts'
import { setStandIn } from './stand-in.ts'

export { invitationsCollection } from './invitations.store.ts'
export { compiled, type Member, TIME_OFF_KINDS, type TimeOff } from './member.ts'
export type { NewMember } from './staff.contract.ts'
export { staffRoutes } from './staff.routes.ts'
export { staffCollection } from './staff.store.ts'
export { teamRoutes } from './team.routes.ts'
export { kaspiSettings, tellKaspiChanged } from './tell-owners.ts'

/** Who works in a business, what they do and when, and what their accounts may do there. */
export function createStaff({ db, ...rest }: Omit<StaffDeps, 'store'> & { db: Db }) {
  const store = createStaffStore(db)
  const deps = { ...rest, store }
  return {
    ...changeMember(deps),
    changePhoto: changePhoto(deps),
    ...changeAbsence(deps),
    ...changeRight(deps),
    add: addMember(deps),
    addOnce: addMemberOnce(deps),
    addIn: addMemberIn(deps),
    byId: (businessId: BusinessId, id: StaffId) => store.byId(businessId, id),
    ofBusiness: store.ofBusiness,
    setStandIn: setStandIn(deps),

    /** An account's place in a team, with what it may do there now. */
    async memberOf(
      userId: UserId,
      businessId: BusinessId,
      tx?: Tx,
    ): Promise<{ staffId: StaffId; right: Right } | null> {
      const held = await store.memberOf(userId, businessId, tx)
      return held && { staffId: held.staffId, right: rightAt(held, deps.clock.now()) ?? held.right }
    },

    /** Every business where the account may do something now; a stand-in under way is told with its last day. */
    async businessesOf(userId: UserId) {
      const now = deps.clock.now()
      const all = await store.businessesOf(userId)
      return all.map(({ standIn, ...held }) => {
        const right = rightAt({ ...held, standIn }, now) ?? held.right
        return { ...held, right, standInUntil: right === held.right ? null : (standIn?.last ?? null) }
      })
    },

    /** What somebody may give others: not what he stands in for. */
    standingRightOf: (businessId: BusinessId, actor: Actor, tx?: Tx) => standingRight(store, businessId, actor, tx),

    addTimeOffIn: addTimeOffIn(deps),

    /** What an account may do inside a business; null: nothing. */
    async rightIn(userId: UserId, businessId: BusinessId): Promise<Right | null> {
      const held = await store.memberOf(userId, businessId)
      return held && rightAt(held, deps.clock.now())
    },
  }
}

export type Staff = ReturnType<typeof createStaff>

/** Accounts come into a team by a link that is sent to their address. */
export function createInvitations(deps: Omit<InvitationDeps, 'store'> & { db: Db }) {
  const api = createInvitationApi(deps)
  const links: Links = {
    invitation: ({ locale, data }) =>
      `${data.origin}/${locale}/account/invitation/${invitationToken(deps.sign, data.invitation ?? '')}`,
  }
  return { api, links, routes: invitationRoutes(api, deps.staff, () => deps.clock.now()) }
}

function createInvitationApi({ db, ...rest }: Omit<InvitationDeps, 'store'> & { db: Db }) {
  const store = createInvitationsStore(db)
  const deps = { ...rest, store }
  return {
    invite: invite(deps),
    sendAgain: sendAgain(deps),
    revoke: revoke(deps),
    open: store.open,
    read: readInvitation(deps),
    accept: acceptInvitation(deps),
    join: joinByInvitation(deps),
  }
}

export type Invitations = ReturnType<typeof createInvitationApi>
