// By what a client is found while the phone rings: beginnings of each word of the name as any keyboard types it, and the
// last digits of the phone. Equality on a key uses the index; a pattern would read every card.

import { nameKeyOf } from './name-key.ts'

const SHORTEST = 2
const LONGEST = 8
/** Digits at the end of a phone: from the last four to the whole number without its country. */
const TAILS = { least: 4, most: 10 } as const

const wordsOf = (text: string): string[] => nameKeyOf(text).split(' ').filter(Boolean)

/** The keys of a card, each once. */
export function searchKeysOf({ name, phone }: { name: string; phone?: string | null | undefined }): string[] {
  const beginnings = wordsOf(name).flatMap((word) =>
    Array.from({ length: Math.min(word.length, LONGEST) - SHORTEST + 1 }, (_, i) => word.slice(0, SHORTEST + i)),
  )
  const digits = (phone ?? '').replace(/\D/g, '')
  const longest = Math.min(digits.length, TAILS.most)
  const tails = Array.from({ length: Math.max(0, longest - TAILS.least + 1) }, (_, i) =>
    digits.slice(-(TAILS.least + i)),
  )
  return [...new Set([...beginnings, ...tails])]
}

/** The keys that all must be on a card for it to be meant; none: nothing can be looked for yet. */
export function wantedKeys(typed: string): string[] {
  const digits = typed.replace(/\D/g, '')
  const isPhone = digits.length >= TAILS.least && !/\p{L}/u.test(typed)
  if (isPhone) return [digits.slice(-TAILS.most)]
  return wordsOf(typed.slice(0, 200))
    .filter((word) => word.length >= SHORTEST)
    .slice(0, 5)
    .map((word) => word.slice(0, LONGEST))
}
