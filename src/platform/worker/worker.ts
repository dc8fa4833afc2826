// The second role of the process: hears the outbox and runs the jobs. Any number of workers, each knowing nothing of
// the others but what leases in the database tell.

import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from 'mongodb'
import { createBell } from '#platform/events/bell.ts'
import { createDrain, type Patience } from '#platform/events/drain.ts'
import type { Listener } from '#platform/events/listener.ts'
import { ringAtNewEvents } from '#platform/events/wake.ts'
import type { Job } from '#platform/jobs/job.ts'
import { createJobRunner } from '#platform/jobs/run-jobs.ts'

export interface WorkerOptions {
  db: Db
  listeners: readonly Listener[]
  jobs: readonly Job[]
  log: (line: string) => void
  patience?: Partial<Patience>
}

export interface RunningWorker {
  /** Takes nothing more, lets what is in work end, within seconds. */
  close(): Promise<void>
}

const LAST_MS = 4_000

export function runWorker({ db, listeners, jobs, log, patience = {} }: WorkerOptions): RunningWorker {
  const stop = new AbortController()
  const bell = createBell()
  stop.signal.addEventListener('abort', () => bell.ring())
  const work = Promise.all([
    ...(listeners.length > 0 ? [ringAtNewEvents(db, bell, stop.signal)] : []),
    ...listeners.map((listener) => createDrain(listener, { db, log, patience }).run(stop.signal, bell)),
    ...jobs.map((job) => createJobRunner(job, { db, log }).run(stop.signal)),
  ])
  return {
    async close() {
      stop.abort(new Error('the worker stops'))
      await Promise.race([work, pause(LAST_MS, undefined, { ref: false })])
    },
  }
}
