// Invariant: files exist only while a row names them: the row is written first and deleted last, so whatever a crash
// leaves behind is found by its row and swept.

import type { Db, ObjectId } from 'mongodb'
import { z } from 'zod'
import { notFound } from '#kernel/errors.ts'
import {
  collectionOf,
  type DocumentOf,
  date,
  defineCollection,
  number,
  objectId,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { KINDS, type Owner, type Photo, type PhotoId, type Place, STATES } from './photo.ts'

export const photosCollection = defineCollection({
  name: 'photos',
  shape: z.object({
    _id: objectId(),
    /** One of the two owners. */
    businessId: objectId().optional(),
    userId: objectId().optional(),
    kind: z.enum(KINDS),
    staffId: objectId().optional(),
    state: z.enum(STATES),
    width: z.int().min(1),
    height: z.int().min(1),
    bytes: number(),
    version: number(),
    createdAt: date(),
    updatedAt: date().optional(),
  }),
  indexes: [
    { name: 'businessId', key: { businessId: 1 }, sparse: true },
    { name: 'userId', key: { userId: 1 }, sparse: true },
    { name: 'state', key: { state: 1, createdAt: 1 } },
  ],
})

type PhotoDocument = DocumentOf<typeof photosCollection>

export function createPhotosStore(db: Db) {
  const photos = collectionOf(db, photosCollection)
  const owned = (owner: Owner, id: PhotoId) => ({ ...ownerFields(owner), _id: toObjectId(id) })

  return {
    async insert({ id, owner, place, version, ...fields }: Photo): Promise<void> {
      await photos.insertOne({
        ...owned(owner, id),
        ...fields,
        ...placeFields(place),
        version,
        updatedAt: fields.createdAt,
      })
    },

    async byId(owner: Owner, id: PhotoId, tx?: Tx): Promise<Photo | null> {
      const found = await photos.findOne(owned(owner, id), tx ? { session: tx } : {})
      return found && toPhoto(found)
    },

    /** Whoever's it is: a ready photo is shown to everybody who has its address. */
    async ready(id: PhotoId): Promise<Photo | null> {
      const found = await photos.findOne({ _id: toObjectId(id), state: 'ready' })
      return found && toPhoto(found)
    },

    /** @throws notFound `not_found` when it is not in the state it was seen in */
    async move({ owner, id, state, version }: Photo, to: Photo['state'], at: Date, tx: Tx): Promise<void> {
      const { matchedCount } = await photos.updateOne(
        { ...owned(owner, id), state, version },
        { $set: { state: to, version: version + 1, updatedAt: at } },
        { session: tx },
      )
      if (matchedCount === 0) throw notFound('not_found')
    },

    /** Whatever no document names any more, and what was begun before `begun` and never finished. */
    async toSweep(begun: Date, most: number): Promise<Photo[]> {
      const found = await photos
        .find({ $or: [{ state: 'removed' }, { state: 'pending', createdAt: { $lt: begun } }] })
        .limit(most)
        .toArray()
      return found.map(toPhoto)
    },

    async delete({ owner, id, state }: Photo): Promise<void> {
      await photos.deleteOne({ ...owned(owner, id), state })
    },

    async all(tx: Tx): Promise<Photo[]> {
      return (await photos.find({}, { session: tx }).batchSize(1000).toArray()).map(toPhoto)
    },
  }
}

export type PhotosStore = ReturnType<typeof createPhotosStore>

const ownerFields = (owner: Owner): { businessId: ObjectId } | { userId: ObjectId } =>
  'businessId' in owner ? { businessId: toObjectId(owner.businessId) } : { userId: toObjectId(owner.userId) }

const placeFields = (place: Place) => ({
  kind: place.kind,
  ...(place.kind === 'person' ? { staffId: toObjectId(place.staffId) } : {}),
})

const toPhoto = (document: PhotoDocument): Photo => ({
  id: toId(document._id),
  owner: document.businessId ? { businessId: toId(document.businessId) } : { userId: toId(String(document.userId)) },
  place:
    document.kind === 'person' ? { kind: 'person', staffId: toId(String(document.staffId)) } : { kind: document.kind },
  state: document.state,
  width: document.width,
  height: document.height,
  bytes: document.bytes,
  version: document.version,
  createdAt: document.createdAt,
})
