import type { Db } from 'mongodb'
import type { BusinessId, StaffId, UserId } from '#kernel/ids.ts'
import type { Right } from '#platform/http/rights.ts'
import type { Links } from '#platform/mail/compose.ts'
import { acceptInvitation, joinByInvitation, readInvitation } from './accept-invitation.ts'
import { addMember, addMemberIn, addMemberOnce, type StaffDeps } from './add-member.ts'
import { changeAbsence } from './change-absence.ts'
import { changeMember } from './change-member.ts'
import { changePhoto } from './change-photo.ts'
import { changeRight } from './change-right.ts'
import { invitationToken } from './invitation.ts'
import { invitationRoutes } from './invitations.routes.ts'
import { createInvitationsStore } from './invitations.store.ts'
import { type InvitationDeps, invite, revoke, sendAgain } from './invite.ts'
import { createStaffStore } from './staff.store.ts'

export { invitationsCollection } from './invitations.store.ts'
export { compiled, type Member } from './member.ts'
export type { NewMember } from './staff.contract.ts'
export { staffRoutes } from './staff.routes.ts'
export { staffCollection } from './staff.store.ts'
export { teamRoutes } from './team.routes.ts'

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
    memberOf: store.memberOf,
    businessesOf: store.businessesOf,

    /** What an account may do inside a business; null: nothing. */
    async rightIn(userId: UserId, businessId: BusinessId): Promise<Right | null> {
      return (await store.memberOf(userId, businessId))?.right ?? null
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
