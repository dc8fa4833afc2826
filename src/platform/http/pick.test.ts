import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { pickerOf } from './pick.ts'

const Client = z.object({
  name: z.string(),
  age: z.int().optional(),
  phone: z.string().nullable(),
  visits: z.array(z.object({ id: z.string().regex(/^\d$/), at: z.iso.datetime() })),
  by: z.union([z.object({ kind: z.literal('guest') }), z.object({ kind: z.literal('user'), id: z.string() })]),
})
const secret = { passwordHash: 'x' }
const client = {
  ...{ name: 'Әсел', phone: null, ...secret },
  visits: [{ id: '1', at: '2026-11-24T10:00:00Z', ...secret }],
  by: { kind: 'user', id: '7', ...secret },
}

describe('what goes out', () => {
  test('is what the shape names, at every depth, as parsing it would give', () => {
    expect(JSON.stringify(pickerOf(Client)(client))).toBe(JSON.stringify(Client.parse(client)))
    expect(JSON.stringify(pickerOf(Client)(client))).not.toContain('passwordHash')
  })

  test('lists and what may be absent too', () => {
    const pick = pickerOf(z.array(Client.nullable()))
    expect(JSON.stringify(pick([client, null]))).toBe(JSON.stringify([Client.parse(client), null]))
    expect(pickerOf(z.object({ a: Client.optional() }))({})).toEqual({ a: undefined })
  })

  test('what a shape makes of a value is made', () => {
    expect(pickerOf(z.object({ at: z.date().transform((at) => at.getTime()) }))({ at: new Date(5) })).toEqual({ at: 5 })
    expect(pickerOf(z.record(z.string(), z.object({ a: z.int() })))({ x: { a: 1, ...secret } })).toEqual({
      x: { a: 1 },
    })
    expect(pickerOf(z.object({ a: z.int().default(3) }))({})).toEqual({ a: 3 })
  })
})
