// Cookies: the session, the guest's device, the shared tablet, the chosen language. `__Host-` and Secure where the platform is reached over
// https. Over plain http browsers drop such cookies, Safari even on localhost, so there they are bare.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Locale } from '#kernel/localized-text.ts'

/** HMAC-SHA256 of a text with the platform's secret, base64url. */
export type Sign = (text: string) => string

export const createSign =
  (secret: string): Sign =>
  (text) =>
    createHmac('sha256', secret).update(text).digest('base64url')

const DAY_S = 24 * 3600
const AGE_S = { session: 90 * DAY_S, device: 365 * DAY_S, tablet: 365 * DAY_S, locale: 365 * DAY_S } as const
type Name = keyof typeof AGE_S

export function createCookies({ sign, secure }: { sign: Sign; secure: boolean }) {
  const nameOf = (name: Name) => (secure ? `__Host-${name}` : name)
  // None are read yet when the address itself could not be.
  const read = (request: FastifyRequest, name: Name): string | undefined =>
    (request.cookies as FastifyRequest['cookies'] | undefined)?.[nameOf(name)]

  const write = (reply: FastifyReply, name: Name, value: string | null) =>
    reply.setCookie(nameOf(name), value ?? '', {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure,
      maxAge: value === null ? 0 : AGE_S[name],
    })

  const signed = (id: string) => `${id}.${sign(`device:${id}`)}`

  return {
    session: (request: FastifyRequest): string | null => read(request, 'session') ?? null,
    setSession: (reply: FastifyReply, token: string | null) => write(reply, 'session', token),

    /** What the module of tablets has signed; it is read there. */
    tablet: (request: FastifyRequest): string | null => read(request, 'tablet') ?? null,
    setTablet: (reply: FastifyReply, token: string | null) => write(reply, 'tablet', token),

    locale: (request: FastifyRequest): string | undefined => read(request, 'locale'),
    setLocale: (reply: FastifyReply, locale: Locale) => write(reply, 'locale', locale),

    /** The guest's device, when the cookie is one that we made; a forged one counts as none. */
    device(request: FastifyRequest): string | null {
      const value = read(request, 'device')
      const id = value?.split('.', 1)[0]
      return id && value && equal(value, signed(id)) ? id : null
    },
    giveDevice: (reply: FastifyReply) => write(reply, 'device', signed(randomBytes(16).toString('base64url'))),
  }
}

export type Cookies = ReturnType<typeof createCookies>

const equal = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
