// Everything the servers answer to, as their own contracts and pages say it, so that no probe is forgotten.

import { z } from 'zod'
import type { FileRule, May } from '#platform/http/contract.ts'
import { UNBUILT } from '#site/document.tsx'
import { type App, pagesOf } from '../../src/main/app.ts'

type Part = 'params' | 'query' | 'body'

export interface Surface {
  /** `POST /api/businesses/:businessId/appointments` */
  name: string
  isApi: boolean
  method: string
  path: string
  may: May
  byKey: boolean
  /** Takes a file beside the fields of its body. */
  hasFile: boolean
  fields: Record<Part, Field[]>
  /** What the contract itself says of a value. */
  accepts(part: Part, value: unknown): boolean
}

export interface Field {
  name: string
  /** JSON Schema of the field. */
  schema: Record<string, unknown>
}

interface Shaped {
  method: string
  path: string
  may: May
  params?: z.ZodType | undefined
  query?: z.ZodType | undefined
  body?: z.ZodType | undefined
  file?: FileRule | undefined
}

export function surfaceOf(app: App): Surface[] {
  const api = app.routes.map(({ endpoint }) => ({
    ...toSurface(endpoint, true),
    byKey: endpoint.idempotent === 'by key',
  }))
  const pages = pagesOf(app, UNBUILT).map((page) => toSurface(page, false))
  return [...api, ...pages]
}

function toSurface(shaped: Shaped, isApi: boolean): Surface {
  const { method, path, may, params, query, body } = shaped
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({ name, schema: {} }))
  const known = fieldsOf(params)
  return {
    name: `${method} ${path}`,
    isApi,
    method,
    path,
    may,
    byKey: false,
    hasFile: shaped.file !== undefined,
    fields: {
      params: inPath.map((field) => known.find(({ name }) => name === field.name) ?? field),
      query: fieldsOf(query),
      body: fieldsOf(body),
    },
    accepts: (part, value) => shaped[part]?.safeParse(value).success ?? true,
  }
}

function fieldsOf(shape: z.ZodType | undefined): Field[] {
  if (!shape) return []
  const { properties = {} } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties).map(([name, schema]) => ({ name, schema: schema as Field['schema'] }))
}
