// What people call a thing beside its name on the price list: by category, and by groups of words that mean the same.

import { type Word, wordsOf } from './search-keys.ts'
import synonyms from './synonyms.json' with { type: 'json' }

const ofCategories: Readonly<Record<string, readonly string[]>> = synonyms.categories

export const categorySynonyms = (slug: string): readonly string[] => ofCategories[slug] ?? []

interface Group {
  texts: readonly string[]
  /** Each way to say it, as sounds of its words. */
  sayings: readonly (readonly string[])[]
}

const sounds = (text: string): string[] => wordsOf(text).map(({ sound }) => sound)

const groups: readonly Group[] = synonyms.groups.map((texts) => ({ texts, sayings: texts.map(sounds) }))

const known = new Map<string, readonly string[]>()
const KNOWN_TEXTS = 5_000

/** Other ways to say what a name says. */
export function sameAs(name: string): readonly string[] {
  const earlier = known.get(name)
  if (earlier) return earlier
  const named = sounds(name)
  const has = (saying: readonly string[]) => saying.every((sound) => named.some((word) => begins(word, sound)))
  const others = groups.filter(({ sayings }) => sayings.some(has)).flatMap(({ texts }) => texts)
  if (known.size >= KNOWN_TEXTS) known.clear()
  known.set(name, others)
  return others
}

const LONGEST_ENDING = 3

// Short words only as they are, longer ones with an ending: a bus is no back.
const begins = (word: string, sound: string): boolean =>
  word === sound || (sound.length > 3 && word.startsWith(sound) && word.length - sound.length <= LONGEST_ENDING)

const unimportant = new Set(synonyms.unimportant.flatMap(sounds))
const today = new Set(synonyms.today.flatMap(sounds))

export const isUnimportant = ({ sound }: Word): boolean => unimportant.has(sound)
export const meansToday = ({ sound }: Word): boolean => today.has(sound)
