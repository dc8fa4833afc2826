import { checked } from '#kernel/checked.ts'
import type { Clock } from '#kernel/clock.ts'
import { isDoubleTap } from '#kernel/double-tap.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import type { BusinessId } from '#kernel/ids.ts'
import { LOCALES } from '#kernel/localized-text.ts'
import type { Diaries } from '#modules/diaries/index.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import { type Business, PLACE_TEXTS, rulesOf, type Settings } from './business.ts'
import {
  KaspiLinkInput,
  type NewNotice,
  type NewOnlineStop,
  type NewProfile,
  NoticeInput,
  OnlineStopInput,
  ProfileChange,
  SettingsInput,
  SlugInput,
} from './businesses.contract.ts'
import type { BusinessesStore } from './businesses.store.ts'
import { freeSlug } from './slug.ts'

export interface BusinessDeps {
  clock: Clock
  inTransaction: InTransaction
  events: Events
  diaries: Pick<Diaries, 'changePlan'>
  store: BusinessesStore
  /** Whether the password was typed in a session a little while ago. */
  isProved: (session: string | null) => Promise<boolean>
  /** Has the owners told, in the transaction of the change. @param origin where links lead */
  kaspiChanged: (changed: Business, origin: string, tx: Tx) => Promise<void>
}

/** From where something is asked. */
export interface From {
  session: string | null
  origin: string
}

type Tell = (changed: Business, tx: Tx) => Promise<void>
type Change = (business: Business, tx: Tx) => Promise<Partial<Business>>

// Every change of a business is one transaction: document, the rules in its plan when they differ, event.
const changing =
  ({ clock, inTransaction, events, diaries, store }: BusinessDeps) =>
  (businessId: BusinessId, seen: number, type: string, actor: Actor, change: Change, tell?: Tell): Promise<Business> =>
    inTransaction(async (tx) => {
      const business = await store.byId(businessId, tx)
      if (!business) throw notFound('not_found')
      const at = clock.now()
      const changes = await change(business, tx)
      if (isDoubleTap(business, changes, seen)) return business
      const version = await store.change(businessId, seen, changes, at, tx)
      const changed: Business = { ...business, ...changes, version }
      const rules = rulesOf(changed)
      if (JSON.stringify(rules) !== JSON.stringify(rulesOf(business)))
        await diaries.changePlan(businessId, { rules }, tx)
      await events.append({ businessId, type, subject: { kind: 'business', id: businessId }, version, actor, at }, tx)
      await tell?.(changed, tx)
      return changed
    })

/** The new texts of the business, with those of its place as they are. */
const keepingPlace = (present: Business['translations'], wished: Business['translations']): Business['translations'] =>
  Object.fromEntries(
    LOCALES.flatMap((locale) => {
      const place = PLACE_TEXTS.flatMap((text) => {
        const told = present[locale]?.[text]
        return told === undefined ? [] : [[text, told]]
      })
      const { name, description } = wished[locale] ?? {}
      const own = Object.entries({ name, description }).filter(([, text]) => text !== undefined)
      const all = [...own, ...place]
      return all.length > 0 ? [[locale, Object.fromEntries(all)]] : []
    }),
  )

/**
 * Each takes the version that its changer saw.
 * @throws invalid `invalid_input`; notFound `not_found`; conflict `changed_meanwhile`
 */
export function changeBusiness(deps: BusinessDeps) {
  const change = changing(deps)
  return {
    async changeProfile(businessId: BusinessId, profile: NewProfile, seen: number, actor: Actor): Promise<Business> {
      const fields = checked(ProfileChange, profile)
      return change(businessId, seen, 'business.profile-changed', actor, async ({ translations }) => ({
        ...fields,
        translations: keepingPlace(translations, fields.translations),
      }))
    },

    /**
     * Where money goes: an event of its own for the audit, and a mail to every owner.
     * @throws conflict `sign_in_again` when the password was typed too long ago
     */
    async setKaspiLink(
      businessId: BusinessId,
      wished: string | null,
      seen: number,
      actor: Actor,
      { session, origin }: From,
    ): Promise<Business> {
      const kaspiQrLink = wished && checked(KaspiLinkInput, wished)
      if (!(await deps.isProved(session))) throw conflict('sign_in_again')
      const type = 'business.kaspi-link-changed'
      const tell: Tell = (changed, tx) => deps.kaspiChanged(changed, origin, tx)
      return change(businessId, seen, type, actor, async () => ({ kaspiQrLink }), tell)
    },

    changeSettings(businessId: BusinessId, settings: Partial<Settings>, seen: number, actor: Actor): Promise<Business> {
      return change(businessId, seen, 'business.settings-changed', actor, async (business) => ({
        settings: checked(SettingsInput, { ...business.settings, ...settings }),
      }))
    },

    /** An inactive business is off the list and takes no bookings; its visits stay. */
    setActive(businessId: BusinessId, isActive: boolean, seen: number, actor: Actor): Promise<Business> {
      const type = isActive ? 'business.activated' : 'business.deactivated'
      return change(businessId, seen, type, actor, async () => ({ isActive }))
    },

    /** Bookings by phone only, until a day; null: online again. Its page stays. */
    async stopOnline(
      businessId: BusinessId,
      wished: NewOnlineStop | null,
      seen: number,
      actor: Actor,
    ): Promise<Business> {
      const onlineStop = wished && checked(OnlineStopInput, wished)
      const type = onlineStop ? 'business.online-stopped' : 'business.online-again'
      return change(businessId, seen, type, actor, async () => ({ onlineStop }))
    },

    /** A banner; it closes no day and stops no booking. */
    async setNotice(businessId: BusinessId, wished: NewNotice | null, seen: number, actor: Actor): Promise<Business> {
      const notice = wished && checked(NoticeInput, wished)
      return change(businessId, seen, 'business.notice-changed', actor, async () => ({ notice }))
    },

    /** The old address goes on leading here. A taken one gets a number. */
    changeSlug(businessId: BusinessId, wished: string, seen: number, actor: Actor): Promise<Business> {
      const slug = checked(SlugInput, wished)
      return change(businessId, seen, 'business.slug-changed', actor, async (business, tx) => {
        if (business.slug === slug) return {}
        await deps.store.addFormerSlug(businessId, business.slug, tx)
        return { slug: freeSlug(slug, await deps.store.slugsLike(slug, tx, businessId)) }
      })
    },
  }
}
