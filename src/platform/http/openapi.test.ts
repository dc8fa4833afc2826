import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { idShape } from '#kernel/shapes.ts'
import { endpoint } from './contract.ts'
import { openApi } from './openapi.ts'
import { routes } from './routes.ts'

type Json = Record<string, unknown>

const contract = {
  book: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/appointments',
    summary: 'Book',
    may: 'anyone',
    idempotent: 'by key',
    params: z.object({ businessId: idShape<'business'>() }),
    body: z.object({ name: z.string().max(80), notes: z.string().nullish() }),
    returns: { 201: z.object({ id: z.string() }) },
    refuses: ['slot_taken'],
  }),
  day: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/appointments',
    summary: 'Day',
    may: 'specialist',
    params: z.object({ businessId: idShape<'business'>() }),
    query: z.object({ date: z.iso.date(), days: z.coerce.number().int().max(31).default(7) }),
    returns: { 200: z.array(z.object({ id: z.string() })) },
  }),
  signOut: endpoint({ method: 'DELETE', path: '/api/session', summary: 'Out', may: 'anyone', returns: { 204: null } }),
} as const
const description = openApi(routes(contract, { book: () => ({ id: '' }), day: () => [], signOut: () => null }), '1.2.3')
const operations = Object.values(description.paths as Record<string, Record<string, Json>>).flatMap(
  Object.values,
) as Json[]

const refsIn = (value: unknown): string[] =>
  value && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : refsIn(inner)))
    : []
const resolve = (ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => (at as Json | undefined)?.[part], description)

describe('the description of the API', () => {
  test('is whole: paths, unique operations, every reference leads somewhere', () => {
    expect(description.openapi).toBe('3.1.0')
    expect(Object.keys(description.paths as Json)).toEqual([
      '/api/businesses/{businessId}/appointments',
      '/api/session',
    ])
    expect(operations).toHaveLength(3)
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(3)
    for (const operation of operations) expect(operation.responses).toHaveProperty('default')
    expect(refsIn(description).length).toBeGreaterThan(0)
    for (const ref of refsIn(description)) expect(resolve(ref), ref).toBeDefined()
  })

  test('says what the server checks', () => {
    const [book, day, signOut] = operations
    expect(book).toMatchObject({
      operationId: 'postBusinessesByBusinessIdAppointments',
      parameters: [
        { name: 'businessId', in: 'path', required: true, schema: { type: 'string', pattern: '^[0-9a-f]{24}$' } },
        { name: 'Idempotency-Key', in: 'header', required: true },
      ],
      requestBody: { content: { 'application/json': { schema: { required: ['name'] } } } },
      'x-refuses': ['slot_taken'],
    })
    expect(book).not.toHaveProperty('security')
    expect(day).toMatchObject({
      security: [{ session: [] }],
      parameters: [
        { name: 'businessId' },
        { name: 'date', in: 'query', required: true },
        { name: 'days', in: 'query', required: false, schema: { maximum: 31, default: 7 } },
      ],
      responses: { 200: {}, 401: {}, 403: {}, 404: {}, 422: {} },
    })
    expect(signOut?.responses).toMatchObject({ 204: { description: 'Done' } })
  })
})
