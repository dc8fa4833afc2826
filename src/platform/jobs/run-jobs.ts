import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from 'mongodb'
import { type Clock, systemClock } from '#kernel/clock.ts'
import type { Job } from './job.ts'
import { createJobsStore } from './jobs.store.ts'

export interface JobDeps {
  db: Db
  log: (line: string) => void
  clock?: Clock
  leaseMs?: number
}

/** A worker asks at least so often whether somebody's lease is over. */
const LOOK_AGAIN_MS = 5_000
const LEAST_REST_MS = 50
const MAX_ERROR_LENGTH = 300

export function createJobRunner(job: Job, { db, log, clock = systemClock, leaseMs = 15_000 }: JobDeps) {
  const store = createJobsStore(db)
  const later = (ms: number) => new Date(clock.now().getTime() + ms)

  /** Runs the job if it is due and free; tells whether it ran. */
  async function runIfDue(signal: AbortSignal): Promise<boolean> {
    const startedAt = clock.now()
    const holder = await store.take(job, startedAt, later(leaseMs))
    if (!holder) return false
    const lost = new AbortController()
    const heart = setInterval(() => {
      store.prolong(job, holder, later(leaseMs)).then(
        (isOurs) => isOurs || lost.abort(new Error('another worker has taken the job over')),
        () => undefined, // asked again soon; if the lease runs out meanwhile, the answer is no
      )
    }, leaseMs / 3)
    let error: string | undefined
    try {
      await job.run(AbortSignal.any([signal, lost.signal]))
    } catch (thrown) {
      error = (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, MAX_ERROR_LENGTH)
      if (!signal.aborted) log(`job ${job.name}: ${error}`)
    }
    clearInterval(heart)
    if (signal.aborted && error !== undefined) await store.giveBack(job, holder)
    else await store.finish(job, holder, { startedAt, finishedAt: clock.now(), ...(error !== undefined && { error }) })
    return true
  }

  async function restUntilNext(signal: AbortSignal): Promise<void> {
    const wait = (await store.next(job)).getTime() - clock.now().getTime()
    await rest(Math.min(LOOK_AGAIN_MS, Math.max(LEAST_REST_MS, wait)), signal)
  }

  return {
    runIfDue,
    enter: () => store.enter(job),
    async run(signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        try {
          await store.enter(job)
          while (!signal.aborted) if (!(await runIfDue(signal))) await restUntilNext(signal)
        } catch (error) {
          log(`job ${job.name}: ${error instanceof Error ? error.message : String(error)}`)
          await rest(LOOK_AGAIN_MS, signal)
        }
      }
    },
  }
}

const rest = (ms: number, signal: AbortSignal): Promise<void> => pause(ms, undefined, { signal }).catch(() => undefined)
