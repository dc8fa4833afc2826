import { describe, expect, test } from 'vitest'
import { columnsOf, instantAt } from './columns.ts'
import type { CalendarAnswer, CalendarVisit } from './days.ts'

const MIDNIGHT = Date.parse('2026-11-24T00:00:00+05:00')
const at = (minute: number): string => new Date(MIDNIGHT + minute * 60_000).toISOString()
const span = (from: number, until: number) => ({ from: at(from), until: at(until) })

type Service = CalendarVisit['services'][number]
type Claim = CalendarVisit['claims'][number]

const aService = (staffId: string, from: number, until: number) =>
  ({ serviceId: 'cut', staffId, name: 'Шаш қию', startTime: at(from), endTime: at(until) }) as unknown as Service
const aClaim = (staffId: string | null, from: number, until: number, resourceId: string | null = null) =>
  ({ staffId, resourceId, ...span(from, until) }) as unknown as Claim

const aVisit = (services: Service[], claims: Claim[], more: Partial<CalendarVisit> = {}): CalendarVisit =>
  ({
    id: 'v1',
    status: 'scheduled',
    services,
    claims,
    businessDay: '2026-11-24',
    clientName: 'Әсел',
    ...{ forWhom: null, notes: null, lateMinutes: null, confirmedAt: null, arrivedAt: null, override: null },
    ...{ walkIn: null, isNewClient: false, paymentStatus: 'pending', version: 1 },
    ...more,
  }) as unknown as CalendarVisit

const anAnswer = (visits: CalendarVisit[], more: object = {}): CalendarAnswer =>
  ({
    days: [{ date: '2026-11-24', start: at(0), open: [span(600, 1200)] }],
    people: [
      { id: 'anna', name: 'Анна', services: ['cut'], shifts: [span(600, 780), span(840, 1200)], off: [] },
      { id: 'olga', name: 'Ольга', services: [], shifts: [], off: [span(0, 720)] },
    ],
    resources: [{ id: 'room', name: 'Кабинет' }],
    visits,
    ...more,
  }) as unknown as CalendarAnswer

describe('a column', () => {
  test('is open while the person works, breaks left out', () => {
    const [anna] = columnsOf(anAnswer([]), [], 'people')
    expect(anna?.open).toEqual([
      { from: 600, until: 780 },
      { from: 840, until: 1200 },
    ])
  })

  test('of a night goes on past midnight, and the next evening is the next day', () => {
    const night = anAnswer([aVisit([aService('anna', 1500, 1560)], [])], {
      days: [{ date: '2026-11-24', start: at(0), open: [span(1080, 1590)] }],
      people: [{ id: 'anna', name: 'Анна', services: [], shifts: [span(1080, 1590), span(2520, 3030)], off: [] }],
    })
    const [anna] = columnsOf(night, [], 'people')
    expect(anna?.open).toEqual([{ from: 1080, until: 1590 }])
    expect(anna?.pieces[0]).toMatchObject({ from: 1500, until: 1560 })
    expect(instantAt(night, '2026-11-24', 1500)).toBe('2026-11-24T20:00:00.000Z')
  })

  test('shows time off and blocked time of its person only', () => {
    const block = { id: 'b1', staffId: 'anna', resourceId: null, reason: 'Банк', ...span(900, 930) }
    const [anna, olga] = columnsOf(anAnswer([]), [block] as never, 'people')
    expect(anna?.blocks).toMatchObject([{ kind: 'block', reason: 'Банк', from: 900, until: 930 }])
    expect(olga?.blocks).toMatchObject([{ kind: 'time_off', from: 0, until: 720 }])
  })

  test('is there for whoever works here no more but has a visit', () => {
    const gone = { ...aService('gone', 600, 660), staffName: 'Айгүл' }
    const columns = columnsOf(anAnswer([aVisit([gone], [])]), [], 'people')
    expect(columns.map(({ name }) => name)).toEqual(['Анна', 'Ольга', 'Айгүл'])
  })
})

describe('a visit', () => {
  test('of two people is drawn in both columns, as parts of one', () => {
    const visit = aVisit([aService('anna', 600, 660), aService('olga', 660, 720)], [])
    const [anna, olga] = columnsOf(anAnswer([visit]), [], 'people')
    expect(anna?.pieces).toMatchObject([{ visitId: 'v1', line: 0, lines: 2 }])
    expect(olga?.pieces).toMatchObject([{ visitId: 'v1', line: 1, lines: 2 }])
  })

  test('has tails where more is claimed, and a pause where less is', () => {
    const visit = aVisit([aService('anna', 600, 720)], [aClaim('anna', 590, 630), aClaim('anna', 690, 735)])
    const [anna] = columnsOf(anAnswer([visit]), [], 'people')
    expect(anna?.pieces[0]).toMatchObject({ before: 10, after: 15, processing: [{ from: 630, until: 690 }] })
  })

  test('of two services by one person has no tail between them', () => {
    const visit = aVisit([aService('anna', 600, 660), aService('anna', 660, 720)], [aClaim('anna', 590, 730)])
    const [anna] = columnsOf(anAnswer([visit]), [], 'people')
    expect(anna?.pieces.map(({ before, after }) => [before, after])).toEqual([
      [10, 0],
      [0, 10],
    ])
  })

  test('lies in its room as long as it is claimed', () => {
    const visit = aVisit([aService('anna', 600, 660)], [aClaim(null, 600, 675, 'room')])
    const [room] = columnsOf(anAnswer([visit]), [], 'rooms')
    expect(room).toMatchObject({ kind: 'room', pieces: [{ from: 600, until: 675, service: 'Шаш қию' }] })
  })

  test.each([
    [{}, 'booked'],
    [{ confirmedAt: at(0) }, 'confirmed'],
    [{ confirmedAt: at(0), lateMinutes: 10 }, 'waits'],
    [{ arrivedAt: at(0), lateMinutes: 10 }, 'arrived'],
    [{ status: 'completed', arrivedAt: at(0) }, 'done'],
    [{ status: 'no-show' }, 'no-show'],
    [{ status: 'cancelled' }, 'cancelled'],
  ] as const)('with %j looks %s', (more, look) => {
    const visit = aVisit([aService('anna', 600, 660)], [], more as Partial<CalendarVisit>)
    expect(columnsOf(anAnswer([visit]), [], 'people')[0]?.pieces[0]?.look).toBe(look)
  })
})
