import type { FastifyHelmetOptions } from '@fastify/helmet'

/**
 * Only this platform's own files run, and nothing inline. `same-origin` keeps private links out of other sites' logs;
 * `no-referrer` would too, but then browsers send `Origin: null` with forms. On plain http there is no word of https:
 * a phone in the local network could not open the page any more.
 */
export const securityHeaders = (secure: boolean): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
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
