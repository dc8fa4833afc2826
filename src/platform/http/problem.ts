// The one place where a meaning becomes a status.

import { type ErrorKind, Refusal } from '#kernel/errors.ts'
import type { Locale } from '#kernel/localized-text.ts'

export const STATUS_OF: Readonly<Record<ErrorKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  limited: 429,
  busy: 503,
}

/** What goes out when a request is not carried out, whether as problem+json or as a page. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
  /** Seconds */
  readonly retryAfter: number | null
}

/** The text of a code in the reader's language. */
export type Message = (code: string, details: Readonly<Record<string, unknown>>, locale: Locale) => string

const problem = (status: number, code: string, details: Readonly<Record<string, unknown>> = {}): Problem => {
  const asked = details.retryAfter
  const retryAfter = typeof asked === 'number' ? Math.ceil(asked) : status === 503 ? 2 : null
  return { status, code, details, retryAfter }
}

/** The driver's words for a database that cannot be reached now: the same request may be sent again, with its key. */
const DATABASE_AWAY = new Set<unknown>([
  ...['MongoNetworkError', 'MongoNetworkTimeoutError', 'MongoServerSelectionError', 'MongoNotConnectedError'],
  ...['MongoPoolClearedError', 'MongoPoolClosedError', 'MongoWaitQueueTimeoutError', 'MongoTopologyClosedError'],
  'PoolClearedOnNetworkError', // while a command was under way
])

/** What the driver passes on as it came from the socket. */
const CONNECTION_LOST = new Set<unknown>(['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ETIMEDOUT'])

/** Null: nobody foresaw this error. It is ours, must be logged, and goes out as `internal`. */
export function foreseen(error: unknown): Problem | null {
  if (error instanceof Refusal) return problem(STATUS_OF[error.kind], error.code, error.details)
  const { statusCode, code, name } = (error ?? {}) as { statusCode?: unknown; code?: unknown; name?: unknown }
  if (DATABASE_AWAY.has(name) || CONNECTION_LOST.has(code)) return problem(503, 'server_busy')
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode >= 500) return null
  // What is left is Fastify's own about the form of a request.
  if (statusCode === 413) return problem(413, 'body_too_large')
  if (statusCode === 415) return problem(415, 'media_type')
  if (statusCode === 404 || statusCode === 414 || code === 'FST_ERR_BAD_URL') return problem(404, 'not_found')
  return problem(400, 'unreadable_body')
}

export const INTERNAL: Problem = problem(500, 'internal')

/** RFC 9457. Details come first: none can pose as one of the standard members. */
export const problemBody = (
  { status, code, details }: Problem,
  message: Message,
  locale: Locale,
  requestId: string,
): Record<string, unknown> => ({
  ...details,
  type: `urn:problem:${code}`,
  title: message(code, details, locale),
  status,
  code,
  requestId,
})
