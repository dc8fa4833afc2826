import { describe, expect, it } from 'vitest'
import { migrate } from '#platform/mongo/migrate.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import type { Job } from './job.ts'
import { createJobsStore, jobsCollection } from './jobs.store.ts'
import { createJobRunner } from './run-jobs.ts'

const { db } = await testDatabase()
await migrate(db, [jobsCollection])

const NOW = new Date('2026-11-23T03:00:00Z')
const on = new AbortController().signal

function handClock() {
  let now = NOW.getTime()
  return {
    now: () => new Date(now),
    pass: (ms: number) => {
      now += ms
    },
  }
}

let count = 0
/** A job such as a module would give: here it sweeps nothing and counts its rounds. */
function counting(work: (signal: AbortSignal) => Promise<void> = async () => undefined) {
  const rounds = { begun: 0, ended: 0 }
  count += 1
  const job: Job = {
    name: `sweep-${count}`,
    everyMs: 60_000,
    async run(signal) {
      rounds.begun += 1
      await work(signal)
      rounds.ended += 1
    },
  }
  return { job, rounds }
}

const record = async (job: Job) => (await createJobsStore(db).all()).find(({ _id }) => _id === job.name)

describe('a job', () => {
  it('comes round at its time, whichever worker asks', async () => {
    const { job, rounds } = counting()
    const clock = handClock()
    const [one, other] = [1, 2].map(() => createJobRunner(job, { db, clock, log: () => undefined }))
    await one?.enter()
    expect([await one?.runIfDue(on), await other?.runIfDue(on), await one?.runIfDue(on)]).toEqual([true, false, false])
    clock.pass(60_000)
    expect([await other?.runIfDue(on), await one?.runIfDue(on)]).toEqual([true, false])
    expect(rounds.ended).toBe(2)
  })

  it('is run by one of twenty workers that ask at once', async () => {
    const { job, rounds } = counting()
    const runners = Array.from({ length: 20 }, () => createJobRunner(job, { db, log: () => undefined }))
    await Promise.all(runners.map(({ enter }) => enter()))
    const ran = await Promise.all(runners.map(({ runIfDue }) => runIfDue(on)))
    expect(ran.filter(Boolean)).toHaveLength(1)
    expect(rounds.begun).toBe(1)
  })

  it('is taken over from a worker that died at it, when his lease is over and no sooner', async () => {
    const { job, rounds } = counting()
    const clock = handClock()
    const store = createJobsStore(db)
    await store.enter(job)
    const dead = await store.take(job, clock.now(), new Date(NOW.getTime() + 15_000))
    const { runIfDue } = createJobRunner(job, { db, clock, log: () => undefined })
    clock.pass(14_999)
    expect(await runIfDue(on)).toBe(false)
    clock.pass(1)
    expect(await runIfDue(on)).toBe(true)
    expect(rounds.ended).toBe(1)
    expect(await store.prolong(job, dead ?? '', NOW)).toBe(false)
  })

  it('leaves word of its last run, of its failure too, and comes round again', async () => {
    let broken = false
    const { job } = counting(async () => {
      if (broken) throw new Error('no such table')
    })
    const clock = handClock()
    const lines: string[] = []
    const { enter, runIfDue } = createJobRunner(job, { db, clock, log: (line) => lines.push(line) })
    await enter()
    await runIfDue(on)
    expect(await record(job)).toMatchObject({ succeededAt: NOW, last: { startedAt: NOW, finishedAt: NOW } })
    broken = true
    clock.pass(60_000)
    await runIfDue(on)
    expect(await record(job)).toMatchObject({ succeededAt: NOW, last: { error: 'no such table' } })
    expect(lines).toEqual([`job ${job.name}: no such table`])
    clock.pass(60_000)
    expect(await runIfDue(on)).toBe(true)
  })

  it('is begun anew at once by another worker when the one that stops breaks it off', async () => {
    const stop = new AbortController()
    const { job, rounds } = counting(async (signal) => {
      stop.abort()
      signal.throwIfAborted()
    })
    const { enter, runIfDue } = createJobRunner(job, { db, clock: handClock(), log: () => undefined })
    await enter()
    await runIfDue(stop.signal)
    expect(await record(job)).not.toHaveProperty('last')
    await runIfDue(on)
    expect(rounds).toEqual({ begun: 2, ended: 1 })
  })

  it('is told to stop when another has taken it over', async () => {
    const stopped = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const { job } = counting(async (signal) => {
      signal.addEventListener('abort', () => stopped.resolve())
      begun.resolve()
      await stopped.promise
    })
    const { enter, runIfDue } = createJobRunner(job, { db, leaseMs: 30, log: () => undefined })
    await enter()
    const run = runIfDue(on)
    await begun.promise
    await db.collection<{ _id: string }>('jobs').updateOne({ _id: job.name }, { $set: { holder: 'another' } })
    await run
    expect(await record(job)).toMatchObject({ holder: 'another' })
  })
})
