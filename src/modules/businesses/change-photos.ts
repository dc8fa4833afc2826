import { canonical } from '#kernel/canonical.ts'
import { notFound } from '#kernel/errors.ts'
import type { BusinessId } from '#kernel/ids.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import type { Business } from './business.ts'
import type { BusinessDeps } from './change-business.ts'

export type ShownPhotos = Business['photos']

/**
 * What the business shows of itself, within the transaction of modules/photos that owns the files. The version compared
 * is the one read here: a picture more contradicts nobody's change.
 * @returns what was shown before
 * @throws notFound `not_found`; conflict `changed_meanwhile`
 */
export const changePhotos =
  ({ clock, events, store }: Pick<BusinessDeps, 'clock' | 'events' | 'store'>) =>
  async (
    businessId: BusinessId,
    change: (photos: ShownPhotos) => ShownPhotos,
    actor: Actor,
    tx: Tx,
  ): Promise<ShownPhotos> => {
    const business = await store.byId(businessId, tx)
    if (!business) throw notFound('not_found')
    const photos = change(business.photos)
    if (canonical(photos) === canonical(business.photos)) return business.photos
    const at = clock.now()
    const version = await store.change(businessId, business.version, { photos }, at, tx)
    const subject = { kind: 'business', id: businessId }
    await events.append({ businessId, type: 'business.photos-changed', subject, version, actor, at }, tx)
    return business.photos
  }
