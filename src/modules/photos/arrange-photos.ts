import { notFound } from '#kernel/errors.ts'
import type { BusinessId } from '#kernel/ids.ts'
import type { Actor } from '#platform/http/contract.ts'
import { discard, type PhotoDeps, removed } from './add-photo.ts'
import { moved, takeDown } from './hang.ts'
import { type Owner, type PhotoId, urlOf } from './photo.ts'

/** Idempotent by nature: a photo removed already is removed. @throws notFound `not_found`; conflict `changed_meanwhile` */
export const removePhoto =
  (deps: PhotoDeps) =>
  async (owner: Owner, id: PhotoId, actor: Actor): Promise<void> => {
    const photo = await deps.inTransaction(async (tx) => {
      const found = await deps.store.byId(owner, id, tx)
      if (!found || found.state === 'pending') throw notFound('not_found')
      if (found.state === 'removed') return null
      const url = urlOf(found)
      await takeDown(deps, { owner, place: found.place, url }, actor, tx)
      return removed(deps, owner, url, tx)
    })
    if (photo) await discard(deps, photo)
  }

/** Puts a picture of the gallery at a place, counted from 0. @throws notFound `not_found`; conflict `changed_meanwhile` */
export const movePhoto =
  (deps: PhotoDeps) =>
  async (businessId: BusinessId, id: PhotoId, to: number, actor: Actor): Promise<void> => {
    const photo = await deps.store.byId({ businessId }, id)
    if (photo?.state !== 'ready' || photo.place.kind !== 'gallery') throw notFound('not_found')
    const url = urlOf(photo)
    await deps.inTransaction((tx) =>
      deps.businesses.changePhotos(
        businessId,
        (photos) => ({ ...photos, gallery: moved(photos.gallery ?? [], url, to) }),
        actor,
        tx,
      ),
    )
  }
