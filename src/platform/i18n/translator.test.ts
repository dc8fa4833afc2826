import { describe, expect, test } from 'vitest'
import { catalogueName, errorText } from './speak.ts'
import { translator } from './translator.ts'

const kk = translator('kk')
const ru = translator('ru')

describe('texts', () => {
  test('are there at once, in the language asked for', () => {
    expect(kk('site.book')).toBe('Жазылу')
    expect(ru('site.book')).toBe('Записаться')
    expect(translator('kk')).toBe(kk)
  })

  test('keep what a person typed as it is: the page escapes it', () => {
    expect(kk('site.bookService', { service: '<b>Шаш & сақал</b>' })).toBe('Жазылу: <b>Шаш & сақал</b>')
  })

  test.each([
    [1, '1 запись', '1 жазылу'],
    [2, '2 записи', '2 жазылу'],
    [5, '5 записей', '5 жазылу'],
    [21, '21 запись', '21 жазылу'],
  ])('count %i in Russian forms, and in the one Kazakh form', (count, russian, kazakh) => {
    expect(ru('office.visits', { count })).toBe(russian)
    expect(kk('office.visits', { count })).toBe(kazakh)
  })
})

describe('errors', () => {
  test('say whom to call when the phone is known, and stay whole when it is not', () => {
    expect(errorText(kk, 'cancellation_closed', { phone: '+7 701 555 01 01' })).toContain('+7 701 555 01 01')
    expect(errorText(kk, 'cancellation_closed')).not.toContain('{{')
  })

  test('an unknown code never reaches the reader', () => {
    expect(errorText(ru, 'E11000 dup key')).toBe(ru('errors.internal'))
  })
})

test('a category has its name, and an unknown slug is shown as written', () => {
  expect(catalogueName(kk, 'category', 'car-wash')).toBe('Автожуу')
  expect(catalogueName(kk, 'category', 'hookah')).toBe('hookah')
  expect(catalogueName(ru, 'feature', 'parking')).toBe('Парковка')
})
