import { expect, test } from 'vitest'
import { freeSlug, slugOf } from './slug.ts'

test.each([
  ['«Ақ Жайық» Barbershop', 'aq-zhaiyq-barbershop'],
  ['Әсем қызғалдақ үйі', 'asem-qyzgaldaq-uii'],
  ['Ғажап өң', 'gazhap-on'],
  ['Ұлы ұйым', 'uly-uiym'],
  ['Жиһан', 'zhihan'],
  ['ІҢКӘР', 'inkar'],
  ['Щётка и Ёлка', 'shetka-i-elka'],
  ["O'Neill’s Café №1", 'oneills-cafe-no1'],
  ['  --  ', 'business'],
  ['美容室', 'business'],
  ['💅', 'business'],
])('%s → %s', (name, slug) => {
  expect(slugOf(name)).toBe(slug)
})

test('a very long name gives a short address that does not end in a dash', () => {
  expect(slugOf('Сұлулық салоны '.repeat(20))).toMatch(/^[a-z0-9-]{1,60}$/)
  expect(slugOf('Сұлулық салоны '.repeat(20))).not.toMatch(/-$/)
})

test('a taken address gets the first free number', () => {
  expect(freeSlug('sulu', new Set())).toBe('sulu')
  expect(freeSlug('sulu', new Set(['sulu']))).toBe('sulu-2')
  expect(freeSlug('sulu', new Set(['sulu', 'sulu-2', 'sulu-4']))).toBe('sulu-3')
})
