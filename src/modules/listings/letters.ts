// Three alphabets, one sound. People type a Kazakh word with Russian letters, a Russian one with Latin letters in several
// ways, and any of them with the keyboard in the wrong layout: texts and queries are compared by how they sound.

const LATIN: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm' },
  ...{ н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch' },
  ...{ ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya' },
}

/** What romanisations write differently, made one; order matters. */
const ONE_SPELLING: readonly (readonly [RegExp, string])[] = [
  [/shch|sch/g, 'sh'],
  [/kh/g, 'h'],
  [/gh/g, 'g'],
  [/zh/g, 'j'],
  [/ph/g, 'f'],
  [/(?<=\d)x(?=\d)/g, 'h'],
  [/x/g, 'ks'],
  [/ck|q/g, 'k'],
  [/w/g, 'v'],
  [/ts|c(?=[eiy])/g, 's'],
  [/c(?!h)/g, 'k'],
  [/[iy]+([au])/g, '$1'],
  [/[iy]+[eo]/g, 'e'],
  [/y/g, 'i'],
  [/(\p{L})\1+/gu, '$1'],
]

/** How a folded word sounds, in a few Latin letters: маникюр, manikyur, manikur → `manikur`. */
export const soundOf = (word: string): string =>
  ONE_SPELLING.reduce(
    (sound, [spelled, written]) => sound.replace(spelled, written),
    [...word].map((letter) => LATIN[letter] ?? letter).join(''),
  )

const KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
const SHIFTED = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
const RUSSIAN = 'ёйцукенгшщзхъфывапролджэячсмитьбю'
/** The Kazakh layout is the Russian one with its own letters in the row of figures. */
const KAZAKH_KEYS = '2345890-='
const KAZAKH = 'әіңғүұқөһ'

const pairs = (from: string, to: string): [string, string][] =>
  [...from].map((letter, i) => [letter, [...to][i] ?? letter])

const TO_CYRILLIC = new Map([...pairs(KEYS, RUSSIAN), ...pairs(SHIFTED, RUSSIAN)])
const TO_KAZAKH = new Map([...TO_CYRILLIC, ...pairs(KAZAKH_KEYS, KAZAKH)])
const TO_LATIN = new Map([...pairs(RUSSIAN, KEYS), ...pairs(KAZAKH, KAZAKH_KEYS)])

const retyped = (text: string, keys: ReadonlyMap<string, string>): string =>
  [...text].map((letter) => keys.get(letter) ?? keys.get(letter.toLowerCase()) ?? letter).join('')

const WORDS_ONLY = /^[\p{L}\p{N}\s]+$/u
/** No word of either language has a letter three times in a row. */
const STUTTER = /(\p{L})\1\1/u

/**
 * What else may have been meant: the same keys pressed in the other layouts (`vfybr.h` → `маникюр`, `ифи 0b.` → `шаш қию`),
 * and x written for a sound of its own (`ximchistka`). What would not be words in the other layout was not typed in it.
 */
export function otherwiseTyped(text: string): string[] {
  const hasLatin = /\p{Script=Latin}/u.test(text)
  const hasCyrillic = /\p{Script=Cyrillic}/u.test(text)
  if (hasLatin === hasCyrillic) return []
  const ways = hasLatin ? [retyped(text, TO_CYRILLIC), retyped(text, TO_KAZAKH)] : [retyped(text, TO_LATIN)]
  return [
    ...ways.filter((way) => WORDS_ONLY.test(way) && !STUTTER.test(way)),
    ...(hasLatin && /x/i.test(text) ? [text.replace(/x/gi, 'h')] : []),
  ]
}
