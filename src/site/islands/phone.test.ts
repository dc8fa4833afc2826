import { expect, test } from 'vitest'
import { tidyPhone } from './phone.ts'

test.each([
  ['87015550101', '+7 701 555 01 01'],
  ['8 (701) 555-01-01', '+7 701 555 01 01'],
  ['+7 701 555 01 01', '+7 701 555 01 01'],
  ['7015550101', '+7 701 555 01 01'],
  ['77015550101', '+7 701 555 01 01'],
])('%s reads %s', (typed, shown) => {
  expect(tidyPhone(typed)).toBe(shown)
})

test.each(['', '8701', '+44 20 7946 0958', '+1 415 555 0132', '870155501011', 'телефон жоқ'])(
  '%s stays as it is',
  (typed) => {
    expect(tidyPhone(typed)).toBe(typed)
  },
)
