// Errors are meanings. Only platform/http knows which status a meaning has.

export type ErrorKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'notFound' | 'conflict' | 'limited' | 'busy'

/**
 * A refusal with a stable code. The code is a key of the catalogue's `errors` and part of the public API;
 * `details` are plain values that the message's placeholders and the caller may use, never personal data.
 */
export class Refusal extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>

  constructor(kind: ErrorKind, code: string, details: Record<string, unknown> = {}) {
    super(code)
    this.name = 'Refusal'
    this.kind = kind
    this.code = code
    this.details = details
  }
}

const refusal =
  (kind: ErrorKind) =>
  (code: string, details?: Record<string, unknown>): Refusal =>
    new Refusal(kind, code, details)

export const invalid = refusal('invalid')
export const unauthenticated = refusal('unauthenticated')
export const forbidden = refusal('forbidden')
export const notFound = refusal('notFound')
export const conflict = refusal('conflict')
export const limited = refusal('limited')
export const busy = refusal('busy')
