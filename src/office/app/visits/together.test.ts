import { expect, test } from 'vitest'
import type { CalendarVisit } from './marks.ts'
import { togetherWith } from './together.ts'

const PHONE = '+77015550101'
const visit = (id: string, changes: Partial<CalendarVisit> = {}) =>
  ({ id, clientPhone: PHONE, status: 'scheduled', startTime: '2026-11-24T06:00:00Z', ...changes }) as CalendarVisit

test('who comes by the same phone on that day is shown in turn, without what was cancelled', () => {
  const mother = visit('mother')
  const later = visit('son', { startTime: '2026-11-24T08:00:00Z' })
  const earlier = visit('daughter', { startTime: '2026-11-24T05:00:00Z' })
  const others = [visit('cancelled', { status: 'cancelled' }), visit('stranger', { clientPhone: '+77015550202' })]
  expect(togetherWith(mother, [later, mother, ...others, earlier]).map(({ id }) => id)).toEqual(['daughter', 'son'])
})

test('who told no phone comes alone', () => {
  const nobody = { clientPhone: null }
  expect(togetherWith(visit('first', nobody), [visit('second', nobody)])).toEqual([])
})
