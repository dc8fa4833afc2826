import { expect, test } from 'vitest'
import { LOCALES } from '#kernel/localized-text.ts'
import { addDays } from '#kernel/time.ts'
import { capital, formatsOf } from './format.ts'

const kk = formatsOf('kk')
const ru = formatsOf('ru')
const en = formatsOf('en')
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

test('money keeps its parts together and has no fraction', () => {
  expect(kk.money(14500)).toBe('14\u00a0500\u00a0₸')
  expect(plain(ru.money(1234567))).toBe('1 234 567 ₸')
  expect(kk.money(500)).toBe('500\u00a0₸')
  expect([kk.money(0), ru.money(0), en.money(0)]).toEqual(['Тегін', 'Бесплатно', 'Free'])
})

test('the least price is said in each language', () => {
  expect([kk, ru, en].map((f) => plain(f.price(55000, true)))).toEqual([
    '55 000 ₸-ден бастап',
    'от 55 000 ₸',
    'from 55 000 ₸',
  ])
  expect(kk.price(0, true)).toBe('Тегін')
})

test('a span of prices says its currency once', () => {
  expect([kk, ru, en].map((f) => plain(f.prices(8000, 15_000)))).toEqual(Array(3).fill('8 000 – 15 000 ₸'))
  expect(plain(ru.prices(0, 500))).toBe('Бесплатно – 500 ₸')
  expect(plain(ru.prices(500, 500))).toBe('500 ₸')
})

test.each([
  [15, '15 мин', '15 мин', '15 min'],
  [60, '1 сағ', '1 ч', '1 h'],
  [90, '1 сағ 30 мин', '1 ч 30 мин', '1 h 30 min'],
  [0, '0 мин', '0 мин', '0 min'],
])('%i minutes', (minutes, ...said) => {
  expect([kk, ru, en].map((f) => plain(f.duration(minutes)))).toEqual(said)
})

test('a day has its weekday, by the wall and not by a zone', () => {
  const day = '2026-11-24'
  expect([kk, ru, en].map((f) => plain(f.day(day)))).toEqual([
    '24 қараша, сейсенбі',
    '24 ноября, вторник',
    'Tuesday, 24 November',
  ])
  expect([kk, ru, en].map((f) => plain(f.dayShort(day)))).toEqual(['24 қар, сс', '24 ноя, вт', 'Tue, 24 Nov'])
  expect([kk, ru, en].map((f) => plain(f.dateWithYear(day)))).toEqual([
    '2026 жылғы 24 қараша',
    '24 ноября 2026 г.',
    '24 November 2026',
  ])
  expect(plain(kk.moment(day, '15:30'))).toBe('24 қараша, сейсенбі, 15:30')
})

test('every day of two years has words in every language', () => {
  for (const locale of LOCALES)
    for (let day = '2026-01-01'; day < '2028-01-01'; day = addDays(day, 1))
      expect(plain(formatsOf(locale).day(day))).toMatch(/^(\d{1,2} \p{L}+, \p{L}+|\p{L}+, \d{1,2} \p{L}+)$/u)
})

test('a line may begin with a weekday', () => {
  expect(capital('сейсенбі')).toBe('Сейсенбі')
  expect(capital('іңір')).toBe('Іңір')
})
