import { otherwiseTyped } from './letters.ts'
import { askedKeyOf, typoKeysOf, type Word, wordsOf } from './search-keys.ts'
import { isUnimportant, meansToday } from './synonyms.ts'

/** Longer ones are cut: nobody types a hundred letters to find a hairdresser. */
export const LONGEST_QUERY = 100
const MOST_WORDS = 8

/** One way to read what was typed: as it stands, or as if the keyboard had been in another layout. */
export type Reading = readonly Word[]

export interface Question {
  /** None: nothing was asked that has letters or figures. */
  readings: readonly Reading[]
  /** A word for today was among those typed. */
  today: boolean
  /** Only the beginning was read. */
  isCut: boolean
}

/** Any text at all: signs and operators are no words, so nothing of them is left. */
export function questionOf(typed: string): Question {
  const text = [...typed.slice(0, 4 * LONGEST_QUERY)].slice(0, LONGEST_QUERY).join('')
  const all = [text, ...otherwiseTyped(text)].map((way) => wordsOf(way).slice(0, MOST_WORDS))
  const readings = all.map(important).filter((reading) => reading.length > 0)
  const different = readings.filter(
    (reading, i) => readings.findIndex((other) => soundsOf(other) === soundsOf(reading)) === i,
  )
  return {
    readings: different,
    today: all[0]?.some(meansToday) ?? false,
    isCut: text.length < typed.length || (all[0]?.length ?? 0) === MOST_WORDS,
  }
}

function important(words: readonly Word[]): Reading {
  const wished = words.filter((word) => !meansToday(word))
  const said = wished.filter((word) => !isUnimportant(word) && word.sound.length > 1)
  return said.length > 0 ? said : wished.filter((word) => word.sound.length > 1)
}

const soundsOf = (reading: Reading): string => reading.map(({ sound }) => sound).join(' ')

/** Keys of each reading's most telling word: an index answers one list of equals, the other words are looked at after. */
export const tellingKeys = ({ readings }: Question): string[] => [
  ...new Set(readings.map((reading) => askedKeyOf(longest(reading)))),
]

const longest = (reading: Reading): string =>
  reading.map(({ sound }) => sound).reduce((longest, sound) => (sound.length > longest.length ? sound : longest), '')

/** Keys of every word, misspelt ones too: asked when too little was found. */
export const widerKeys = ({ readings }: Question): string[] => [
  ...new Set(readings.flatMap((reading) => reading.flatMap(({ sound }) => [askedKeyOf(sound), ...typoKeysOf(sound)]))),
]
