import type { BusinessId } from '#kernel/ids.ts'
import type { Listener } from '#platform/events/listener.ts'

export const LISTENER = 'listings'

const SOURCES = /^(business|location|service|staff|resource|appointment|block|photo)\./

/** A change of whatever a listing shows; of many changes of one business the last is enough. */
export const listingsListener = (rewrite: (businessId: BusinessId) => Promise<void>): Listener => ({
  name: LISTENER,
  coalesce: 'business',
  hears: (type) => SOURCES.test(type),
  handle: ({ businessId }) => rewrite(businessId),
})
