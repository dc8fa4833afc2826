import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { questionOf, tellingKeys, widerKeys } from './question.ts'
import { askedKeyOf, isOneMistake, keysOf, likeness, likenessWithTypo, wordsOf } from './search-keys.ts'

const sound = (text: string): string =>
  wordsOf(text)
    .map((word) => word.sound)
    .join(' ')

describe('one sound for three alphabets', () => {
  test.each([
    ['Сұлу', 'сулу', 'Sulu', 'SULU'],
    ['маникюр', 'manikyur', 'manikur', 'manikiur', 'МАНИКЮР'],
    ['шаш', 'shash'],
    ['сұлулық', 'sululyq', 'sululyk', 'сулулык'],
    ['Жайық', 'zhaiyq', 'jaiyq', 'zhayik', 'жайык'],
    ['тазалық', 'tazalyq', 'tazalyk', 'tazalık'],
    ['ресницы', 'resnitsy', 'resnicy'],
    ['хаммам', 'khammam', 'hammam', 'хамам', 'һаммам'],
    ['причёска', 'прическа', 'prichyoska', 'pricheska'],
    ['3х4', '3x4'],
  ])('%s is also %s', (written, ...ways) => {
    for (const way of ways) expect(sound(way)).toBe(sound(written))
  })
})

describe('the wrong layout', () => {
  test.each([
    ['vfybr.h', 'маникюр'],
    ['VFYBR>H', 'маникюр'],
    ['ifi 0b.', 'шаш қию'],
    ['c9ke', 'сұлу'],
    ['рфшксге', 'haircut'],
  ])('%s was meant to be %s', (typed, meant) => {
    expect(questionOf(typed).readings.map((words) => words.map(({ text }) => text).join(' '))).toContain(meant)
  })
})

test('what would be no word in the other layout was not typed in it', () => {
  expect(questionOf('zzzzqqqq').readings.map((words) => words.map(({ text }) => text))).toEqual([['zzzzqqqq']])
})

describe('keys', () => {
  test('of a word are its beginnings from 2 to 8 sounds, and its misspellings', () => {
    expect(keysOf('manikur')).toEqual([
      ...['ma', 'man', 'mani', 'manik', 'maniku', 'manikur'],
      ...['~maniku', '~aniku', '~mniku', '~maiku', '~manku', '~maniu', '~manik'],
    ])
  })

  test('whatever was typed of a word finds it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'abdgiklmnorstu'), minLength: 2, maxLength: 14 }),
        fc.nat(),
        (word, cut) => {
          const typed = word.slice(0, 2 + (cut % (word.length - 1)))
          const asked = askedKeyOf(typed)
          expect(keysOf(word).some((key) => asked.includes(key))).toBe(true)
          expect(likeness(typed, word)).toBeGreaterThan(0)
        },
      ),
    )
  })

  test('a word with one mistake in its first six letters shares a key with it', () => {
    const letters = 'abdgiklmnorstu'
    const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 5, maxLength: 12 })
    fc.assert(
      fc.property(word, fc.nat(4), fc.constantFrom(...letters), fc.constantFrom(0, 1, 2), (right, at, letter, kind) => {
        const rest = right.slice(kind === 0 ? at : at + 1)
        const wrong = right.slice(0, at) + (kind === 1 ? '' : letter) + rest
        expect(isOneMistake(wrong, right)).toBe(true)
        const asked = keysOf(wrong).filter((key) => key.startsWith('~'))
        expect(keysOf(right).some((key) => asked.includes(key))).toBe(true)
        expect(likenessWithTypo(wrong, right)).toBeGreaterThan(0)
      }),
    )
  })

  test.each([
    ['manikur', 'amnikur', true],
    ['manikur', 'manikru', true],
    ['manikur', 'manikur', true],
    ['manikur', 'mnaikru', false],
    ['manikur', 'manik', false],
  ])('%s and %s are one mistake apart: %s', (a, b, expected) => {
    expect(isOneMistake(a, b)).toBe(expected)
  })

  test('an ending does not hide a word, and a word is not its beginning only', () => {
    expect(likeness('strijku', 'strijka')).toBe(0.7)
    expect(likeness('avto', 'avtoservis')).toBe(0.85)
    expect(likeness('avtoservis', 'avto')).toBe(0)
  })
})

describe('a query of anything', () => {
  test('asks for words only, and for a bounded number of keys', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 10_000 }), (typed) => {
        const question = questionOf(typed)
        const keys = [...tellingKeys(question), ...widerKeys(question)]
        expect(keys.length).toBeLessThan(400)
        expect(keys.every((key) => /^~?[\p{L}\p{N}]{1,8}$/u.test(key))).toBe(true)
      }),
    )
  })

  test.each(['$where', '{"$gt":""}', '^(a+)+$', '.*', '"\'`;--', '💅💅', '   ', '\u0000'])(
    '%s asks nothing strange',
    (typed) => {
      for (const key of widerKeys(questionOf(typed))) expect(key).toMatch(/^~?[a-z0-9]+$/)
    },
  )

  test('ten thousand letters are cut, and it is said', () => {
    expect(questionOf('а'.repeat(10_000)).isCut).toBe(true)
    expect(questionOf('маникюр').isCut).toBe(false)
  })

  test('"today" is a wish, not a word', () => {
    const { today, readings } = questionOf('маникюр бүгін')
    expect([today, readings[0]?.map(({ text }) => text)]).toEqual([true, ['маникюр']])
  })
})
