import { fold } from '#kernel/letters.ts'
import { soundOf } from './letters.ts'

/** A word as it was written and as it sounds. */
export interface Word {
  text: string
  sound: string
}

const SHORTEST_KEY = 2
const LONGEST_KEY = 8
const TYPO_LETTERS = 6
const SHORTEST_TYPO = 4

/** Letters of two units, of no alphabet here: a key cuts between units. */
const RARE = /[\u{10000}-\u{10FFFF}\p{Cs}]/gu

const known = new Map<string, readonly Word[]>()
const KNOWN_TEXTS = 20_000

/** The words of a text, punctuation away. Pure, so what was once taken apart is remembered. */
export function wordsOf(text: string): readonly Word[] {
  const earlier = known.get(text)
  if (earlier) return earlier
  const words = text
    .toLowerCase()
    .replace(/['’ʼ`]/g, '')
    .replace(RARE, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((part) => {
      const sound = soundOf(fold(part))
      return sound ? [{ text: part, sound }] : []
    })
  if (known.size >= KNOWN_TEXTS) known.clear()
  known.set(text, words)
  return words
}

/** Under what a word is found: its first 2 to 8 sounds, and its possible misspellings. */
export const keysOf = (sound: string): string[] => [
  ...Array.from({ length: Math.max(0, Math.min(sound.length, LONGEST_KEY) - SHORTEST_KEY + 1) }, (_, i) =>
    sound.slice(0, SHORTEST_KEY + i),
  ),
  ...typoKeysOf(sound),
]

/** The first six sounds, whole and with each one left out: two words one mistake apart have one of these in common. */
export function typoKeysOf(sound: string): string[] {
  if (sound.length < SHORTEST_TYPO) return []
  const head = sound.slice(0, TYPO_LETTERS)
  const shorter = [...head].map((_, i) => head.slice(0, i) + head.slice(i + 1))
  return [...new Set([head, ...shorter])].map((variant) => `~${variant}`)
}

/** Beginnings under which an ending does not hide a word: стрижку → стрижк. */
function stemsOf(sound: string): string[] {
  const most = sound.length >= 9 ? 3 : sound.length >= 7 ? 2 : sound.length >= 5 ? 1 : 0
  return Array.from({ length: most }, (_, i) => sound.slice(0, sound.length - 1 - i))
}

/** The key to ask for a typed word by: its shortest stem, under which all of them are found; what fits is looked at after. */
export const askedKeyOf = (sound: string): string => (stemsOf(sound).at(-1) ?? sound).slice(0, LONGEST_KEY)

const LONGEST_ENDING = 3

/** How well a typed word names a written one, 1 = the very word; 0 = not at all. */
export function likeness(typed: string, written: string): number {
  if (typed === written) return 1
  if (typed.length >= SHORTEST_KEY && written.startsWith(typed)) return 0.85
  const isInflected = stemsOf(typed).some(
    (stem) => written.startsWith(stem) && written.length - stem.length <= LONGEST_ENDING,
  )
  return isInflected ? 0.7 : 0
}

/** As `likeness`, with one mistake forgiven. */
export function likenessWithTypo(typed: string, written: string): number {
  const whole = likeness(typed, written)
  if (whole > 0 || typed.length < SHORTEST_TYPO || written.length < SHORTEST_TYPO - 1) return whole
  const ends = [typed.length - 1, typed.length, typed.length + 1]
  if (ends.some((end) => isOneMistake(typed, written.slice(0, end)))) {
    return Math.abs(written.length - typed.length) <= LONGEST_ENDING ? 0.5 : 0.4
  }
  return 0
}

/** One letter changed, left out, added, or two neighbours exchanged. */
export function isOneMistake(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && left === `${right[1]}${right[0]}`
}
