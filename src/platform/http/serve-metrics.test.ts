import Fastify from 'fastify'
import { ObjectId } from 'mongodb'
import { afterAll, describe, expect, it } from 'vitest'
import { jobsCollection } from '#platform/jobs/jobs.store.ts'
import { createMetrics } from '#platform/metrics/metrics.ts'
import { migrate } from '#platform/mongo/migrate.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { eventsCollection } from '../events/events.store.ts'
import { serveMetrics } from './serve-metrics.ts'

const TOKEN = 'a token long enough'
const { db } = await testDatabase()
await migrate(db, [eventsCollection, jobsCollection])

const server = Fastify()
serveMetrics(server, { metrics: createMetrics(db), token: TOKEN })
server.get('/v/:token', async () => 'the visit')
afterAll(() => server.close())

const ask = (authorization?: string) =>
  server.inject({ url: '/metrics', ...(authorization && { headers: { authorization } }) })

describe('/metrics', () => {
  it.each([undefined, TOKEN, `Bearer ${TOKEN}x`, `Basic ${TOKEN}`, 'Bearer '])('is shut to %s', async (given) => {
    const { statusCode, body } = await ask(given)
    expect([statusCode, body]).toEqual([401, ''])
  })

  it('tells answers by pattern, never by address', async () => {
    await server.inject('/v/a-private-link')
    await server.inject('/nowhere/at-all')
    const { statusCode, body } = await ask(`Bearer ${TOKEN}`)
    expect(statusCode).toBe(200)
    expect(body).toContain('http_request_duration_seconds_count{method="GET",route="/v/:token",status="2xx"} 1')
    expect(body).toContain('http_request_duration_seconds_count{method="GET",route="none",status="4xx"} 1')
    expect(body).not.toMatch(/a-private-link|at-all/)
    expect(body).toMatch(/nodejs_eventloop_lag_p99_seconds \d/)
  })

  it('tells how outbox and jobs stand, and forgets who waits no more', async () => {
    const at = new Date()
    const event = {
      businessId: new ObjectId(),
      type: 'thing.changed',
      subject: { kind: 'thing', id: new ObjectId() },
      version: 1,
      actor: 'platform',
      createdAt: at,
    }
    const shelf = [{ listener: 'mail', error: 'no', at }]
    await db.collection('events').insertMany([
      { ...event, pending: ['listings', 'mail'] },
      { ...event, pending: ['listings'], dead: shelf },
    ])
    const finished = { startedAt: new Date(at.getTime() - 1500), finishedAt: at }
    await db
      .collection<{ _id: string }>('jobs')
      .insertOne({ _id: 'sweep', until: at, dueAt: at, last: finished, succeededAt: at } as { _id: string })
    const { body } = await ask(`Bearer ${TOKEN}`)
    for (const line of [
      'outbox_pending{listener="listings"} 2',
      'outbox_pending{listener="mail"} 1',
      'outbox_dead{listener="mail"} 1',
      'job_last_duration_seconds{job="sweep"} 1.5',
      'job_failing{job="sweep"} 0',
      'database_up 1',
    ])
      expect(body.split('\n')).toContain(line)
    await db.collection('events').deleteMany({})
    expect((await ask(`Bearer ${TOKEN}`)).body).not.toContain('outbox_pending{')
  })
})
