import type { Clock } from '#kernel/clock.ts'
import { notFound, Refusal } from '#kernel/errors.ts'
import type { Ids } from '#kernel/ids.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Actor } from '#platform/http/contract.ts'
import { AlreadyDone } from '#platform/idempotency/already-done.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import type { FileStorage } from '#platform/storage/storage.ts'
import { hang, type Walls } from './hang.ts'
import {
  fileOf,
  keyOf,
  keysOf,
  masterKey,
  type Owner,
  type Photo,
  type PhotoId,
  type Place,
  parseUrl,
  TYPE_OF,
  urlOf,
  widthsOf,
} from './photo.ts'
import type { PhotosStore } from './photos.store.ts'
import type { Pictures } from './pictures.gateway.ts'

export interface PhotoDeps extends Walls {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  idempotency: Idempotency
  files: FileStorage
  store: PhotosStore
  pictures: Pictures
  /** A short word for the bytes. */
  digest: (bytes: Uint8Array) => string
}

export interface NewPhoto {
  owner: Owner
  place: Place
  /** As it was sent: nothing of it is kept but what it shows. */
  bytes: Uint8Array
}

/**
 * Row, files, then one transaction: the document names it, what it took the place of is removed. A crash in between
 * leaves a pending row, which the sweeping finds.
 * @throws invalid `photo_…`; notFound `not_found`; conflict `gallery_full`, `changed_meanwhile`; busy `server_busy`
 */
export const addPhoto =
  (deps: PhotoDeps) =>
  async ({ owner, place, bytes }: NewPhoto, actor: Actor, key: string): Promise<Photo> => {
    const once = {
      scope: 'businessId' in owner ? owner.businessId : 'platform',
      actor: actorName(actor),
      key,
      body: { place: { ...place }, digest: deps.digest(bytes) },
    }
    const earlier = await deps.idempotency.recall(once)
    if (earlier) return photoAgain(deps, owner, earlier)
    const photo = await written(deps, owner, place, bytes)
    try {
      const replaced = await deps.inTransaction(async (tx) => {
        await deps.idempotency.remember(once, { photoId: photo.id }, tx)
        await deps.store.move(photo, 'ready', deps.clock.now(), tx)
        const old = await hang(deps, { owner, place, url: urlOf(photo) }, actor, tx)
        return old === null ? null : removed(deps, owner, old, tx)
      })
      if (replaced) await discard(deps, replaced)
      return { ...photo, state: 'ready', version: photo.version + 1 }
    } catch (error) {
      // Only where it is sure that nothing was committed; the rest is for the sweeping.
      if (error instanceof Refusal || error instanceof AlreadyDone) await sweptAway(deps, photo).catch(() => undefined)
      if (!(error instanceof AlreadyDone)) throw error
      return photoAgain(deps, owner, (await deps.idempotency.recall(once)) ?? {})
    }
  }

async function photoAgain({ store }: PhotoDeps, owner: Owner, { photoId }: Record<string, string>): Promise<Photo> {
  const photo = photoId && (await store.byId(owner, photoId as PhotoId))
  if (!photo) throw notFound('not_found')
  return photo
}

// AVIF is what nearly every browser asks for, and slow to make: it is made here, the others when somebody asks.
async function written(
  { clock, ids, files, store, pictures }: PhotoDeps,
  owner: Owner,
  place: Place,
  bytes: Uint8Array,
) {
  const { master, width, height } = await pictures.read(bytes)
  const photo: Photo = {
    id: ids.next<'photo'>(),
    owner,
    place,
    state: 'pending',
    width,
    height,
    bytes: master.length,
    version: 1,
    createdAt: clock.now(),
  }
  await store.insert(photo)
  await files.put(masterKey(photo), master, TYPE_OF.webp)
  for (const one of widthsOf(photo)) {
    await files.put(keyOf(photo, fileOf(one, 'avif')), await pictures.size(master, one, 'avif'), TYPE_OF.avif)
  }
  return photo
}

/** Marks the photo of an address as removed; null when it is none of the owner's. */
export async function removed(
  { clock, store }: Pick<PhotoDeps, 'clock' | 'store'>,
  owner: Owner,
  url: string,
  tx: Tx,
): Promise<Photo | null> {
  const id = parseUrl(url)?.id
  const photo = id ? await store.byId(owner, id, tx) : null
  if (photo?.state !== 'ready') return null
  await store.move(photo, 'removed', clock.now(), tx)
  return photo
}

/** Its files at once, as nobody is to see them any more; the sweeping finishes what fails here. */
export const discard = (deps: Pick<PhotoDeps, 'files'>, photo: Photo): Promise<void> =>
  withoutFiles(deps, photo).catch(() => undefined)

/** A photo that no document names: its files, then its row. */
export async function sweptAway(deps: Pick<PhotoDeps, 'files' | 'store'>, photo: Photo): Promise<void> {
  await withoutFiles(deps, photo)
  await deps.store.delete(photo)
}

async function withoutFiles({ files }: Pick<PhotoDeps, 'files'>, photo: Photo): Promise<void> {
  for (const key of keysOf(photo)) await files.delete(key)
}
