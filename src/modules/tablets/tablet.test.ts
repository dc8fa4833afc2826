import { expect, test } from 'vitest'
import { whyNotPin } from './tablet.ts'

test.each(['0000', '7777', '1234', '4321', '8901', '0987', '1212', '1221', '1987', '2004'])('%s is guessed', (pin) => {
  expect(whyNotPin(pin)).toBe('pin_too_simple')
})

test.each(['', '123', '12345', 'abcd', '١٢٣٤', ' 284'])('"%s" is no PIN', (pin) => {
  expect(whyNotPin(pin)).toBe('pin_not_four')
})

test.each(['2846', '7391', '5028', '1123', '9080'])('%s can be one', (pin) => {
  expect(whyNotPin(pin)).toBeNull()
})
