// The contracts as OpenAPI 3.1. Made from what the server itself checks, so it cannot say anything else.

import { z } from 'zod'
import { keyShape } from '#platform/idempotency/idempotency.store.ts'
import type { Endpoint } from './contract.ts'
import { isRight } from './permit.ts'
import type { Route } from './routes.ts'

type Json = Record<string, unknown>

export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const { endpoint } of routes) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Local Business Platform',
      version,
      description:
        'Booking and business software. Sums are whole tenge, instants ISO 8601. Whatever is refused answers with ' +
        'problem+json, whose `code` is stable and whose `title` follows Accept-Language (kk, ru, en).',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-session',
          description: 'Set by signing in; named `session` where the platform is reached over plain http',
        },
      },
    },
  }
}

const PROBLEM: Json = {
  type: 'object',
  description: 'RFC 9457; further members are details of the code',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    requestId: { type: 'string', description: 'To be quoted when asking for help' },
    fields: {
      type: 'array',
      description: 'Of `invalid_input`: the fields that did not fit',
      items: { type: 'string' },
    },
    errors: {
      type: 'array',
      description: 'Of `invalid_input`: in which way each did not fit',
      items: {
        type: 'object',
        required: ['in', 'path', 'code'],
        properties: {
          in: { enum: ['params', 'query', 'body'] },
          path: { type: 'string' },
          code: { type: 'string' },
        },
      },
    },
  },
}

function operation(endpoint: Endpoint): Json {
  const { method, path, summary, may, refuses = [] } = endpoint
  const content = bodyOf(endpoint)
  return {
    operationId: operationId(method, path),
    summary,
    tags: [path.split('/').findLast((part) => part !== '' && !part.startsWith(':')) ?? 'api'],
    description: describe(endpoint),
    ...(may !== 'anyone' && { security: [{ session: [] }] }),
    parameters: parameters(endpoint),
    ...(content && { requestBody: { required: true, content } }),
    responses: responses(endpoint),
    'x-may': may,
    'x-refuses': refuses,
  }
}

function bodyOf({ body, file }: Endpoint): Json | null {
  const schema = body ? schemaOf(body, 'input') : { type: 'object' }
  if (!file) return body ? { 'application/json': { schema } } : null
  const { properties = {}, required = [] } = schema as { properties?: Json; required?: string[] }
  const picture = { type: 'string', format: 'binary', maxLength: file.maxBytes }
  const whole = { ...schema, properties: { ...properties, file: picture }, required: [...required, 'file'] }
  return { 'multipart/form-data': { schema: whole } }
}

const describe = ({ may, idempotent, refuses = [] }: Endpoint): string =>
  [
    `May: ${isRight(may) ? `${may} of the business, or a higher right` : may}.`,
    idempotent === 'by key' && 'Sent again with the same Idempotency-Key it has one effect and the same answer.',
    idempotent === 'by nature' && 'May be sent again without harm.',
    refuses.length > 0 && `Refuses with: ${refuses.join(', ')}.`,
  ]
    .filter(Boolean)
    .join(' ')

/** `POST /api/businesses/:businessId/visits` → `postBusinessesByBusinessIdVisits`: unique, since method and path are. */
const operationId = (method: string, path: string): string =>
  method.toLowerCase() +
  path
    .split('/')
    .slice(2)
    .map((part) => (part.startsWith(':') ? `by-${part.slice(1)}` : part))
    .flatMap((part) => part.split(/[^a-zA-Z0-9]/))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

function parameters({ path, params, query, idempotent }: Endpoint): Json[] {
  const shapes = params ? propertiesOf(params) : {}
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: shapes[name] ?? { type: 'string' },
  }))
  const required = query ? requiredOf(query) : []
  const inQuery = Object.entries(query ? propertiesOf(query) : {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
  const key = { name: 'Idempotency-Key', in: 'header', required: true, schema: schemaOf(keyShape, 'input') }
  return [...inPath, ...inQuery, ...(idempotent === 'by key' ? [key] : [])]
}

function responses({ returns, refuses = [], may, idempotent, params, query, body }: Endpoint): Json {
  const good = Object.entries(returns).map(([status, shape]) => [
    status,
    {
      description: 'Done',
      ...(shape && { content: { 'application/json': { schema: schemaOf(shape, 'output') } } }),
    },
  ])
  const bad = (codes: readonly string[]) => ({
    description: `Refused: ${codes.join(', ')}`,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  })
  const hasInput = params || query || body || idempotent === 'by key'
  return {
    ...Object.fromEntries(good),
    ...(may !== 'anyone' && { 401: bad(['sign_in_required']) }),
    ...((may === 'admin' || isRight(may)) && { 403: bad(['forbidden']) }),
    ...(isRight(may) && { 404: bad(['not_found']) }),
    ...(hasInput && {
      422: bad(['invalid_input', ...(idempotent === 'by key' ? ['key_required', 'key_reused'] : [])]),
    }),
    default: bad([...refuses, 'server_busy', 'internal']),
  }
}

function schemaOf(shape: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any', reused: 'inline' })
  return schema
}

const propertiesOf = (shape: z.ZodType): Record<string, Json> =>
  (schemaOf(shape, 'input').properties ?? {}) as Record<string, Json>
const requiredOf = (shape: z.ZodType): string[] => (schemaOf(shape, 'input').required ?? []) as string[]
