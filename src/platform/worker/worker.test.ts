import { ObjectId } from 'mongodb'
import { expect, it, vi } from 'vitest'
import { createEvents, eventsCollection } from '#platform/events/events.store.ts'
import type { Listener } from '#platform/events/listener.ts'
import { createOutboxChecks, createOutboxFigures } from '#platform/events/outbox-figures.ts'
import type { Job } from '#platform/jobs/job.ts'
import { jobsCollection } from '#platform/jobs/jobs.store.ts'
import { toId } from '#platform/mongo/collection.ts'
import { migrate } from '#platform/mongo/migrate.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { runWorker } from './worker.ts'

const { db, inTransaction } = await testDatabase()
await migrate(db, [eventsCollection, jobsCollection])

const write = (listeners: Listener[]) =>
  inTransaction((tx) =>
    createEvents(db, () => listeners).append(
      {
        businessId: toId(new ObjectId()),
        type: 'thing.changed',
        subject: { kind: 'thing', id: String(new ObjectId()) },
        version: 1,
        actor: 'platform',
        at: new Date('2026-01-01T00:00:00Z'),
      },
      tx,
    ),
  )

it('hears what is written while it runs, runs the jobs, and stops within seconds though one hangs', async () => {
  const heard = Promise.withResolvers<void>()
  const listener: Listener = { name: 'ear', hears: () => true, handle: async () => heard.resolve() }
  const hanging = Promise.withResolvers<void>()
  const deaf: Listener = {
    name: 'deaf',
    hears: () => true,
    handle: () => {
      hanging.resolve()
      return new Promise(() => undefined)
    },
  }
  const ran = Promise.withResolvers<void>()
  const job: Job = { name: 'round', everyMs: 60_000, run: async () => ran.resolve() }
  const worker = runWorker({ db, listeners: [listener, deaf], jobs: [job], log: () => undefined })
  await write([listener, deaf])
  await Promise.all([heard.promise, hanging.promise, ran.promise])
  const began = performance.now()
  await worker.close()
  expect(performance.now() - began).toBeLessThan(5_000)
  await vi.waitFor(async () => expect(await db.collection('events').countDocuments({ pending: 'ear' })).toBe(0))
  expect(await db.collection('events').countDocuments({ pending: 'deaf' })).toBe(1)
  await db.collection('events').deleteMany({})
})

it('is told of by figures and by the doctor: what waits too long, and what lies on the shelf', async () => {
  const listener: Listener = { name: 'ear', hears: () => true, handle: async () => undefined }
  await write([listener])
  await write([listener])
  const [first] = await db.collection('events').find().sort({ _id: 1 }).toArray()
  const check = (now: Date) => createOutboxChecks(db, () => now)[0]
  const soon = new Date(Date.now() + 60_000)
  expect(await check(soon)?.run({ repair: false })).toEqual([])
  const shelf = { pending: [], dead: [{ listener: 'ear', error: 'Error: no', at: soon }] }
  await db.collection('events').updateOne({ _id: first?._id }, { $set: shelf })

  const figures = await createOutboxFigures(db)(soon)
  expect([...figures.pending, ...figures.dead]).toEqual([
    ['ear', 1],
    ['ear', 1],
  ])
  expect(figures.oldestSeconds).toBeGreaterThan(50)
  expect(await check(soon)?.run({ repair: false })).toMatchObject([{ code: 'event_shelved', repaired: false }])
  const late = new Date(Date.now() + 2 * 3_600_000)
  expect(await check(late)?.run({ repair: false })).toMatchObject([{ code: 'event_shelved' }, { code: 'event_waits' }])

  expect(await check(soon)?.run({ repair: true })).toMatchObject([{ code: 'event_shelved', repaired: true }])
  expect(await check(soon)?.run({ repair: true })).toEqual([])
  expect(await db.collection('events').countDocuments({ pending: 'ear' })).toBe(2)
})
