// Invariant: a cell is set in at most one claim's name, unless an override says so. The filter of `claim` is the guard:
// no read before it can be trusted, and no upsert is allowed there (a taken word would answer with a duplicate key).
// Invariant: every plan and diary document of a business carries the same `plan` number, so that a change of hours,
// skills or services cannot race with a booking that was computed before it.

import type { Db } from 'mongodb'
import { z } from 'zod'
import type { BusinessId, LocationId } from '#kernel/ids.ts'
import {
  collectionOf,
  date,
  defineCollection,
  isDuplicateKey,
  number,
  objectId,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import {
  BusyRow,
  type DiaryWords,
  diaryId,
  emptyWords,
  type Month,
  monthsOf,
  positionsOf,
  type Subject,
} from './bitmap.ts'
import type { Plan } from './plan.ts'

export const diariesCollection = defineCollection({
  name: 'diaries',
  shape: z.object({
    _id: z.string(),
    businessId: objectId(),
    locationIds: z.array(objectId()),
    /** `YYYY-MM`, or `plan` for a plan document. */
    month: z.string(),
    plan: number(),
    subject: z.string().optional(),
    words: z.array(number()).optional(),
    months: number().optional(),
    isDefault: z.boolean().optional(),
    zone: z.string().optional(),
    hours: z.record(z.string(), z.unknown()).optional(),
    rules: z.record(z.string(), z.unknown()).optional(),
    services: z.record(z.string(), z.unknown()).optional(),
    people: z.record(z.string(), z.unknown()).optional(),
    resources: z.record(z.string(), z.unknown()).optional(),
    createdAt: date().optional(),
  }),
  indexes: [{ name: 'window', key: { businessId: 1, month: 1, locationIds: 1 } }],
})

const PLAN = 'plan'
const planId = (locationId: LocationId): string => `plan:${locationId}`

/** The subject's words as they stand, by month; a subject without a document in a month is wholly free there. */
export interface Window {
  plan: Plan
  busy: Busy
}

export class Busy {
  readonly #months: readonly Month[]
  readonly #words = new Map<string, readonly number[]>()
  readonly #rows = new Map<Subject, BusyRow>()

  constructor(
    months: readonly Month[],
    diaries: readonly { _id: string; words?: readonly number[] | undefined }[] = [],
  ) {
    this.#months = months
    for (const diary of diaries) if (diary.words) this.#words.set(diary._id, diary.words)
  }

  of(subject: Subject): BusyRow {
    const known = this.#rows.get(subject)
    if (known) return known
    const row = new BusyRow(this.#months, (month) => this.#words.get(diaryId(subject, month)))
    this.#rows.set(subject, row)
    return row
  }

  has(diary: string): boolean {
    return this.#words.has(diary)
  }
}

/** A claim that met a taken cell or a newer plan: whoever made it reads again and arranges anew. */
export class StaleArrangement extends Error {}

export function createDiariesStore(db: Db, inTransaction: InTransaction) {
  const diaries = collectionOf(db, diariesCollection)

  return {
    /**
     * Plan and diaries of a span of time, in one round trip; null when the location does not exist.
     * @param locationId null = the business's default location
     */
    async read(
      businessId: BusinessId,
      locationId: LocationId | null,
      from: number,
      until: number,
    ): Promise<Window | null> {
      const months = monthsOf(from, until)
      const place = locationId ? { locationIds: toObjectId(locationId) } : {}
      const documents = await diaries
        .find({ businessId: toObjectId(businessId), ...place, month: { $in: [PLAN, ...months] } })
        .batchSize(1000)
        .toArray()
      const plan = documents.find(({ _id, isDefault }) => (locationId ? _id === planId(locationId) : isDefault))
      const id = plan?.locationIds[0]
      return plan && id ? { plan: toPlan(businessId, toId(id), plan), busy: new Busy(months, documents) } : null
    },

    async openPlan(
      businessId: BusinessId,
      locationId: LocationId,
      sections: Pick<Plan, 'zone' | 'hours' | 'rules'>,
      tx: Tx,
    ): Promise<void> {
      const sibling = await diaries.findOne({ businessId: toObjectId(businessId), month: PLAN }, { session: tx })
      await diaries.insertOne(
        {
          _id: planId(locationId),
          businessId: toObjectId(businessId),
          locationIds: [toObjectId(locationId)],
          month: PLAN,
          plan: sibling?.plan ?? 1,
          isDefault: sibling === null, // every business opens with its default location
          months: 0,
          ...(sections as unknown as { zone: string; hours: Record<string, unknown>; rules: Record<string, unknown> }),
          services: {},
          people: {},
          resources: {},
        },
        { session: tx },
      )
    },

    /** Sets dotted paths (`hours`, `services.<id>` …) and raises the number on all that claims will name. */
    async changePlan(
      businessId: BusinessId,
      changes: Record<string, unknown>,
      tx: Tx,
      { locationId }: { locationId?: LocationId } = {},
    ): Promise<void> {
      const business = { businessId: toObjectId(businessId) }
      const everywhere = locationId ? {} : { $set: changes }
      await diaries.updateMany({ ...business, month: PLAN }, { $inc: { plan: 1 }, ...everywhere }, { session: tx })
      if (locationId) {
        await diaries.updateOne({ ...business, _id: planId(locationId) }, { $set: changes }, { session: tx })
      }
      const changed = await diaries.findOne({ ...business, month: PLAN }, { session: tx, projection: { plan: 1 } })
      if (!changed) throw new Error('a business without a plan document: run `bin/platform doctor --repair`')
      await diaries.updateMany({ ...business, month: { $lt: PLAN } }, { $set: { plan: changed.plan } }, { session: tx })
    },

    /**
     * Makes a month's document before the first claim in it, in a transaction of its own that collides with a change
     * of plan. Never upserted by the claim: a taken word would be answered with a duplicate key.
     * @throws StaleArrangement when the plan moved
     */
    async open({ diary, subject, month }: DiaryWords, { businessId, locationId, number }: Plan): Promise<void> {
      const business = { businessId: toObjectId(businessId) }
      try {
        await inTransaction(async (tx) => {
          const { matchedCount } = await diaries.updateOne(
            { ...business, _id: planId(locationId), plan: number },
            { $inc: { months: 1 } },
            { session: tx },
          )
          if (matchedCount !== 1) throw new StaleArrangement()
          await diaries.insertOne(
            {
              ...business,
              _id: diary,
              locationIds: [toObjectId(locationId)],
              month,
              plan: number,
              subject,
              words: emptyWords(),
            },
            { session: tx },
          )
        })
      } catch (error) {
        if (!isDuplicateKey(error)) throw error // another was faster: the document is there, which is all we want
      }
    },

    /** @param plan the number the claim was computed with; null claims whatever the plan says (an undo, an override) */
    async claim(businessId: BusinessId, { diary, words }: DiaryWords, plan: number | null, tx: Tx): Promise<void> {
      const free = Object.fromEntries(
        words.map(({ at, mask }) => [`words.${at}`, { $bitsAllClear: positionsOf(mask) }]),
      )
      const set = Object.fromEntries(words.map(({ at, mask }) => [`words.${at}`, { or: mask }]))
      const { matchedCount } = await diaries.updateOne(
        { _id: diary, businessId: toObjectId(businessId), ...(plan === null ? {} : { plan }), ...free },
        { $bit: set },
        { session: tx },
      )
      if (matchedCount !== 1) throw new StaleArrangement()
    },

    /** Clears the masks: whoever calls has taken out of them what other live claims still hold. */
    async release(businessId: BusinessId, { diary, words }: DiaryWords, tx: Tx): Promise<void> {
      const cleared = Object.fromEntries(words.map(({ at, mask }) => [`words.${at}`, { and: ~mask }]))
      await diaries.updateOne({ _id: diary, businessId: toObjectId(businessId) }, { $bit: cleared }, { session: tx })
    },

    all: (businessId: BusinessId) =>
      diaries
        .find({ businessId: toObjectId(businessId), month: { $lt: PLAN } })
        .batchSize(1000)
        .toArray(),

    rewrite: (diary: string, businessId: BusinessId, words: number[]) =>
      diaries.updateOne({ _id: diary, businessId: toObjectId(businessId) }, { $set: { words } }),
  }
}

const toPlan = (businessId: BusinessId, locationId: LocationId, document: { plan: number }): Plan => {
  const { zone, hours, rules, services, people, resources } = document as unknown as Omit<Plan, 'number'>
  return { number: document.plan, businessId, locationId, zone, hours, rules, services, people, resources }
}
