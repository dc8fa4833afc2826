import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import type { BusinessId, Ids, LocationId, UserId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import { type Business, type Businesses, type Profile, rulesOf, type Settings } from '#modules/businesses/index.ts'
import type { Location, Locations, NewLocation } from '#modules/locations/index.ts'
import type { Member, NewMember, Staff } from '#modules/staff/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'

export interface OpenBusiness {
  /** The owner is the first staff member; `serves: false` for one who does not serve clients. */
  owner: { userId: UserId; name: string; title?: string; translations?: NewMember['translations']; serves?: boolean }
  profile: Profile
  settings?: Partial<Settings>
  location: NewLocation
  slug?: string
  /** On the public list and open for booking at once. */
  isActive?: boolean
}

export interface OpenedBusiness {
  business: Business
  location: Location
  owner: Member
}

export interface OnboardingDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  events: Events
  idempotency: Pick<Idempotency, 'once'>
  businesses: Pick<Businesses, 'create' | 'byId'>
  locations: Pick<Locations, 'openFirst'>
  staff: Pick<Staff, 'addIn'>
  /** Raises the account's role and remembers the business last worked in. */
  accounts: {
    becomeOwner(userId: UserId, businessId: BusinessId, tx: Tx): Promise<void>
    byId(userId: UserId): Promise<{ name: string } | null>
  }
}

export interface FirstPage {
  name: string
  category: string
  mainLocale: Locale
  zone: string
  serves: boolean
}

/**
 * The first step of the guide: a page that is not published yet, without hours. One key opens it once.
 * @throws as `openBusiness`; invalid `key_reused`; notFound `not_found`
 */
export const openFirst =
  (deps: OnboardingDeps) =>
  async (page: FirstPage, actor: Extract<Actor, { kind: 'user' }>, key: string): Promise<Business> => {
    const { name, category, mainLocale, zone, serves } = page
    const user = await deps.accounts.byId(actor.userId)
    if (!user) throw notFound('not_found')
    const once = { scope: 'platform', actor: actorName(actor), key, body: { page: { ...page } } }
    const wish: OpenBusiness = {
      owner: { userId: actor.userId, name: user.name, serves },
      profile: { name, category, mainLocale },
      location: { name, zone },
      isActive: false,
    }
    return deps.idempotency.once(
      once,
      async (remember) => (await openBusiness(deps)(wish, actor, remember)).business,
      async ({ businessId = '' }) => {
        const business = await deps.businesses.byId(businessId as BusinessId)
        if (!business) throw notFound('not_found')
        return business
      },
    )
  }

/**
 * Opens a business: itself, its default location with the plan document, and the owner as first staff member.
 * @throws invalid `invalid_input`, `hours_invalid`; conflict `owner_has_business`
 */
export const openBusiness =
  ({ clock, ids, inTransaction, events, businesses, locations, staff, accounts }: OnboardingDeps) =>
  async (
    { owner, profile, settings, location, slug, isActive = true }: OpenBusiness,
    actor: Actor,
    remember?: (result: Record<string, string>, tx: Tx) => Promise<void>,
  ): Promise<OpenedBusiness> => {
    const id = ids.next<'business'>() as BusinessId
    const locationId = ids.next<'location'>() as LocationId
    const { userId, name, title = '', translations = {}, serves = true } = owner
    const at = clock.now()
    return inTransaction(async (tx) => {
      await remember?.({ businessId: id }, tx)
      const business = await businesses.create({ id, userId, profile, settings, slug, isActive, createdAt: at }, tx)
      const opened = await locations.openFirst(
        { id: locationId, businessId: id, location, rules: rulesOf(business), at },
        tx,
      )
      const member = await staff.addIn(
        id,
        { userId, right: 'owner', name, title, translations, isActive: serves },
        actor,
        tx,
      )
      await accounts.becomeOwner(userId, id, tx)
      await events.append(
        {
          businessId: id,
          type: 'business.opened',
          subject: { kind: 'business', id },
          version: 1,
          actor,
          at,
        },
        tx,
      )
      const { address, workingHours } = opened
      return { business: { ...business, address, workingHours }, location: opened, owner: member }
    })
  }
