import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { isEnough, judge, quartiles, verdictOf } from '../../bench/bench.ts'
import { appOn } from '../../bench/free-times-field.ts'
import { countCommands, openOurs } from '../../bench/w5-book.ts'
import { countCalendarCommands, openDesk } from '../../bench/w6-calendar.ts'
import { countPageCommands } from '../../bench/w14-search.ts'
import { openPlace, type Place, withName } from '../../drills/world/place.ts'
import { createRandom } from '../../drills/world/random.ts'

describe('a verdict', () => {
  test.each([
    ['met', { lower: 1, median: 1.2, upper: 1.3 }],
    ['undecided', { lower: 1, median: 1.2, upper: 1.31 }],
    ['undecided', { lower: 1.3, median: 1.5, upper: 1.6 }],
    ['missed', { lower: 1.31, median: 1.5, upper: 1.6 }],
  ])('is %s when at most 1.3 is wanted of %j', (verdict, ratio) => {
    expect(verdictOf(ratio, { bound: 1.3, kind: 'atMost' })).toBe(verdict)
  })

  test.each([
    ['met', { lower: 0.75, median: 0.8, upper: 0.9 }],
    ['undecided', { lower: 0.7, median: 0.8, upper: 0.9 }],
    ['missed', { lower: 0.6, median: 0.7, upper: 0.74 }],
  ])('is %s when at least 0.75 is wanted of %j', (verdict, ratio) => {
    expect(verdictOf(ratio, { bound: 0.75, kind: 'atLeast' })).toBe(verdict)
  })

  test('is sought until the noise is a third of the margin, or for 15 quadruples', () => {
    const goal = { what: 'x', bound: 1.3, kind: 'atMost' as const }
    const clear = judge(goal, [1, 1], [1, 1.05])
    const noisy = judge(goal, [1, 1], [0.8, 1.2])
    expect([isEnough(4, [clear]), isEnough(5, [clear]), isEnough(14, [clear, noisy]), isEnough(15, [noisy])]).toEqual([
      false,
      true,
      false,
      true,
    ])
  })

  test('stands on quartiles', () => {
    expect(quartiles([4, 1, 3, 2])).toEqual({ lower: 1.75, median: 2.5, upper: 3.25 })
  })
})

describe('a database of its own', () => {
  test.each([
    ['mongodb://h:1/?directConnection=true', 'mongodb://h:1/drill_1?directConnection=true'],
    ['mongodb://h:1', 'mongodb://h:1/drill_1'],
    ['mongodb+srv://u:p@h/app?w=majority', 'mongodb+srv://u:p@h/drill_1?w=majority&authSource=app'],
    ['mongodb://u:p@a:1,b:2/?replicaSet=r', 'mongodb://u:p@a:1,b:2/drill_1?replicaSet=r'],
  ])('stands beside the one in %s', (uri, expected) => {
    expect(withName(uri, 'drill_1')).toBe(expected)
  })
})

describe('W5', () => {
  let place: Place

  beforeAll(async () => {
    place = await openPlace({ kind: 'bench', serverUri: inject('databaseUri'), log: () => undefined })
  })
  afterAll(() => place.close())

  test('a booking is at most 8 commands before its commit', async () => {
    const random = createRandom(1)
    const { all } = await countCommands(place, await openOurs(place, random), random)
    expect(all.length).toBeLessThanOrEqual(8)
  })
})

describe('W6', () => {
  test("a week's calendar waits twice for the database, once it is known whose it is", async () => {
    const place = await openPlace({ kind: 'bench', serverUri: inject('databaseUri'), log: () => undefined })
    try {
      const desk = await openDesk(place, appOn(place.database), 'Desk', 300, 1)
      const { right, data, trips } = await countCalendarCommands(place, desk)
      expect({ right, data, trips }).toEqual({ right: 3, data: 4, trips: 2 })
    } finally {
      await place.close()
    }
  })
})

describe('W14', () => {
  test('home and search are at most two commands, whatever is asked', async () => {
    const place = await openPlace({ kind: 'bench', serverUri: inject('databaseUri'), log: () => undefined })
    try {
      for (const { url, count } of await countPageCommands(place)) expect([url, count <= 2]).toEqual([url, true])
    } finally {
      await place.close()
    }
  })
})
