// Invariant: a job is run by one worker at a time. Its record is its lease: held by whoever runs it, prolonged while he
// lives, and free by itself when he dies.

import { randomUUID } from 'node:crypto'
import type { Db } from 'mongodb'
import { z } from 'zod'
import { collectionOf, type DocumentOf, date, defineCollection, isDuplicateKey } from '#platform/mongo/collection.ts'
import type { Job } from './job.ts'

export const jobsCollection = defineCollection({
  name: 'jobs',
  shape: z.object({
    _id: z.string(),
    holder: z.string().optional(),
    /** Nobody else runs it before. */
    until: date(),
    /** When it comes round next. */
    dueAt: date(),
    last: z.object({ startedAt: date(), finishedAt: date(), error: z.string().optional() }).optional(),
    succeededAt: date().optional(),
  }),
  indexes: [],
})

export type JobRecord = DocumentOf<typeof jobsCollection>

const NEVER = new Date(0)

export function createJobsStore(db: Db) {
  const jobs = collectionOf(db, jobsCollection)
  return {
    /** Makes the record of a job that nobody has run yet. */
    async enter({ name }: Job): Promise<void> {
      try {
        await jobs.updateOne({ _id: name }, { $setOnInsert: { until: NEVER, dueAt: NEVER } }, { upsert: true })
      } catch (error) {
        if (!isDuplicateKey(error)) throw error // another worker entered it at the same moment
      }
    },

    /** @returns the holder's word for this run; null when the job is not due or somebody is at it */
    async take({ name, everyMs }: Job, now: Date, until: Date): Promise<string | null> {
      const holder = randomUUID()
      const { matchedCount } = await jobs.updateOne(
        // A holder whose lease is over has died at it: that run is due whatever the hour.
        { _id: name, until: { $lte: now }, $or: [{ dueAt: { $lte: now } }, { holder: { $exists: true } }] },
        { $set: { holder, until, dueAt: new Date(now.getTime() + everyMs) } },
      )
      return matchedCount === 1 ? holder : null
    },

    /** @returns whether the run still is ours */
    async prolong({ name }: Job, holder: string, until: Date): Promise<boolean> {
      const { matchedCount } = await jobs.updateOne({ _id: name, holder }, { $set: { until } })
      return matchedCount === 1
    },

    async finish({ name }: Job, holder: string, last: NonNullable<JobRecord['last']>): Promise<void> {
      await jobs.updateOne(
        { _id: name, holder },
        {
          $set: { until: NEVER, last, ...(last.error === undefined && { succeededAt: last.finishedAt }) },
          $unset: { holder: '' },
        },
      )
    },

    /** A run that was broken off: whoever asks next begins it anew. */
    async giveBack({ name }: Job, holder: string): Promise<void> {
      await jobs.updateOne({ _id: name, holder }, { $set: { until: NEVER, dueAt: NEVER }, $unset: { holder: '' } })
    },

    /** When somebody may run it next, as things stand. */
    async next({ name }: Job): Promise<Date> {
      const { holder, dueAt = NEVER, until = NEVER } = (await jobs.findOne({ _id: name })) ?? {}
      return holder ? until : dueAt
    },

    all: (): Promise<JobRecord[]> => jobs.find().sort({ _id: 1 }).toArray(),
  }
}
