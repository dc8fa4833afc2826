import { expect, test } from 'vitest'
import { type CalendarVisit, marked, marksFor, nextMark, standing, verbOf } from './marks.ts'

const at = (time: string): string => new Date(`2026-11-24T${time}:00+05:00`).toISOString()
const visit = (changes: Partial<CalendarVisit> = {}) =>
  ({
    ...{ status: 'scheduled', startTime: at('12:00'), businessDay: '2026-11-24', version: 3 },
    ...{ arrivedAt: null, confirmedAt: null },
    ...changes,
  }) as CalendarVisit

test('first the client comes, then he is served, then nothing is left to say', () => {
  const here = marked(visit(), { mark: 'arrive', back: false }, at('11:55'))
  const done = marked(here, { mark: 'complete', back: false }, at('13:00'))
  expect([visit(), here, done].map(nextMark)).toEqual(['arrive', 'complete', null])
  expect([here, done].map(({ version }) => version)).toEqual([4, 5])
  expect(standing(done)).toBe('complete')
})

test('a mark taken back leaves the visit as it was, but for its version', () => {
  const before = visit({ confirmedAt: at('09:00') })
  for (const mark of ['arrive', 'complete', 'noShow'] as const) {
    const there = marked(before, { mark, back: false }, at('12:00'))
    expect(marked(there, { mark, back: true }, at('12:01'))).toEqual({ ...before, version: 5 })
  }
})

test('nothing is offered that the server would refuse', () => {
  const before = Date.parse(at('11:00'))
  const after = Date.parse(at('12:30'))
  expect(marksFor(visit(), before, '2026-11-24')).toEqual(['arrive', 'confirm', 'complete'])
  expect(marksFor(visit(), after, '2026-11-24')).toEqual(['arrive', 'confirm', 'complete', 'noShow'])
  expect(marksFor(visit(), before, '2026-11-23')).toEqual(['arrive', 'confirm'])
  expect(marksFor(visit({ status: 'completed' }), after, '2026-11-24')).toEqual([])
})

test('every mark has the verb that takes it back', () => {
  expect(verbOf({ mark: 'confirm', back: true })).toMatch(/\/unconfirm$/)
  expect(verbOf({ mark: 'arrive', back: true })).toMatch(/\/unarrive$/)
  expect(verbOf({ mark: 'noShow', back: true })).toMatch(/\/undo$/)
})
