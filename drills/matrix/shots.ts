// Every hostile payload at every place of an endpoint where a value goes.

import { randomUUID } from 'node:crypto'
import type { ServiceId } from '#kernel/ids.ts'
import { type CartLine, linesText } from '#modules/appointments/index.ts'
import type { Ask } from '../world/ask.ts'
import { phoneOf, startAt } from '../world/salon.ts'
import { HOSTILE_PICTURES } from './hostile-pictures.ts'
import {
  ADDRESS_ENDS,
  BODIES,
  forgedLinks,
  HEADERS,
  LONG_ADDRESS,
  MEGABYTE,
  PAYLOADS,
  type Payload,
} from './payloads.ts'
import { type Filled, filled, toAsk, type Values, withPicture } from './requests.ts'
import type { Field, Surface } from './surface.ts'
import type { Role, Tenants } from './tenants.ts'

export interface Shot {
  what: string
  ask: Ask
  /** The contract itself takes this value, so success is no escape. */
  allowed: boolean
  /** The connection may end before the whole request was read. */
  mayBreak?: boolean
}

/** The role that gets furthest: the endpoints of the office are tried from inside. */
const insider = ({ roles }: Tenants, { may }: Surface): Role | undefined =>
  roles.find(({ name }) => name === (may === 'anyone' ? 'guest' : 'owner'))

function valuesOf({ home }: Tenants): Values {
  const { salon } = home
  return {
    businessId: salon.businessId,
    business: salon.businessId,
    appointmentId: home.visitId,
    visitId: home.visitId,
    holdId: home.holdId,
    hold: home.holdId,
    photoId: home.photoId,
    photo: home.logo,
    size: '64.webp',
    slug: salon.slug,
    file: `${salon.slug}.svg`,
    token: home.token,
    locale: 'ru',
    serviceId: salon.services[0]?.id,
    service: salon.services[0]?.id,
    staffId: home.staffId,
    staff: home.staffId,
    locationId: salon.locationId,
    services: [{ serviceId: salon.services[0]?.id, staffId: home.staffId }],
    forWhom: undefined,
    staffIds: undefined,
    // A version nobody has seen: what gets through changes nothing.
    version: 1_000_000,
    startTime: startAt(3, 0).toISOString(),
    start: '03:00',
    day: startAt(3, 180).toISOString().slice(0, 10),
    date: startAt(3, 0).toISOString().slice(0, 10),
    from: startAt(3, 0).toISOString().slice(0, 10),
    name: 'Probe',
    phone: phoneOf(1),
    email: 'nobody@drill.example',
    key: 'drill-key-of-r14',
  }
}

export function shotsAt(surface: Surface, tenants: Tenants): Shot[] {
  const cookie = insider(tenants, surface)?.cookie
  // Neither the private link nor the session itself may be used up on the way.
  const isCancel = surface.path.endsWith('/cancel') && 'token' in filled(surface, {}).params
  const values = { ...valuesOf(tenants), ...(isCancel ? { token: `${'0'.repeat(24)}.${'A'.repeat(43)}` } : {}) }
  const good = filled(surface, values)
  const base = toAsk(surface, good, { cookie, key: randomUUID() })
  const hasBody = base.body !== undefined
  return [
    ...(['params', 'query', 'body'] as const).flatMap((part) =>
      surface.fields[part].flatMap(({ name }) =>
        PAYLOADS.map((payload) => shotAt(surface, good, part, name, payload, cookie)),
      ),
    ),
    ...(surface.isApi ? surface.fields.body : []).flatMap((field) =>
      insides(field).flatMap((inside) =>
        PAYLOADS.filter(({ kind }) => kind === 'operator').map((payload) => ({
          what: `${surface.name} body.${field.name}, within: ${payload.name}`,
          ask: withJson(base, good, field.name, inside(payload.json)),
          // What a contract does not name inside of a field is left out, and looked for in the documents afterwards.
          allowed:
            surface.isApi && surface.accepts('body', { ...good.body, [field.name]: JSON.parse(inside(payload.json)) }),
        })),
      ),
    ),
    ...HUGE_CARTS.filter(() => surface.fields.body.some(({ name }) => name === 'services')).map(({ name, cart }) => ({
      what: `${surface.name} body.services: ${name}`,
      ask: surface.isApi
        ? withJson(base, good, 'services', JSON.stringify(cart))
        : toAsk(surface, { ...good, body: { ...good.body, services: linesText(cart) } }, { cookie, key: randomUUID() }),
      allowed: !surface.isApi, // a page keeps what it can read and says the rest again
      mayBreak: true,
    })),
    ...(hasBody ? surface.fields.body.slice(0, 3) : []).map(({ name }) => ({
      what: `${surface.name} body.${name} of 1 MB`,
      ask: toAsk(surface, { ...good, body: { ...good.body, [name]: MEGABYTE } }, { cookie, key: randomUUID() }),
      allowed: false,
      mayBreak: true,
    })),
    ...(surface.hasFile ? HOSTILE_PICTURES : []).map(({ name, bytes }) => ({
      what: `${surface.name} file: ${name}`,
      ask: { ...base, body: withPicture({ kind: 'gallery' }, bytes) },
      allowed: false,
      mayBreak: bytes.length > 2 ** 20,
    })),
    ...(hasBody ? BODIES : []).map(({ name, type, body }) => ({
      what: `${surface.name} body: ${name}`,
      ask: { ...base, headers: { ...base.headers, 'content-type': type }, body },
      allowed: !surface.isApi || Object.keys(surface.fields.body).length === 0 || surface.accepts('body', {}),
      mayBreak: body.length > 60_000,
    })),
    ...ADDRESS_ENDS.map((end) => ({
      what: `${surface.name} address ending ${end.slice(0, 60)}`,
      ask: { ...base, path: base.path + (base.path.includes('?') ? end.replace('?', '&') : end) },
      allowed: true,
    })),
    {
      what: `${surface.name} address of 1 MB`,
      ask: { ...base, path: base.path.split('?')[0] + LONG_ADDRESS },
      allowed: false,
      mayBreak: true,
    },
    ...HEADERS.map((headers) => ({
      what: `${surface.name} header ${JSON.stringify(headers).slice(0, 80)}`,
      ask: { ...base, headers: { ...base.headers, ...headers } },
      allowed: true,
      mayBreak: 'transfer-encoding' in headers || 'expect' in headers,
    })),
  ]
}

function shotAt(
  surface: Surface,
  good: Filled,
  part: 'params' | 'query' | 'body',
  name: string,
  payload: Payload,
  cookie: string | undefined,
): Shot {
  const isJson = part === 'body' && surface.isApi
  const key = randomUUID()
  const asText = toAsk(
    surface,
    { ...good, [part]: { ...good[part], [name]: sendable(payload.text, part) } },
    { cookie, key },
  )
  const value = part === 'body' ? { ...good.body, [name]: parsed(payload) } : { ...good[part], [name]: payload.text }
  return {
    what: `${surface.name} ${part}.${name}: ${payload.name}`,
    ask: isJson ? withJson(asText, good, name, payload.json) : asText,
    allowed: payload.kind === 'text' || !surface.isApi || (payload.kind === 'type' && surface.accepts(part, value)),
    mayBreak: !isJson && payload.text.length > 10_000,
  }
}

/** The last of two fields of one name is what counts. */
function withJson(asked: Ask, good: Filled, name: string, json: string): Ask {
  const rest = JSON.stringify(good.body)
  return { ...asked, body: `${rest.slice(0, -1)}${rest === '{}' ? '' : ','}${JSON.stringify(name)}:${json}}` }
}

interface Shape {
  type?: string
  properties?: Record<string, unknown>
  items?: Shape
  anyOf?: Shape[]
  oneOf?: Shape[]
}

/** Ways to put a value into the objects of a field, or of its list. */
function insides({ schema }: Pick<Field, 'schema'>): ((json: string) => string)[] {
  const { properties = {}, items, anyOf = [], oneOf = [] } = schema as Shape
  return [
    ...Object.keys(properties).map((name) => (json: string) => `{${JSON.stringify(name)}:${json}}`),
    ...(items
      ? insides({ schema: items as Field['schema'] }).map((inside) => (json: string) => `[${inside(json)}]`)
      : []),
    ...[...anyOf, ...oneOf].flatMap((one) => insides({ schema: one as Field['schema'] })),
  ]
}

const cartOf = (lines: number): CartLine[] =>
  Array.from({ length: lines }, () => ({ serviceId: 'f'.repeat(24) as ServiceId, staffId: null }))

/** More than a visit may have; the greatest is longer than any body may be. */
const HUGE_CARTS = [9, 1000, 10_000].map((lines) => ({ name: `a cart of ${lines} services`, cart: cartOf(lines) }))

/** A lone surrogate cannot be written into an address. */
const sendable = (text: string, part: string): string => (part === 'body' ? text : text.slice(0, 12_000)).toWellFormed()

function parsed({ json, text }: Payload): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return text
  }
}

export const linkShots = ({ home }: Tenants): Shot[] =>
  forgedLinks(home.token).flatMap((token) =>
    [
      { method: 'GET', path: `/api/visits/${encodeURIComponent(token)}` },
      { method: 'GET', path: `/ru/v/${encodeURIComponent(token)}` },
      { method: 'POST', path: `/ru/v/${encodeURIComponent(token)}/cancel` },
      {
        method: 'POST',
        path: `/api/visits/${encodeURIComponent(token)}/cancel`,
        headers: { 'content-type': 'application/json' },
        body: '{}',
      },
      { method: 'GET', path: `/api/visits/${encodeURIComponent(token)}/free-times` },
      {
        method: 'POST',
        path: `/api/visits/${encodeURIComponent(token)}/move`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ startTime: startAt(4, 0).toISOString(), version: 1 }),
      },
    ].map((one) => ({ what: `forged link: ${one.method} ${one.path}`, ask: one, allowed: false })),
  )
