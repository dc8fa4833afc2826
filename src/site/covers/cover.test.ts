import { expect, test } from 'vitest'
import { cover, hash, initialOf } from './cover.ts'

const barber = { slug: 'aq-zhaiyq-barber', category: 'barbershop', initial: 'А' }

test('the colours of a name never change: printed things carry them', () => {
  expect(hash('')).toBe(0x811c9dc5)
  expect(hash('a')).toBe(0xe40c292c)
  expect(cover(barber)).toBe(cover({ ...barber }))
  expect(hash(cover(barber))).toBe(1740682211)
})

test('another category has another ornament, another name other colours or another letter', () => {
  expect(cover({ ...barber, category: 'dentistry' })).not.toBe(cover(barber))
  expect(cover({ ...barber, slug: 'sulu-beauty' })).not.toBe(cover(barber))
  expect(cover({ ...barber, initial: 'Б' })).not.toBe(cover(barber))
})

test('it is small, and no text can break out of it', () => {
  const odd = cover({ slug: '"><script>', category: '__proto__', initial: '<' })
  expect(odd).not.toContain('<script')
  expect(odd).toContain('&#60;</text>')
  expect(cover(barber).length).toBeLessThan(2200)
})

test('the initial is a letter of the name, not its quotation mark', () => {
  expect(initialOf('«Сұлу» салоны')).toBe('С')
  expect(initialOf('әсел')).toBe('Ә')
  expect(initialOf('«»')).toBe('')
})
