import type { Clock } from '#kernel/clock.ts'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import type { Accounts } from '#modules/accounts/index.ts'
import type { Appointments } from '#modules/appointments/index.ts'
import type { Businesses } from '#modules/businesses/index.ts'
import type { Photos } from '#modules/photos/index.ts'
import type { Resources } from '#modules/resources/index.ts'
import type { Staff } from '#modules/staff/index.ts'
import type { TabletsApi } from '#modules/tablets/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Assets } from '#site/document.tsx'
import type { OfficeShell } from '../layout.tsx'

/** What the office's pages join. */
export interface OfficeDeps {
  clock: Clock
  assets: Assets
  accounts: Pick<Accounts, 'signIn' | 'signOut' | 'byId'>
  businesses: Pick<Businesses, 'byId'>
  staff: Pick<Staff, 'businessesOf' | 'ofBusiness'>
  resources: Pick<Resources, 'ofBusiness'>
  appointments: Appointments
  tablets: Pick<TabletsApi, 'by'>
  photos: Pick<Photos, 'shownBy' | 'ownOf' | 'add' | 'move' | 'remove'>
  /** A fresh idempotency key for a form. */
  newKey: () => string
}

/** The frame of a page; the language's own parameter is left out of the address that the switch repeats. */
export async function officeShell(
  { assets, accounts }: OfficeDeps,
  { locale, path }: { locale: OfficeShell['locale']; path: string },
  userId: UserId | null,
): Promise<OfficeShell> {
  const user = userId && (await accounts.byId(userId))
  const { pathname, searchParams } = new URL(path, 'http://office')
  searchParams.delete('locale')
  const query = searchParams.toString()
  return {
    locale,
    assets,
    path: query ? `${pathname}?${query}` : pathname,
    userName: user?.name ?? null,
    userImage: user?.image,
  }
}

type User = Extract<Actor, { kind: 'user' }>

/** The businesses a person may open, in the order he came there. */
export async function openTo({ staff, businesses }: OfficeDeps, { userId, tabletOf }: User) {
  const all = await staff.businessesOf(userId)
  const rights = tabletOf ? all.filter(({ businessId }) => businessId === tabletOf) : all
  const found = await Promise.all(rights.map(({ businessId }) => businesses.byId(businessId)))
  return found.flatMap((business, i) => {
    const right = rights[i]?.right
    return business && right ? { business, right } : []
  })
}

export type OpenTo = Awaited<ReturnType<typeof openTo>>[number]

export const chosenOf = (open: readonly OpenTo[], wished: BusinessId | undefined): OpenTo | undefined =>
  wished ? open.find(({ business }) => business.id === wished) : open[0]
