// What the three servers of W11 do alike: take an order that is checked by its shape, and answer it.

import { z } from 'zod'

const Params = z.object({ businessId: z.string().regex(/^[0-9a-f]{24}$/) })
const Query = z.object({ days: z.coerce.number().int().min(1).max(62).default(7) })
const Body = z.object({
  name: z.string().max(200),
  phone: z.string().max(40),
  startTime: z.iso.datetime({ offset: true }),
  services: z.array(z.object({ serviceId: z.string(), staffId: z.string().nullable() })).max(20),
})
const Told = z.object({
  businessId: z.string(),
  days: z.int(),
  name: z.string(),
  phone: z.string(),
  times: z.array(z.object({ startTime: z.string(), staffIds: z.array(z.string()) })),
})
export const shapes = { Params, Query, Body, Told }

export const PATH = `/api/businesses/${'b'.repeat(24)}/orders`
export const SENT = JSON.stringify({
  ...{ name: 'Әсел Нұрланқызы', phone: '+77011234567', startTime: '2026-11-24T10:00:00+05:00' },
  services: [{ serviceId: 'c'.repeat(24), staffId: null }],
} satisfies z.input<typeof Body>)

const times = Array.from({ length: 12 }, (_, i) => ({
  startTime: new Date(Date.UTC(2026, 10, 24, 5, 15 * i)).toISOString(),
  staffIds: ['d'.repeat(24), 'e'.repeat(24)],
}))

/** About 1.2 kB as JSON. */
export const tell = (
  { businessId }: z.output<typeof Params>,
  { days }: z.output<typeof Query>,
  { name, phone }: z.output<typeof Body>,
): z.input<typeof Told> => ({ businessId, days, name, phone, times })

/** The answer to what is sent. */
export const EXPECTED = JSON.stringify(tell({ businessId: 'b'.repeat(24) }, { days: 7 }, JSON.parse(SENT)))
