// Invariant: a request that may change something comes from a page of this platform, or from no browser at all.
// Together with SameSite=Lax cookies this is what stops another site from acting in a visitor's name.

import type { IncomingHttpHeaders } from 'node:http'
import { networkInterfaces } from 'node:os'
import { forbidden } from '#kernel/errors.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** @throws forbidden `origin_not_allowed` */
export function checkOrigin(method: string, headers: IncomingHttpHeaders, origins: () => readonly string[]): void {
  if (SAFE.has(method)) return
  const { origin } = headers
  const site = headers['sec-fetch-site']
  const allowed =
    origin === undefined
      ? site === undefined || site === 'same-origin' || site === 'none'
      : origins().includes(origin.toLowerCase())
  if (!allowed) throw forbidden('origin_not_allowed')
}

/**
 * Where a browser may find this server: its public address, this machine, and in the local network each of the
 * machine's own addresses when it listens on all of them. Read anew each time, since networks come and go.
 */
export function ownOrigins({ url, host, port }: { url: string | null; host: string; port: number }): string[] {
  const hosts = new Set(['localhost', '127.0.0.1', '[::1]'])
  if (host === '0.0.0.0' || host === '::') for (const address of ownAddresses()) hosts.add(address)
  else hosts.add(host.includes(':') ? `[${host}]` : host.toLowerCase())
  const here = [...hosts].map((name) => new URL(`http://${name}:${port}`).origin)
  return url ? [new URL(url).origin, ...here] : here
}

/** Hosts under which others in the local network reach this machine; IPv6 ones in brackets. */
export const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, scopeid }) => !internal && !scopeid) // a link-local address needs a zone, which no URL may carry
    .map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address))
