import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Metrics } from '#platform/metrics/metrics.ts'

export interface MetricsAccess {
  readonly metrics: Metrics
  /** Whoever bears it may read. An address proves nothing: behind a proxy everybody comes from this machine. */
  readonly token: string
}

/** `GET /metrics` for Prometheus, and the time of each answer to be read there. */
export function serveMetrics(server: FastifyInstance, { metrics, token }: MetricsAccess): void {
  const expected = hashOf(`Bearer ${token}`)
  server.addHook('onResponse', async (request, reply) => {
    const { method } = request
    const route = request.routeOptions.url ?? null
    metrics.answered({ method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 })
  })
  server.get('/metrics', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    if (!timingSafeEqual(hashOf(request.headers.authorization ?? ''), expected)) {
      return reply.code(401).header('www-authenticate', 'Bearer').send()
    }
    return reply.type(metrics.contentType).send(await metrics.text())
  })
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()
