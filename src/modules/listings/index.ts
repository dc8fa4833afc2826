import type { Db } from 'mongodb'
import { LOCALES } from '#kernel/localized-text.ts'
import { catalogueName } from '#platform/i18n/speak.ts'
import { translator } from '#platform/i18n/translator.ts'
import type { Job } from '#platform/jobs/job.ts'
import { createListingCheck } from './doctor.store.ts'
import { listingsListener } from './listener.ts'
import { listingRoutes } from './listings.routes.ts'
import { createListingsStore } from './listings.store.ts'
import { type RewriteDeps, rebuildListings, refreshListings, rewriteListings } from './rewrite-listings.ts'
import { searchListings } from './search-listings.ts'
import type { NamesOf } from './terms.ts'

export { comingTimes, type Listing } from './listing.ts'
export { pointShape } from './listings.contract.ts'
export { listingsCollection } from './listings.store.ts'
export { LONGEST_QUERY } from './question.ts'
export type { Found } from './search-listings.ts'

/** The city's day is what "today" means. */
const CITY_ZONE = 'Asia/Atyrau'

const known = new Map<string, readonly string[]>()

/** By the catalogues of texts; looked up once. */
export const namesOf: NamesOf = (kind, slug) => {
  const key = `${kind}/${slug}`
  const names = known.get(key) ?? [...new Set(LOCALES.map((locale) => catalogueName(translator(locale), kind, slug)))]
  known.set(key, names)
  return names
}

/** What home and search read: one document a location, rewritten after every change of what it shows. */
export function createListings({ db, clock, ...sources }: Omit<RewriteDeps, 'store' | 'namesOf'> & { db: Db }) {
  const store = createListingsStore(db)
  const deps: RewriteDeps = { ...sources, clock, store, namesOf }
  const rewrite = rewriteListings(deps)
  const refresh: Job = { name: 'listings', everyMs: 60_000, run: refreshListings(deps) }
  const api = {
    search: searchListings({ clock, store, namesOf, zone: CITY_ZONE }),
    rewrite,
    rebuildAll: rebuildListings(deps),
  }
  return {
    api,
    routes: listingRoutes(api.search),
    listeners: [listingsListener(rewrite)],
    jobs: [refresh],
    checks: [createListingCheck(db, deps)],
  }
}

export type Listings = ReturnType<typeof createListings>['api']
