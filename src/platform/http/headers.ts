import { createHash } from 'node:crypto'
import type { FastifyHelmetOptions } from '@fastify/helmet'

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/**
 * Only this platform's own files run, and nothing inline but the stylesheet that is named by its hash. `same-origin` keeps private links out of other sites' logs;
 * `no-referrer` would too, but then browsers send `Origin: null` with forms. On plain http there is no word of https:
 * a phone in the local network could not open the page any more.
 */
export const securityHeaders = (secure: boolean, inlineStyle?: string): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", ...(inlineStyle ? [hashOf(inlineStyle)] : [])],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      ...(secure && { upgradeInsecureRequests: [] }),
    },
  },
  referrerPolicy: { policy: 'same-origin' },
  frameguard: { action: 'deny' },
  hsts: secure && { maxAge: 180 * 24 * 3600, includeSubDomains: false },
  // Browsers ignore these two on plain http and complain about them.
  crossOriginOpenerPolicy: secure,
  originAgentCluster: secure,
})
