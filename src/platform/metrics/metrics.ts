// What an operator's Prometheus reads: this process, its answers by route, and how outbox and jobs stand in the
// database. Labels are route patterns and names from the code, never anything a visitor sent.

import type { Db } from 'mongodb'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { createOutboxFigures } from '#platform/events/outbox-figures.ts'
import { createJobsStore, type JobRecord } from '#platform/jobs/jobs.store.ts'

export interface Answered {
  method: string
  /** The pattern, null where no route was met. */
  route: string | null
  status: number
  seconds: number
}

/** A figure of the moment, read whenever metrics are asked for. */
export interface Figure {
  readonly name: string
  readonly help: string
  read(): Promise<number>
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export function createMetrics(db: Db, figures: readonly Figure[] = []) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Answers by route pattern and class of status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS,
    registers,
  })
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers })
  const pending = gauge('outbox_pending', 'Events that a listener has yet to hear.', ['listener'])
  const dead = gauge('outbox_dead', 'Events on the shelf: a listener failed with them too often.', ['listener'])
  const oldest = gauge('outbox_oldest_seconds', 'How long the event has waited that has waited longest.')
  const success = gauge('job_last_success_timestamp_seconds', 'When a job last ended well.', ['job'])
  const duration = gauge('job_last_duration_seconds', 'How long the last run of a job took.', ['job'])
  const failing = gauge('job_failing', '1 when the last run of a job ended badly.', ['job'])
  const others = figures.map(({ name, help, read }) => ({ own: gauge(name, help), read }))

  const up = gauge('database_up', '1 when the database has answered just now.')
  const readOutbox = createOutboxFigures(db)
  const jobs = createJobsStore(db)

  async function readDatabase(): Promise<void> {
    const [outbox, records] = await Promise.all([readOutbox(new Date()), jobs.all()])
    for (const [own, counts] of [
      [pending, outbox.pending],
      [dead, outbox.dead],
    ] as const) {
      own.reset()
      for (const [listener, count] of counts) own.set({ listener }, count)
    }
    oldest.set(outbox.oldestSeconds)
    for (const record of records) tellJob(record)
    await Promise.all(others.map(async ({ own, read }) => own.set(await read())))
  }

  function tellJob({ _id: job, last, succeededAt }: JobRecord): void {
    if (succeededAt) success.set({ job }, succeededAt.getTime() / 1000)
    if (!last) return
    duration.set({ job }, (last.finishedAt.getTime() - last.startedAt.getTime()) / 1000)
    failing.set({ job }, last.error === undefined ? 0 : 1)
  }

  return {
    contentType: registry.contentType,
    answered({ method, route, status, seconds }: Answered): void {
      requests.observe({ method, route: route ?? 'none', status: `${Math.floor(status / 100)}xx` }, seconds)
    },
    /** In Prometheus' text form; when the database is away, of the process alone. */
    async text(): Promise<string> {
      up.set(
        await readDatabase().then(
          () => 1,
          () => 0,
        ),
      )
      return registry.metrics()
    },
  }
}

export type Metrics = ReturnType<typeof createMetrics>
