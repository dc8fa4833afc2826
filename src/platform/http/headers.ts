import { createHash } from 'node:crypto'

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/**
 * Only this platform's own files run, and nothing inline but the stylesheet that is named by its hash. `same-origin`
 * keeps private links out of other sites' logs; `no-referrer` would too, but then browsers send `Origin: null` with
 * forms. On plain http there is no word of https: a phone in the local network could not open the page any more.
 * They never change while a server runs, so they are a table and not worked out again for each answer.
 */
export const securityHeaders = (secure: boolean, inlineStyle?: string): Readonly<Record<string, string>> => ({
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self'${inlineStyle ? ` ${hashOf(inlineStyle)}` : ''}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join(';'),
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
  ...(secure && {
    'strict-transport-security': `max-age=${180 * 24 * 3600}`,
    // Browsers ignore these two on plain http and complain about them.
    'cross-origin-opener-policy': 'same-origin',
    'origin-agent-cluster': '?1',
  }),
})
