// One of W11's three servers in a process of its own: `w11-server.ts ours|bare|express HEADERS`. It says its port on a
// line. HEADERS are those of our answer as JSON: all three send the same.

import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { endpoint } from '#platform/http/contract.ts'
import { createSign } from '#platform/http/cookies.ts'
import { routes } from '#platform/http/routes.ts'
import { createHttpServer } from '#platform/http/server.ts'
import { EXPECTED, shapes, tell } from './w11-task.ts'

const { Params, Query, Body, Told } = shapes
const [which = '', given = '{}'] = process.argv.slice(2)
const headers = JSON.parse(given) as Record<string, string>

/** As the product composes it: contract, actors, headers and limits; none of the three writes a log. */
async function ours(): Promise<number> {
  const contract = {
    order: endpoint({
      ...{ method: 'POST', path: '/api/businesses/:businessId/orders', summary: 'An order', may: 'anyone' },
      ...{ idempotent: 'by nature', params: Params, query: Query, body: Body, returns: { 200: Told } },
    }),
  }
  const server = createHttpServer({
    routes: routes(contract, { order: ({ params, query, body }) => tell(params, query, body) }),
    ...{ pages: [], origins: () => ['http://localhost'], secure: true, sign: createSign('x'.repeat(32)) },
    actors: { whoIs: async () => null, rightIn: async () => null },
    ...{ message: (code) => code, errorPage: () => '', ready: async () => undefined, log: { level: 'silent' } },
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  return (server.server.address() as AddressInfo).port
}

/** Takes the bytes and sends the bytes. */
const bare: RequestListener = (request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    Buffer.concat(chunks)
    response.writeHead(200, headers).end(EXPECTED)
  })
}

/** Express with the same shapes, the same limit and the same headers. */
function byExpress(): RequestListener {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(express.json({ limit: '64kb' }))
  app.use((_, response, next) => {
    response.set(headers)
    next()
  })
  app.post('/api/businesses/:businessId/orders', (request, response) => {
    const told = tell(Params.parse(request.params), Query.parse(request.query), Body.parse(request.body))
    response.json(Told.parse(told))
  })
  return app
}

async function listening(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return (server.address() as AddressInfo).port
}

const port = which === 'ours' ? await ours() : await listening(which === 'bare' ? bare : byExpress())
process.stderr.write(`port ${port}\n`)
