import cookie from '@fastify/cookie'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import type { Locale } from '#kernel/localized-text.ts'
import type { Feed } from '#platform/events/feed.ts'
import { type LogOptions, loggerOptions } from '#platform/log/log.ts'
import { createCookies, type Sign } from './cookies.ts'
import { createErrorHandler, type ErrorPage } from './error-handler.ts'
import { securityHeaders } from './headers.ts'
import { acceptedLocale, pageLocale } from './locale.ts'
import { openApi } from './openapi.ts'
import { checkOrigin } from './origins.ts'
import type { Page } from './pages.ts'
import type { Actors } from './permit.ts'
import type { Message } from './problem.ts'
import { newRequestId } from './request-id.ts'
import type { Route } from './routes.ts'
import { serveApi } from './serve-api.ts'
import { serveLive } from './serve-live.ts'
import { type MetricsAccess, serveMetrics } from './serve-metrics.ts'
import { servePages } from './serve-pages.ts'
import { createUploads } from './uploads.ts'

/** Bytes of a request's body. */
const BODY_LIMIT = 64 * 1024
/** Bytes of the address and the headers: ten thousand Kazakh letters in a search are to be answered by a page. */
const HEADER_LIMIT = 128 * 1024
/** A photo of 15 MB at 1 Mbit/s takes so long. */
const REQUEST_WITHIN_MS = 120_000
const READY_WITHIN_MS = 1_000

export interface HttpServerOptions {
  readonly routes: readonly Route[]
  readonly pages: readonly Page[]
  readonly actors: Actors
  /** Addresses of our own pages, the public one first; see `ownOrigins`. */
  readonly origins: () => readonly string[]
  /** The public address is https. */
  readonly secure: boolean
  readonly sign: Sign
  readonly message: Message
  readonly errorPage: ErrorPage
  /** Rejects when the database does not answer. */
  readonly ready: () => Promise<unknown>
  readonly log: LogOptions
  readonly signInPath?: string
  readonly version?: string
  /** Changes as they happen; without it nobody is told. */
  readonly feed?: Feed
  /** How often it is looked whether who listens still may. */
  readonly liveBeatMs?: number
  /** Without it there is no /metrics. */
  readonly metrics?: MetricsAccess
  /** Folder of built files, each with a hash of its content in its name; served at /assets/. */
  readonly assets?: string
  /** The stylesheet that pages carry in themselves. */
  readonly inlineStyle?: string
  /** Whose X-Forwarded-For is believed, as Fastify takes it; nobody's unless said. */
  readonly trustProxy?: string | boolean
}

/** The whole server, not yet listening: `listen` it, or `inject` requests in tests. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const { routes, pages, actors, origins, secure, sign, signInPath = '/office/sign-in' } = options
  const cookies = createCookies({ sign, secure })
  const localeOf = (request: FastifyRequest): Locale =>
    isApi(request.url)
      ? acceptedLocale(request.headers['accept-language'])
      : pageLocale(request.url, cookies.locale(request), request.headers['accept-language'])
  const refuse = createErrorHandler({ ...options, signInPath, localeOf, isApi })

  const server = Fastify({
    logger: loggerOptions(options.log),
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: newRequestId,
    bodyLimit: BODY_LIMIT,
    http: { maxHeaderSize: HEADER_LIMIT },
    requestTimeout: REQUEST_WITHIN_MS,
    trustProxy: options.trustProxy ?? false,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => {
      refuse(error, request, reply)
    },
  })
  server.setErrorHandler(refuse)
  server.setNotFoundHandler((request, reply) => refuse({ statusCode: 404 }, request, reply))
  server.register(cookie)
  const headers = securityHeaders(secure, options.inlineStyle)
  server.addHook('onRequest', (request, reply, next) => {
    reply.headers(headers)
    checkOrigin(request.method, request.headers, origins)
    next()
  })
  server.addHook('onResponse', (request, reply, next) => {
    request.log.info({
      method: request.method,
      route: request.routeOptions.url ?? null, // never the URL: a private link is one
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    })
    next()
  })

  if (options.metrics) serveMetrics(server, options.metrics)
  const serving = { actors, cookies, localeOf, origins, uploads: createUploads() }
  server.register(async (api) => serveApi(api, routes, serving))
  if (options.feed) serveLive(server, options.feed, serving, options.liveBeatMs)
  server.register(async (site) => servePages(site, pages, serving))
  serveHealth(server, options.ready)
  serveDescription(server, routes, options.version ?? '0.0.0')
  if (options.assets) {
    server.register(fastifyStatic, {
      root: options.assets,
      prefix: '/assets/',
      maxAge: '365d',
      immutable: true,
      index: false,
      preCompressed: true,
    })
  }
  return server
}

const isApi = (url: string): boolean => url.startsWith('/api/') || url === '/api'

/** `/healthz`: the process is up. `/readyz`: it can do its work. */
function serveHealth(server: FastifyInstance, ready: () => Promise<unknown>): void {
  server.get('/healthz', async (_, reply) => reply.header('cache-control', 'no-store').send({ status: 'up' }))
  server.get('/readyz', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => late.reject(new Error('the database did not answer in time')), READY_WITHIN_MS)
    try {
      await Promise.race([ready(), late.promise])
      return { status: 'ready' }
    } catch (err) {
      request.log.warn({ err }, 'not ready')
      return reply.code(503).header('retry-after', '2').send({ status: 'unavailable' })
    } finally {
      clearTimeout(timer)
    }
  })
}

function serveDescription(server: FastifyInstance, routes: readonly Route[], version: string): void {
  let description: string | undefined
  server.get('/api/openapi.json', async (_, reply) => {
    description ??= JSON.stringify(openApi(routes, version))
    return reply.type('application/json').header('cache-control', 'public, max-age=300').send(description)
  })
}
