// Personal data of somebody who has booked nothing: the device is known by its hash only, and a day after the last touch
// the document is gone, by the database's own clock.

import { createHash } from 'node:crypto'
import type { Db } from 'mongodb'
import { z } from 'zod'
import type { BusinessId } from '#kernel/ids.ts'
import { localeShape } from '#kernel/shapes.ts'
import {
  collectionOf,
  type DocumentOf,
  date,
  defineCollection,
  isDuplicateKey,
  objectId,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import { DRAFT_KEPT_MS, type Draft, type DraftPatch, FOR_WHOM, NOTHING, PREFERENCES } from './draft.ts'

export const draftsCollection = defineCollection({
  name: 'drafts',
  shape: z.object({
    _id: z.string(),
    businessId: objectId(),
    lines: z
      .array(
        z.object({
          serviceId: objectId(),
          staffId: objectId().nullable(),
          gender: z.enum(['woman', 'man']).optional(),
          variant: z.string().optional(),
        }),
      )
      .optional(),
    prefer: z.enum(PREFERENCES).optional(),
    locationId: objectId().nullable().optional(),
    day: z.string().nullable().optional(),
    start: date().nullable().optional(),
    holdId: objectId().nullable().optional(),
    locale: localeShape.nullable().optional(),
    typed: z
      .object({
        forWhom: z.enum(FOR_WHOM).optional(),
        guestName: z.string().optional(),
        name: z.string().optional(),
        phone: z.string().optional(),
        notes: z.string().optional(),
        place: z.record(z.string(), z.string()).optional(),
        object: z.record(z.string(), z.string()).optional(),
      })
      .optional(),
    updatedAt: date(),
    expiresAt: date(),
  }),
  indexes: [{ name: 'expiresAt', key: { expiresAt: 1 }, expireAfterSeconds: 0 }],
})

type DraftDocument = DocumentOf<typeof draftsCollection>

const keyOf = (device: string, businessId: BusinessId): string =>
  createHash('sha256').update(`${businessId}\0${device}`).digest('base64url')

export function createDraftsStore(db: Db) {
  const drafts = collectionOf(db, draftsCollection)
  const own = (device: string, businessId: BusinessId) => ({
    businessId: toObjectId(businessId),
    _id: keyOf(device, businessId),
  })
  return {
    async read(device: string, businessId: BusinessId, now: Date): Promise<Draft | null> {
      const found = await drafts.findOne({ ...own(device, businessId), expiresAt: { $gt: now } })
      return found && toDraft(found)
    },

    async save(device: string, businessId: BusinessId, patch: DraftPatch, now: Date): Promise<void> {
      const expiresAt = new Date(now.getTime() + DRAFT_KEPT_MS)
      // What has outlived its day is no part of a new draft, though the database may not have swept yet.
      await drafts.deleteOne({ ...own(device, businessId), expiresAt: { $lte: now } })
      const write = () =>
        drafts.updateOne(
          own(device, businessId),
          { $set: { ...toFields(patch), updatedAt: now, expiresAt } },
          { upsert: true },
        )
      // Two tabs may make the first draft at once.
      await write().catch((error: unknown) => (isDuplicateKey(error) ? write() : Promise.reject(error)))
    },

    async drop(device: string, businessId: BusinessId): Promise<void> {
      await drafts.deleteOne(own(device, businessId))
    },
  }
}

const reference = (id: string | null | undefined) => (id ? toObjectId(id) : id)

/** Dotted, so that two tabs that typed different things keep both. */
function toFields({ lines, locationId, holdId, typed = {}, ...rest }: DraftPatch): Record<string, unknown> {
  const given = {
    ...rest,
    lines: lines?.map((line) => ({
      ...line,
      serviceId: toObjectId(line.serviceId),
      staffId: reference(line.staffId),
    })),
    locationId: reference(locationId),
    holdId: reference(holdId),
    ...Object.fromEntries(Object.entries(typed).map(([name, text]) => [`typed.${name}`, text])),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

const toDraft = (document: DraftDocument): Draft => ({
  lines: (document.lines ?? []).map(({ serviceId, staffId, gender, variant }) => ({
    serviceId: toId(serviceId),
    staffId: staffId && toId(staffId),
    ...(gender ? { gender } : {}),
    ...(variant === undefined ? {} : { variant }),
  })),
  prefer: document.prefer ?? NOTHING.prefer,
  locationId: document.locationId ? toId(document.locationId) : null,
  day: document.day ?? null,
  start: document.start ?? null,
  holdId: document.holdId ? toId(document.holdId) : null,
  locale: document.locale ?? null,
  typed: { ...NOTHING.typed, ...document.typed },
})
