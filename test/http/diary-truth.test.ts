// Whatever the office does, and in whatever order: a diary's cells are those of the live visits, holds and blocks, no
// more and no fewer, and nobody takes another's time unless he says that he does.

import fc from 'fast-check'
import type { ObjectId } from 'mongodb'
import { beforeAll, expect, test } from 'vitest'
import { Refusal } from '#kernel/errors.ts'
import type { StaffId } from '#kernel/ids.ts'
import { addDays, weekday } from '#kernel/time.ts'
import { type Appointment, cartOf } from '#modules/appointments/index.ts'
import type { Block } from '#modules/blocks/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import { at } from '../factories/front-desk.ts'
import { type OpenSalon, openSalon } from '../factories/open-salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'

const CELL_MS = 5 * 60_000
const RUNS = 15

let it: TestApp
let salon: OpenSalon
let owner: Extract<Actor, { kind: 'user' }>

beforeAll(async () => {
  it = await testApp()
  salon = await openSalon(it.app)
  if (salon.actor.kind !== 'user') throw new Error('an owner has an account')
  owner = salon.actor
})

interface Owner {
  _id: ObjectId
  claims: { subject: string; from: Date; until: Date }[]
}

const cellsOf = ({ claims }: Pick<Owner, 'claims'>): string[] =>
  claims.flatMap(({ subject, from, until }) => {
    const [first, end] = [Math.floor(+from / CELL_MS), Math.ceil(+until / CELL_MS)]
    return Array.from({ length: end - first }, (_, i) => `${subject} ${first + i}`)
  })

/** Who keeps time now, by id. */
async function owners(): Promise<Map<string, Owner>> {
  const { db } = it.database
  const businessId = toObjectId(salon.business.id)
  const live = { businessId, status: { $in: ['scheduled', 'completed'] } }
  const all = await Promise.all([
    db.collection<Owner>('appointments').find(live).toArray(),
    db.collection<Owner>('holds').find({ businessId }).toArray(),
    db.collection<Owner>('blocks').find({ businessId }).toArray(),
  ])
  return new Map(all.flat().map((one) => [String(one._id), one]))
}

/** The cells that are set in the diaries, read bit by bit. */
async function setCells(): Promise<string[]> {
  const filter = { businessId: toObjectId(salon.business.id), month: { $lt: 'plan' } }
  const diaries = await it.database.db
    .collection<{ _id: string; month: string; subject: string; words: number[] }>('diaries')
    .find(filter)
    .toArray()
  return diaries.flatMap(({ subject, month, words }) =>
    words.flatMap((word, i) =>
      Array.from({ length: 32 }, (_, bit) => bit)
        .filter((bit) => (word >>> bit) & 1)
        .map((bit) => `${subject} ${Date.parse(`${month}-01T00:00:00Z`) / CELL_MS + i * 32 + bit}`),
    ),
  )
}

const KINDS = [
  'book',
  'book',
  'hold',
  'move',
  'move',
  'swap',
  'extend',
  'cancel',
  'no-show',
  'undo',
  'block',
  'shift',
  'unblock',
] as const

const step = fc.record({
  kind: fc.constantFrom(...KINDS),
  who: fc.nat({ max: 1 }),
  which: fc.nat({ max: 20 }),
  /** Cells after 11:00; it is half past eleven. */
  from: fc.nat({ max: 30 }),
  cells: fc.integer({ min: 1, max: 14 }),
  over: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

interface Day {
  date: string
  visits: Map<string, Appointment>
  blocks: Map<string, Block>
  serial: number
}

/** @returns what was written, none where there is nothing to do it to */
async function act(day: Day, { kind, who, which, from, cells, over }: Step): Promise<{ id: string }[]> {
  const { app } = it
  const businessId = salon.business.id
  const staffId = [salon.anna.id, salon.olga.id][who] as StaffId
  const start = new Date(Date.parse(at('11:00', day.date)) + from * CELL_MS)
  const until = new Date(+start + cells * CELL_MS)
  const key = `truth-${day.date}-${day.serial}`
  const override = over ? { reason: 'Асығыс' } : undefined
  const lines = [{ serviceId: salon.cut.id, staffId, duration: cells * 5 }]
  const visit = [...day.visits.values()][which % Math.max(day.visits.size, 1)]
  const block = [...day.blocks.values()][which % Math.max(day.blocks.size, 1)]
  const blocked = { staffId, resourceId: null, from: start, until, reason: '', over }
  const kept = (...all: Appointment[]) => {
    for (const one of all) day.visits.set(one.id, one)
    return all
  }
  const keptBlock = (one: Block) => {
    day.blocks.set(one.id, one)
    return [one]
  }
  const mark = async (to: 'cancelled' | 'no-show' | 'scheduled') =>
    visit ? kept(await app.appointments.mark(businessId, visit.id, { to, version: visit.version }, owner)) : []
  const together = async (...moves: Parameters<typeof app.appointments.rearrangeTogether>[1][number][]) =>
    kept(...(await app.appointments.rearrangeTogether(businessId, moves, override, owner)))
  switch (kind) {
    case 'book': {
      const wish = { startTime: start, lines, prefer: 'least_wait' as const, client: { kind: 'walk-in' as const } }
      return kept(await app.appointments.bookByStaff(businessId, { ...wish, override, locale: 'kk' }, owner, key))
    }
    case 'hold': {
      const device = { kind: 'guest' as const, device: `device-${which % 3}` }
      const cart = cartOf(salon.cut.id, staffId)
      return [await app.appointments.hold(businessId, { cart, startTime: start }, device, key)]
    }
    case 'swap': {
      const [other] = [...day.visits.values()].filter(({ id }) => id !== visit?.id)
      return visit && other ? together(inPlaceOf(visit, other), inPlaceOf(other, visit)) : []
    }
    case 'extend': {
      if (!visit) return []
      const later = [...day.visits.values()].filter(({ startTime }) => startTime >= visit.endTime)
      const by = cells * CELL_MS
      const longer = {
        ...inPlaceOf(visit, visit),
        lines: [{ ...lineOf(visit), duration: lineOf(visit).duration + cells * 5 }],
      }
      return together(
        longer,
        ...later.map((one) => ({ ...inPlaceOf(one, one), startTime: new Date(+one.startTime + by) })),
      )
    }
    case 'move': {
      if (!visit) return []
      const plan = { version: visit.version, startTime: start, lines, override }
      return kept(await app.appointments.rearrange(businessId, visit.id, plan, owner))
    }
    case 'cancel':
      return mark('cancelled')
    case 'no-show':
      return mark('no-show')
    case 'undo':
      return mark('scheduled')
    case 'block':
      return keptBlock(await app.blocks.add(businessId, blocked, owner, key))
    case 'shift':
      return block ? keptBlock(await app.blocks.change(businessId, block.id, blocked, block.version, owner)) : []
    case 'unblock':
      if (!block) return []
      await app.blocks.remove(businessId, block.id, block.version, owner)
      day.blocks.delete(block.id)
      return []
  }
}

const lineOf = ({ services: [line] }: Appointment) => {
  if (!line) throw new Error('a visit has a service')
  return { serviceId: line.serviceId, staffId: line.staffId, duration: line.duration }
}

/** A visit where another is, with whoever serves that one, as long as it is itself. */
const inPlaceOf = (visit: Appointment, other: Appointment) => ({
  ...{ id: visit.id, version: visit.version, startTime: other.startTime },
  lines: [{ ...lineOf(visit), staffId: lineOf(other).staffId }],
})

let date = '2026-11-23'

/** A working day of its own for each run. */
function nextDay(): Day {
  date = addDays(date, weekday(date) === 6 ? 2 : 1) // closed on Sunday
  it.clock.set(at('11:30', date))
  return { date, visits: new Map(), blocks: new Map(), serial: 0 }
}

test('cells of the diaries are those of who keeps time, after every step of any day', async () => {
  let done = 0
  let overlapping = 0
  let together = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30, size: 'max' }), async (steps) => {
      const day = nextDay()
      for (const one of steps) {
        day.serial += 1
        const before = await owners()
        const written = await act(day, one).catch((error: unknown) => {
          if (error instanceof Refusal && error.kind !== 'busy') return []
          throw error
        })
        const after = await owners()
        const kept = [...after.values()].flatMap(cellsOf)
        expect(new Set(await setCells()), JSON.stringify(one)).toEqual(new Set(kept))
        for (const { id: own } of written) {
          done += 1
          const cells = new Set(cellsOf(after.get(own) ?? { claims: [] }))
          const others = [...after].filter(([id]) => id !== own && before.has(id)).flatMap(([, it]) => cellsOf(it))
          const meets = others.some((cell) => cells.has(cell))
          if (meets) overlapping += 1
          const isNew = !['cancel', 'no-show'].includes(one.kind)
          if (isNew && (!one.over || one.kind === 'hold' || one.kind === 'undo'))
            expect(meets, JSON.stringify(one)).toBe(false)
        }
        if (written.length > 1) together += 1
      }
    }),
    { numRuns: RUNS },
  )
  // Else it has tried nothing. Far below what is usual: the seed is another each time.
  expect(done).toBeGreaterThan(RUNS)
  expect(overlapping).toBeGreaterThan(0)
  expect(together).toBeGreaterThan(0)
  expect((await Promise.all(it.app.checks.map((check) => check.run({ repair: false })))).flat()).toEqual([])
}, 120_000)
