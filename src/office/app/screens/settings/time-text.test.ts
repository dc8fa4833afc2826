import { expect, test } from 'vitest'
import { timeIn } from './time-text.ts'

test.each([
  ['9', '09:00'],
  ['21', '21:00'],
  ['930', '09:30'],
  ['0930', '09:30'],
  ['9:30', '09:30'],
  ['9.05', '09:05'],
  ['24:00', '00:00'],
  ['24', '00:00'],
  ['', null],
  ['25', null],
  ['12:60', null],
  ['24:01', null],
  ['abc', null],
])('%s is read as %s', (text, time) => {
  expect(timeIn(text)).toBe(time)
})
