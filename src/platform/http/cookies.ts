// Cookies: the session, the guest's device, the chosen language. `__Host-` and Secure where the browser takes them:
// on https and on localhost. On a plain address of the local network Chromium drops such cookies, so there they are bare.

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
const AGE_S = { session: 90 * DAY_S, device: 365 * DAY_S, locale: 365 * DAY_S } as const
type Name = keyof typeof AGE_S

export function createCookies({ sign, secure }: { sign: Sign; secure: boolean }) {
  const isTrusted = (request: FastifyRequest) => secure || request.hostname === 'localhost'
  const nameOf = (request: FastifyRequest, name: Name) => (isTrusted(request) ? `__Host-${name}` : name)
  // None are read yet when the address itself could not be.
  const read = (request: FastifyRequest, name: Name): string | undefined =>
    (request.cookies as FastifyRequest['cookies'] | undefined)?.[nameOf(request, name)]

  const write = (request: FastifyRequest, reply: FastifyReply, name: Name, value: string | null) =>
    reply.setCookie(nameOf(request, name), value ?? '', {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: isTrusted(request),
      maxAge: value === null ? 0 : AGE_S[name],
    })

  const signed = (id: string) => `${id}.${sign(`device:${id}`)}`

  return {
    session: (request: FastifyRequest): string | null => read(request, 'session') ?? null,
    setSession: (request: FastifyRequest, reply: FastifyReply, token: string | null) =>
      write(request, reply, 'session', token),

    locale: (request: FastifyRequest): string | undefined => read(request, 'locale'),
    setLocale: (request: FastifyRequest, reply: FastifyReply, locale: Locale) =>
      write(request, reply, 'locale', locale),

    /** The guest's device, when the cookie is one that we made; a forged one counts as none. */
    device(request: FastifyRequest): string | null {
      const value = read(request, 'device')
      const id = value?.split('.', 1)[0]
      return id && value && equal(value, signed(id)) ? id : null
    },
    giveDevice: (request: FastifyRequest, reply: FastifyReply) =>
      write(request, reply, 'device', signed(randomBytes(16).toString('base64url'))),
  }
}

export type Cookies = ReturnType<typeof createCookies>

const equal = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
