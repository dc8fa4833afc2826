import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Locale } from '#kernel/localized-text.ts'
import { foreseen, INTERNAL, type Message, problemBody } from './problem.ts'

/** What a page about an error may show. */
export interface ErrorAbout {
  readonly locale: Locale
  readonly status: number
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
  /** For a person to quote when it was our fault. */
  readonly requestId: string
  /** Path and query of the request, for "try again". */
  readonly path: string
}

export type ErrorPage = (about: ErrorAbout) => string

interface Speaking {
  readonly message: Message
  readonly errorPage: ErrorPage
  readonly signInPath: string
  readonly localeOf: (request: FastifyRequest) => Locale
  readonly isApi: (url: string) => boolean
}

/** The one place where a request ends badly: problem+json for programs, a page for people. */
export const createErrorHandler =
  ({ message, errorPage, signInPath, localeOf, isApi }: Speaking) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const problem = foreseen(error) ?? INTERNAL
    const { status, code, details, retryAfter } = problem
    if (problem === INTERNAL) request.log.error({ err: error, route: request.routeOptions?.url ?? null }, 'internal')
    reply.header('cache-control', 'no-store')
    if (retryAfter !== null) reply.header('retry-after', String(retryAfter))
    const locale = localeOf(request)
    if (isApi(request.url)) {
      const body = problemBody(problem, message, locale, request.id)
      return reply.code(status).type('application/problem+json').send(JSON.stringify(body))
    }
    if (status === 401) return reply.redirect(signInUrl(signInPath, request), 303)
    const about = { locale, status, code, details, requestId: request.id, path: request.url }
    return reply.code(status).type('text/html; charset=utf-8').send(errorPage(about))
  }

// A posted form cannot be sent again after signing in: the person comes back to the beginning.
const signInUrl = (signInPath: string, request: FastifyRequest): string =>
  request.method === 'GET' ? `${signInPath}?next=${encodeURIComponent(request.url)}` : signInPath
