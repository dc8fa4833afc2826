// A guest whose browser runs no scripts: follows links, keeps cookies, sends forms.

import type { InjectOptions } from 'fastify'
import { ORIGIN, type TestApp } from './app.ts'

interface Answer {
  statusCode: number
  body: string
  location: string
  headers: Record<string, unknown>
}

export function guest({ server }: TestApp, { keepsCookies = true }: { keepsCookies?: boolean } = {}) {
  const cookies = new Map<string, string>()

  async function ask(options: InjectOptions & { url: string }): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await server.inject({
      ...options,
      headers: { host: 'localhost:3000', ...(cookie ? { cookie } : {}), ...options.headers },
    })
    if (keepsCookies) for (const { name, value } of answer.cookies) cookies.set(name, value)
    const { statusCode, body, headers } = answer
    return { statusCode, body, location: String(headers.location ?? ''), headers }
  }

  return {
    get: (url: string) => ask({ url }),
    send: (url: string, fields: Record<string, string> | [string, string][]) =>
      ask({
        method: 'POST',
        url,
        payload: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN },
      }),
  }
}

export type Guest = ReturnType<typeof guest>

/** Fields of a form that nobody sees. */
export const hiddenFields = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value.replaceAll('&amp;', '&'),
    ]),
  )
