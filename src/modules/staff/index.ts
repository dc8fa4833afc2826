import type { Db } from 'mongodb'
import type { BusinessId, StaffId, UserId } from '#kernel/ids.ts'
import type { Right } from '#platform/http/rights.ts'
import { addMember, addMemberIn, addMemberOnce, type StaffDeps } from './add-member.ts'
import { changeAbsence } from './change-absence.ts'
import { changeMember } from './change-member.ts'
import { changePhoto } from './change-photo.ts'
import { createStaffStore } from './staff.store.ts'

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
