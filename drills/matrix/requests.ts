// A well-formed request for any endpoint, from its contract and a list of values by the name of the field.

import sharp from 'sharp'
import { type CartLine, linesText } from '#modules/appointments/index.ts'
import type { Ask } from '../world/ask.ts'
import type { Field, Surface } from './surface.ts'

type Shape = Field['schema']

export type Values = Readonly<Record<string, unknown>>

export interface Filled {
  params: Record<string, unknown>
  query: Record<string, unknown>
  body: Record<string, unknown>
}

export function filled(surface: Surface, values: Values): Filled {
  const of = (fields: readonly Field[]) =>
    Object.fromEntries(
      fields.map((field) => [field.name, field.name in values ? fitted(field, values) : sample(field)]),
    )
  return { params: of(surface.fields.params), query: of(surface.fields.query), body: of(surface.fields.body) }
}

/** A name may stand for one value in two writings: a cart as a list or as a text, `from` as a day or as an instant. */
function fitted({ name, schema }: Field, values: Values): unknown {
  if (name === 'services' && schema.type === 'string') return linesText(values.services as CartLine[])
  if (name === 'from' && schema.format === 'date-time') return values.startTime
  return values[name]
}

const sample = ({ schema }: Field): unknown => sampleOf(schema)

/** The least that a shape takes: of an object what it asks for, of a list nothing unless it must have something. */
function sampleOf(schema: Field['schema']): unknown {
  if (isNullable(schema)) return null
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  const [first] = [schema.oneOf, schema.anyOf].flatMap((choices) => (Array.isArray(choices) ? choices : []))
  if (first) return sampleOf(first)
  if (schema.type === 'array') return typeof schema.minItems === 'number' ? [sampleOf(schema.items as Shape)] : []
  if (schema.type === 'object') return sampleObject(schema)
  if (schema.type === 'integer' || schema.type === 'number')
    return typeof schema.minimum === 'number' ? schema.minimum : 1
  if (schema.type === 'boolean') return false
  return ''
}

function sampleObject({ properties = {}, required = [] }: Field['schema']): Record<string, unknown> {
  const fields = Object.entries(properties as Record<string, Shape>)
  return Object.fromEntries(
    fields.flatMap(([name, shape]) => ((required as string[]).includes(name) ? [[name, sampleOf(shape)]] : [])),
  )
}

const isNullable = ({ anyOf }: Field['schema']): boolean =>
  Array.isArray(anyOf) && anyOf.some((one: Field['schema']) => one.type === 'null')

interface Sent {
  cookie?: string | undefined
  key?: string
}

/** Multipart for an endpoint that takes a file. */
export function toAsk(surface: Surface, { params, query, body }: Filled, { cookie, key }: Sent): Ask {
  const { method, path, isApi, byKey, hasFile } = surface
  const asked = new URLSearchParams(present(query)).toString()
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const hasBody = method !== 'GET' && method !== 'DELETE'
  const headers = {
    ...(cookie ? { cookie } : {}),
    ...(hasBody ? { 'content-type': hasFile ? MULTIPART : isApi ? JSON_TYPE : FORM } : {}),
    ...(byKey && key ? { 'idempotency-key': key } : {}),
  }
  const content = hasFile
    ? withPicture(present(body))
    : isApi
      ? JSON.stringify(body)
      : new URLSearchParams(present(body)).toString()
  return { method, path: asked ? `${address}?${asked}` : address, headers, ...(hasBody ? { body: content } : {}) }
}

const JSON_TYPE = 'application/json'
const FORM = 'application/x-www-form-urlencoded'
const BOUNDARY = 'drill-part-of-a-form'
const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`

/** The smallest picture that is taken. */
export const PICTURE = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#00788f' } })
  .png()
  .toBuffer()

/** A form as a browser sends it with a file. */
export function withPicture(fields: Record<string, string>, file: Uint8Array = PICTURE): Buffer {
  const part = (name: string) =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name.replaceAll('"', '%22')}"`
  const texts = Object.entries(fields).map(([name, value]) => `${part(name)}\r\n\r\n${value}\r\n`)
  const opening = `${texts.join('')}${part('file')}; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`
  return Buffer.concat([Buffer.from(opening), file, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)])
}

const present = (fields: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, String(value)]),
  )
