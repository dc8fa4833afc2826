// Invariant: a cell is set in at most one claim's name, unless an override says so. The filter of `claim` is the guard:
// no read before it can be trusted, and no upsert is allowed there (a taken word would answer with a duplicate key).
// Invariant: whoever takes time over others, or frees some that others may still keep, writes the diary even where no bit
// changes (`deeds`). Such a write would be none, so that two who do not see each other's claims yet would not collide.
// Invariant: every plan and diary document of a business carries the same `plan` number, so that a change of hours,
// skills or services cannot race with a booking that was computed before it.

import type { Db, Document, UpdateFilter } from 'mongodb'
import { z } from 'zod'
import type { BusinessId, HoldId, LocationId } from '#kernel/ids.ts'
import { type Minute, toDate } from '#kernel/time.ts'
import {
  collectionOf,
  type DocumentOf,
  date,
  defineCollection,
  isDuplicateKey,
  number,
  objectId,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import { type DiaryWords, emptyWords, monthsOf, positionsOf } from './bitmap.ts'
import { Busy } from './busy.ts'
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
    /** How often time was taken over others or freed. */
    deeds: number().optional(),
    holds: z.array(z.object({ id: z.string(), from: date(), until: date(), expiresAt: date() })).optional(),
    months: number().optional(),
    isDefault: z.boolean().optional(),
    zone: z.string().optional(),
    hours: z.record(z.string(), z.unknown()).optional(),
    servedDistricts: z.array(z.string()).optional(),
    rules: z.record(z.string(), z.unknown()).optional(),
    services: z.record(z.string(), z.unknown()).optional(),
    people: z.record(z.string(), z.unknown()).optional(),
    resources: z.record(z.string(), z.unknown()).optional(),
    createdAt: date().optional(),
  }),
  indexes: [{ name: 'window', key: { businessId: 1, month: 1, locationIds: 1 } }],
})

type DiaryDocument = DocumentOf<typeof diariesCollection>

const PLAN = 'plan'

/** Plans kept in memory. */
const KNOWN_PLANS = 2000
const planId = (locationId: LocationId): string => `plan:${locationId}`

/** Plan and diaries of a span of time, as one find returned them. */
export interface Window {
  plan: Plan
  busy: Busy
}

/** What a claim is made with beside its words. */
export interface ClaimTerms {
  /** The plan number it was computed with; null claims whatever the plan says (an undo). */
  plan: number | null
  /** An override: the time is taken though others have it. */
  over?: boolean
  /** The claim is kept for somebody until then. */
  hold?: { id: HoldId; expiresAt: Date } | undefined
}

/** A claim that met a taken cell or a newer plan: whoever made it reads again and arranges anew. */
export class StaleArrangement extends Error {}

export function createDiariesStore(db: Db, inTransaction: InTransaction) {
  const diaries = collectionOf(db, diariesCollection)
  const known = new Map<string, Plan>()

  // A plan's number is raised by each change of it, so a plan of the same number is the same plan. Whoever compiles it
  // for the engine may do so once.
  const planOf = (businessId: BusinessId, locationId: LocationId, document: { _id: string; plan: number }): Plan => {
    const before = known.get(document._id)
    if (before?.number === document.plan) return before
    const plan = toPlan(businessId, locationId, document)
    if (known.size >= KNOWN_PLANS) known.clear()
    known.set(document._id, plan)
    return plan
  }

  return {
    /**
     * Plan and diaries of a span of time, in one round trip; null when the location does not exist.
     * @param locationId null = the business's default location
     * @param now holds that have expired by then no longer count
     */
    async read(
      businessId: BusinessId,
      locationId: LocationId | null,
      from: Minute,
      until: Minute,
      now: Minute,
    ): Promise<Window | null> {
      const months = monthsOf(from, until)
      const place = locationId ? { locationIds: toObjectId(locationId) } : {}
      const documents = await diaries
        .find({ businessId: toObjectId(businessId), ...place, month: { $in: [PLAN, ...months] } })
        .batchSize(1000)
        .toArray()
      const plan = documents.find(({ _id, isDefault }) => (locationId ? _id === planId(locationId) : isDefault))
      const id = plan?.locationIds[0]
      return plan && id ? { plan: planOf(businessId, toId(id), plan), busy: new Busy(months, documents, now) } : null
    },

    /** The plan alone, without diaries. @param locationId null = the business's default location */
    async plan(businessId: BusinessId, locationId: LocationId | null): Promise<Plan | null> {
      const place = locationId ? { _id: planId(locationId) } : { isDefault: true }
      const found = await diaries.findOne({ businessId: toObjectId(businessId), month: PLAN, ...place })
      const id = found?.locationIds[0]
      return found && id ? planOf(businessId, toId(id), found) : null
    },

    /** The plan document as it stands, whatever is known of it: what the doctor judges. */
    async planAt(businessId: BusinessId, locationId: LocationId): Promise<Plan | null> {
      const found = await diaries.findOne({ businessId: toObjectId(businessId), _id: planId(locationId) })
      return found && toPlan(businessId, locationId, found)
    },

    async openPlan(
      businessId: BusinessId,
      locationId: LocationId,
      sections: Pick<Plan, 'zone' | 'hours' | 'servedDistricts' | 'rules'>,
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

    /** @throws StaleArrangement when a cell is taken or the plan moved */
    async claim(
      businessId: BusinessId,
      { diary, words, from, until }: DiaryWords,
      { plan, over, hold }: ClaimTerms,
      tx: Tx,
    ): Promise<void> {
      const free = Object.fromEntries(
        over ? [] : words.map(({ at, mask }) => [`words.${at}`, { $bitsAllClear: positionsOf(mask) }]),
      )
      const set = Object.fromEntries(words.map(({ at, mask }) => [`words.${at}`, { or: mask }]))
      const { matchedCount } = await diaries.updateOne(
        { _id: diary, businessId: toObjectId(businessId), ...(plan === null ? {} : { plan }), ...free },
        change({
          $bit: set,
          ...(over ? { $inc: { deeds: 1 } } : {}),
          ...(hold
            ? { $push: { holds: { id: hold.id, expiresAt: hold.expiresAt, from: toDate(from), until: toDate(until) } } }
            : {}),
        }),
        { session: tx },
      )
      if (matchedCount !== 1) throw new StaleArrangement()
    },

    /**
     * Clears the masks: whoever calls has taken out of them what other live claims still hold.
     * @param hold whose claim it was, if a hold's
     */
    async release(businessId: BusinessId, { diary, words }: DiaryWords, hold: HoldId | null, tx: Tx): Promise<void> {
      const cleared = Object.fromEntries(words.map(({ at, mask }) => [`words.${at}`, { and: ~mask }]))
      await diaries.updateOne(
        { _id: diary, businessId: toObjectId(businessId) },
        change({ $bit: cleared, $inc: { deeds: 1 }, ...(hold ? { $pull: { holds: { id: hold } } } : {}) }),
        { session: tx },
      )
    },

    /** The hold's cells become a visit's: the bits stay. @throws StaleArrangement when the hold is gone or the plan moved */
    async keep(
      businessId: BusinessId,
      { diary }: DiaryWords,
      { plan, hold }: { plan: number; hold: HoldId },
      tx: Tx,
    ): Promise<void> {
      const { matchedCount } = await diaries.updateOne(
        { _id: diary, businessId: toObjectId(businessId), plan, 'holds.id': hold },
        change({ $pull: { holds: { id: hold } } }),
        { session: tx },
      )
      if (matchedCount !== 1) throw new StaleArrangement()
    },

    /** All of the hold's entries: two services of one person are two of them in one diary. */
    async prolong(businessId: BusinessId, { diary }: DiaryWords, hold: HoldId, expiresAt: Date, tx: Tx): Promise<void> {
      await diaries.updateOne(
        { _id: diary, businessId: toObjectId(businessId) },
        { $set: { 'holds.$[own].expiresAt': expiresAt } },
        { session: tx, arrayFilters: [{ 'own.id': hold }] },
      )
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

/** The driver's types know no operators inside a list that may be absent. */
const change = (update: Record<string, unknown>) => update as UpdateFilter<DiaryDocument & Document>

const toPlan = (businessId: BusinessId, locationId: LocationId, document: { plan: number }): Plan => {
  const { servedDistricts = [], ...sections } = document as unknown as Omit<Plan, 'number'>
  const { zone, hours, rules, services, people, resources } = sections
  const number = document.plan
  return { number, businessId, locationId, zone, hours, servedDistricts, rules, services, people, resources }
}
