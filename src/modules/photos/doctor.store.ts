// A document that names a photo of ours, the photo's row and its file: all three are there, or none.
// What a document names without a row or a file is told and left, since a backup may bring it back. A ready photo that
// no document names is nobody's: mending gives it to the sweeping.

import type { Db } from 'mongodb'
import { Refusal } from '#kernel/errors.ts'
import { usersCollection } from '#modules/accounts/index.ts'
import { businessesCollection } from '#modules/businesses/index.ts'
import { staffCollection } from '#modules/staff/index.ts'
import type { Check, Finding } from '#platform/doctor/check.ts'
import { collectionOf } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import type { PhotoDeps } from './add-photo.ts'
import { masterKey, nameOf, type Owner, type Photo, parseUrl } from './photo.ts'

interface Reference {
  /** `businesses/<id>` */
  document: string
  owner: string
  name: string
}

export function createPhotoChecks(
  db: Db,
  { clock, files, store, inTransaction }: Pick<PhotoDeps, 'clock' | 'files' | 'store' | 'inTransaction'>,
): Check[] {
  const run: Check['run'] = async ({ repair }) => {
    const { photos, references } = await inTransaction(async (tx) => ({
      photos: await store.all(tx),
      references: await referencesIn(db, tx),
    }))
    const ready = new Map(photos.filter(({ state }) => state === 'ready').map((photo) => [nameOf(photo), photo]))
    const findings: Finding[] = references
      .filter(({ name, owner }) => ownerName(ready.get(name)?.owner) !== owner)
      .map(({ document, name }) => ({
        code: 'photo_unknown',
        subject: document,
        found: name,
        expected: 'a ready photo of the same owner',
        repaired: false,
      }))
    const named = new Set(references.map(({ name }) => name))
    for (const photo of ready.values()) {
      const subject = `photos/${photo.id}`
      if (!named.has(nameOf(photo))) {
        const isMended = repair && (await givenUp(photo))
        findings.push({ code: 'photo_unnamed', subject, found: null, expected: 'a document', repaired: isMended })
      } else if (!(await files.get(masterKey(photo)))) {
        findings.push({ code: 'photo_file', subject, found: null, expected: masterKey(photo), repaired: false })
      }
    }
    return findings
  }

  const givenUp = async (photo: Photo): Promise<boolean> => {
    try {
      await inTransaction((tx) => store.move(photo, 'removed', clock.now(), tx))
      return true
    } catch (error) {
      if (error instanceof Refusal) return false // somebody changed it meanwhile
      throw error
    }
  }

  return [{ name: 'photos and their files', run }]
}

async function referencesIn(db: Db, tx: Tx): Promise<Reference[]> {
  const session = { session: tx }
  const businesses = await collectionOf(db, businessesCollection)
    .find({ photos: { $exists: true } }, { ...session, projection: { photos: 1 } })
    .batchSize(1000)
    .toArray()
  const people = await collectionOf(db, staffCollection)
    .find({ photo: { $exists: true } }, { ...session, projection: { photo: 1, businessId: 1 } })
    .batchSize(1000)
    .toArray()
  const users = await collectionOf(db, usersCollection)
    .find({ image: { $exists: true } }, { ...session, projection: { image: 1 } })
    .batchSize(1000)
    .toArray()
  return [
    ...businesses.flatMap(({ _id, photos = {} }) =>
      [photos.logo, photos.coverImage, photos.door, ...(photos.gallery ?? [])].flatMap((url) =>
        referenceTo(url, `businesses/${_id}`, `business:${_id}`),
      ),
    ),
    ...people.flatMap(({ _id, photo, businessId }) => referenceTo(photo, `staff/${_id}`, `business:${businessId}`)),
    ...users.flatMap(({ _id, image }) => referenceTo(image, `users/${_id}`, `user:${_id}`)),
  ]
}

/** None for an address from elsewhere, which is not ours to judge. */
const referenceTo = (url: string | undefined, document: string, owner: string): Reference[] => {
  const named = parseUrl(url)
  return named ? [{ document, owner, name: nameOf(named) }] : []
}

const ownerName = (owner: Owner | undefined): string | null =>
  owner ? ('businessId' in owner ? `business:${owner.businessId}` : `user:${owner.userId}`) : null
