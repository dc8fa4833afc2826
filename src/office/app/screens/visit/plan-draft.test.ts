import { expect, test } from 'vitest'
import type { CalendarVisit } from '../../visits/marks.ts'
import type { CalendarAnswer } from '../../visits/shown.ts'
import { asked, changed, draftOf, isSame, without, withService } from './plan-draft.ts'

const at = (time: string): string => new Date(`2026-11-24T${time}:00+05:00`).toISOString()
const line = (serviceId: string, staffId: string, from: string, until: string, changes = {}) => ({
  ...{ serviceId, staffId, name: serviceId, variant: null, variantName: null, staffName: staffId },
  ...{ startTime: at(from), endTime: at(until), duration: 60, price: 5000, priceFrom: false },
  ...changes,
})
const visit = {
  ...{ id: 'v', zone: 'Asia/Atyrau', date: '2026-11-24', time: '11:00', startTime: at('11:00') },
  services: [line('cut', 'anna', '11:00', '12:00', { price: 4000 }), line('colour', 'olga', '12:30', '13:30')],
} as unknown as CalendarVisit
const answer = {
  services: [
    { id: 'wash', needsPerson: true, variants: [] },
    { id: 'solarium', needsPerson: false, variants: [{ key: 'short' }] },
  ],
  people: [
    { id: 'zere', services: ['wash'] },
    { id: 'olga', services: ['wash', 'colour'] },
  ],
} as unknown as CalendarAnswer
const first = draftOf(visit).lines[0]?.key ?? ''

test('an untouched draft asks for what is', () => {
  const draft = draftOf(visit)
  expect(isSame(draft, visit)).toBe(true)
  expect(asked(draft, visit)).toEqual({
    startTime: at('11:00'),
    lines: [
      { serviceId: 'cut', staffId: 'anna', duration: 60, price: 4000, startTime: at('11:00') },
      { serviceId: 'colour', staffId: 'olga', duration: 60, price: 5000, startTime: at('12:30') },
    ],
  })
})

test('another time takes the whole visit along, with its pause', () => {
  const { lines } = asked({ ...draftOf(visit), time: '14:00' }, visit)
  expect(lines.map(({ startTime }) => startTime)).toEqual([at('14:00'), at('15:30')])
})

test('another person brings the own length but keeps the agreed price; another service neither', () => {
  const [byOlga] = asked(changed(draftOf(visit), first, { staffId: 'olga' as never }), visit).lines
  expect(byOlga).toEqual({ serviceId: 'cut', staffId: 'olga', price: 4000 })
  const [other] = asked(changed(draftOf(visit), first, { serviceId: 'wash' as never }), visit).lines
  expect(other).toEqual({ serviceId: 'wash', staffId: 'anna' })
})

test('once the plan changes, what comes after follows', () => {
  const draft = changed(draftOf(visit), first, { duration: 90 })
  expect(asked(draft, visit).lines.map(({ startTime }) => startTime)).toEqual([undefined, undefined])
  expect(without(draft, first).lines.map(({ serviceId }) => serviceId)).toEqual(['colour'])
})

test('a service is added with somebody of this visit who can do it, or nobody where nobody is needed', () => {
  const added = withService(draftOf(visit), 'wash' as never, answer).lines.at(-1)
  expect(added).toMatchObject({ serviceId: 'wash', staffId: 'olga', variant: null, duration: null, price: null })
  expect(withService(draftOf(visit), 'solarium' as never, answer).lines.at(-1)).toMatchObject({
    staffId: null,
    variant: 'short',
  })
})
