// A well-formed request for any endpoint, from its contract and a list of values by the name of the field.

import type { Ask } from '../world/ask.ts'
import type { Field, Surface } from './surface.ts'

export type Values = Readonly<Record<string, unknown>>

export interface Filled {
  params: Record<string, unknown>
  query: Record<string, unknown>
  body: Record<string, unknown>
}

export function filled(surface: Surface, values: Values): Filled {
  const of = (fields: readonly Field[]) =>
    Object.fromEntries(fields.map((field) => [field.name, field.name in values ? values[field.name] : sample(field)]))
  return { params: of(surface.fields.params), query: of(surface.fields.query), body: of(surface.fields.body) }
}

function sample({ schema }: Field): unknown {
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if (schema.type === 'integer' || schema.type === 'number')
    return typeof schema.minimum === 'number' ? schema.minimum : 1
  if (schema.type === 'boolean') return false
  return ''
}

interface Sent {
  cookie?: string | undefined
  key?: string
}

export function toAsk(surface: Surface, { params, query, body }: Filled, { cookie, key }: Sent): Ask {
  const { method, path, isApi, byKey } = surface
  const asked = new URLSearchParams(present(query)).toString()
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const hasBody = method !== 'GET' && method !== 'DELETE'
  const headers = {
    ...(cookie ? { cookie } : {}),
    ...(hasBody ? { 'content-type': isApi ? 'application/json' : 'application/x-www-form-urlencoded' } : {}),
    ...(byKey && key ? { 'idempotency-key': key } : {}),
  }
  const content = isApi ? JSON.stringify(body) : new URLSearchParams(present(body)).toString()
  return { method, path: asked ? `${address}?${asked}` : address, headers, ...(hasBody ? { body: content } : {}) }
}

const present = (fields: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, String(value)]),
  )
