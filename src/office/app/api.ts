// The typed client of the API. Contracts are imported as types only: what may be asked and what is answered is known to
// the compiler and costs the browser nothing.

import type { z } from 'zod'
import type { Locale } from '#kernel/localized-text.ts'
import type { accounts } from '#modules/accounts/accounts.contract.ts'
import type { own } from '#modules/accounts/own.contract.ts'
import type { appointments } from '#modules/appointments/appointments.contract.ts'
import type { guests } from '#modules/appointments/guests.contract.ts'
import type { office } from '#modules/appointments/office.contract.ts'
import type { parked } from '#modules/appointments/parked.contract.ts'
import type { sampleVisits } from '#modules/appointments/sample-visits.contract.ts'
import type { audit } from '#modules/audit/audit.contract.ts'
import type { done } from '#modules/audit/done.contract.ts'
import type { blocks } from '#modules/blocks/blocks.contract.ts'
import type { businesses } from '#modules/businesses/businesses.contract.ts'
import type { callers } from '#modules/callers/callers.contract.ts'
import type { clients } from '#modules/clients/clients.contract.ts'
import type { daysOff } from '#modules/days-off/days-off.contract.ts'
import type { desk } from '#modules/desk/desk.contract.ts'
import type { locations } from '#modules/locations/locations.contract.ts'
import type { onboarding } from '#modules/onboarding/onboarding.contract.ts'
import type { queue } from '#modules/queue/queue.contract.ts'
import type { resources } from '#modules/resources/resources.contract.ts'
import type { priceList } from '#modules/services/price-list.contract.ts'
import type { services } from '#modules/services/services.contract.ts'
import type { invitations } from '#modules/staff/invitations.contract.ts'
import type { me } from '#modules/staff/me.contract.ts'
import type { staff } from '#modules/staff/staff.contract.ts'
import type { team } from '#modules/staff/team.contract.ts'
import type { tablets } from '#modules/tablets/tablets.contract.ts'
import type { Endpoint } from '#platform/http/contract.ts'
import { answered, unanswered } from './offline/network.ts'

/** A module's contract is added here to be known in the office. */
type Contracts = [
  typeof accounts,
  typeof audit,
  typeof appointments,
  typeof blocks,
  typeof businesses,
  typeof daysOff,
  typeof invitations,
  typeof tablets,
  typeof callers,
  typeof clients,
  typeof desk,
  typeof done,
  typeof guests,
  typeof me,
  typeof office,
  typeof own,
  typeof services,
  typeof staff,
  typeof locations,
  typeof onboarding,
  typeof parked,
  typeof priceList,
  typeof queue,
  typeof resources,
  typeof sampleVisits,
  typeof team,
]

type EndpointsOf<C> = C extends Readonly<Record<string, infer E>> ? E : never
type Known = EndpointsOf<Contracts[number]>

/** `GET /api/businesses/:businessId/calendar` and all the others, with what they take and give. */
type Api = { [E in Known as E extends Endpoint ? `${E['method']} ${E['path']}` : never]: E }

export type Name = keyof Api & string
export type ReadName = Extract<Name, `GET ${string}`>
export type ActName = Exclude<Name, ReadName>

type In<E, Part extends string> = E extends { readonly [P in Part]: infer Shape extends z.ZodType }
  ? { readonly [P in Part]: z.input<Shape> }
  : { readonly [P in Part]?: undefined }

/** What an endpoint is asked with. */
export type Ask<N extends Name> = In<Api[N], 'params'> & In<Api[N], 'query'> & In<Api[N], 'body'>

type Bodies<R> = { [S in keyof R]: R[S] extends z.ZodType ? z.output<R[S]> : undefined }[keyof R]
/** What an endpoint answers. */
export type Given<N extends Name> = Api[N] extends { readonly returns: infer R } ? Bodies<R> : never

/** A refusal of the server, or `offline` where there was no answer at all. */
export class Refused extends Error {
  readonly code: string
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: string, status: number, details: Readonly<Record<string, unknown>> = {}) {
    super(code)
    this.name = 'Refused'
    this.code = code
    this.status = status
    this.details = details
  }
}

export const OFFLINE = 'offline'
export const isOffline = (error: unknown): boolean => error instanceof Refused && error.code === OFFLINE

type Parts = {
  params?: Readonly<Record<string, unknown>> | undefined
  query?: Readonly<Record<string, unknown>> | undefined
  body?: unknown
}

export interface CallOptions {
  signal?: AbortSignal
  /** The same for each try of one wish. */
  key?: string
  /** It is sent though the page is left meanwhile. */
  outlives?: boolean
  /** In which language it is told; else in the document's. */
  locale?: Locale
}

/** @throws Refused */
export async function call<N extends Name>(name: N, ask: Ask<N>, options: CallOptions = {}): Promise<Given<N>> {
  const { params, query, body } = ask as Parts
  const [method = 'GET', path = ''] = name.split(' ')
  const response = await fetch(addressOf(path, params, query), {
    method,
    headers: {
      accept: 'application/json',
      'accept-language': options.locale ?? document.documentElement.lang,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.key ? { 'idempotency-key': options.key } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.outlives ? { keepalive: true } : {}),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    unanswered()
    throw new Refused(OFFLINE, 0)
  })
  answered()
  if (!response.ok) throw await refusalOf(response)
  const text = await response.text() // there may be nothing to tell, whatever the status
  return (text === '' ? undefined : JSON.parse(text)) as Given<N>
}

/** The address of an endpoint with its parts filled in. */
function addressOf(path: string, params: Parts['params'] = {}, query: Parts['query'] = {}): string {
  const filled = path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(String(params[part])))
  const asked = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ).toString()
  return asked ? `${filled}?${asked}` : filled
}

async function refusalOf(response: Response): Promise<Refused> {
  const problem = (await response.json().catch(() => ({}))) as Record<string, unknown>
  const code = typeof problem.code === 'string' ? problem.code : 'internal'
  return new Refused(code, response.status, problem)
}
