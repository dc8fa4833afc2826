import { isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { Locale } from '#kernel/localized-text.ts'
import type { Actor } from './contract.ts'
import type { Cookies } from './cookies.ts'
import { type Actors, identify } from './permit.ts'
import type { Asking } from './routes.ts'
import type { Uploads } from './uploads.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
  }
}

/** What both kinds of endpoints need to serve a request. */
export interface Serving {
  readonly actors: Actors
  readonly cookies: Cookies
  readonly localeOf: (request: FastifyRequest) => Locale
  readonly origins: () => readonly string[]
  readonly uploads: Uploads
}

export const asking = ({ cookies, localeOf, origins }: Serving, request: FastifyRequest): Asking => ({
  locale: localeOf(request),
  session: cookies.session(request),
  tablet: cookies.tablet(request),
  network: networkOf(request.ip),
  agent: request.headers['user-agent'] ?? '',
  origin: originOf(request, origins()),
})

/** Who stands behind a request. */
export const whoAsks = ({ actors, cookies }: Serving, request: FastifyRequest): Promise<Actor> =>
  identify(
    actors,
    { session: cookies.session(request), tablet: cookies.tablet(request), device: cookies.device(request) },
    networkOf(request.ip),
  )

/** One household or one attacker owns a whole /64 of IPv6 addresses. */
function networkOf(ip: string): string {
  if (!ip.includes(':') || !isIPv6(ip)) return ip // the pattern of IPv6 is the longest there is
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped) return mapped
  const [head = '', tail] = ip.split('%', 1)[0]?.split('::') ?? []
  const start = head ? head.split(':') : []
  const end = tail ? tail.split(':') : []
  const gap = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - start.length - end.length) }, () => '0')
  const groups = [...start, ...gap, ...end].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  return `${groups.join(':')}::/64`
}

// The Host header is the asker's word, so it only chooses among our own addresses.
const originOf = (request: FastifyRequest, origins: readonly string[]): string => {
  const asked = `${request.protocol}://${request.host}`.toLowerCase()
  return origins.find((origin) => origin === asked) ?? origins[0] ?? asked
}
