// Joins a contract to its handlers. The types do the work: a handler is given what the contract declares, and nothing
// but what the contract promises can be answered.

import type { z } from 'zod'
import type { Locale } from '#kernel/localized-text.ts'
import type { Actor, Endpoint, FileRule, May } from './contract.ts'
import type { Right } from './rights.ts'

type UserActor = Extract<Actor, { kind: 'user' }>

/** Whoever got past `may`. */
export type ActorOf<M extends May> = M extends 'anyone'
  ? Actor
  : M extends Right
    ? UserActor & { readonly right: Right }
    : UserActor

type Parsed<E, Part extends string> = E extends { readonly [P in Part]: infer Shape extends z.ZodType }
  ? z.output<Shape>
  : undefined

/** What every handler learns about a request beside its declared parts. */
export interface Asking {
  /** Path language of a page, else the language the browser asks for. */
  readonly locale: Locale
  /** The session's token: for signing out only, never to be stored or logged. */
  readonly session: string | null
  /** The cookie of a shared tablet, as it came: to be read by who has signed it. */
  readonly tablet: string | null
  /** The asker's address, an IPv6 one cut to its /64: for limits only. */
  readonly network: string
  /** What the asker's browser calls itself: for telling one's own devices apart only. */
  readonly agent: string
  /** `https://example.kz`: where this browser reaches the platform; for links handed out. */
  readonly origin: string
}

export interface Asked<E extends Endpoint> extends Asking {
  readonly params: Parsed<E, 'params'>
  readonly query: Parsed<E, 'query'>
  readonly body: Parsed<E, 'body'>
  /** Empty when none was sent. */
  readonly file: E extends { readonly file: FileRule } ? Uint8Array : undefined
  readonly actor: ActorOf<E['may']>
  /** The header Idempotency-Key, where the endpoint is idempotent by key. */
  readonly key: E extends { readonly idempotent: 'by key' } ? string : undefined
}

interface CookiesSet {
  session?: string | null
  tablet?: string | null
}

/** An answer that says more than its body: which of several statuses, or a change of session. */
export class Answer<Status extends number, Body> {
  readonly status: Status
  readonly body: Body
  /** A new session's token; null ends it. */
  readonly session: string | null | undefined
  /** The device becomes a shared tablet; null: it is one no more. */
  readonly tablet: string | null | undefined

  constructor(status: Status, body: Body, { session, tablet }: CookiesSet = {}) {
    this.status = status
    this.body = body
    this.session = session
    this.tablet = tablet
  }
}

export const answer = <Status extends number, Body>(
  status: Status,
  body: Body,
  cookies: CookiesSet = {},
): Answer<Status, Body> => new Answer(status, body, cookies)

type Primitive = string | number | boolean | bigint | null | undefined
type Sendable<T> = T extends Primitive
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Sendable<Item>[]
    : { readonly [Key in keyof T]: Sendable<T[Key]> }

type StatusOf<E extends Endpoint> = keyof E['returns'] & number
type BodyAt<E extends Endpoint, Status extends number> = E['returns'][Status] extends z.ZodType
  ? Sendable<z.input<E['returns'][Status]>>
  : null | undefined
type Several<T, Whole = T> = T extends unknown ? ([Whole] extends [T] ? false : true) : never

/** The body alone when the contract knows one status, else `answer(status, body)`. */
export type Answered<E extends Endpoint> =
  | { [S in StatusOf<E>]: Answer<S, BodyAt<E, S>> }[StatusOf<E>]
  | (true extends Several<StatusOf<E>> ? never : BodyAt<E, StatusOf<E>>)

export type Contract = Readonly<Record<string, Endpoint>>

export type Handlers<C extends Contract> = {
  readonly [Name in keyof C]: (asked: Asked<C[Name]>) => Answered<C[Name]> | Promise<Answered<C[Name]>>
}

/** An endpoint with its handler, types forgotten: the server has checked the input against the same contract. */
export interface Route {
  readonly name: string
  readonly endpoint: Endpoint
  readonly handle: (asked: Asked<Endpoint>) => unknown
}

export function routes<const C extends Contract>(contract: C, handlers: Handlers<C>): Route[] {
  return Object.entries(contract).map(([name, endpoint]) => ({
    name,
    endpoint,
    handle: handlers[name] as unknown as Route['handle'],
  }))
}
