import { LOCALES } from '#kernel/localized-text.ts'
import type { ListedService, Listing } from './listing.ts'
import { keysOf, wordsOf } from './search-keys.ts'
import { categorySynonyms, sameAs } from './synonyms.ts'

/** Names of a category or feature in every language. */
export type NamesOf = (kind: 'category' | 'feature', slug: string) => readonly string[]

/** A text by which something is found, and how much finding it by that says. */
export interface Term {
  text: string
  weight: number
}

/** What is found by its own name weighs at least this much. */
export const NAME = 9

type Named = { name: string; translations: Listing['translations'] }

const namesIn = ({ name, translations }: Named): string[] => [
  ...new Set([name, ...LOCALES.flatMap((locale) => translations[locale]?.name ?? [])]),
]

const terms = (texts: readonly string[], weight: number): Term[] => texts.map((text) => ({ text, weight }))

export function serviceTerms(
  service: Pick<ListedService, 'name' | 'translations' | 'category'>,
  namesOf: NamesOf,
): Term[] {
  const names = namesIn(service)
  const { category } = service
  return [
    ...terms(names, NAME + 1),
    ...terms([...new Set(names.flatMap(sameAs))], 7),
    ...(category ? terms([...namesOf('category', category), ...categorySynonyms(category)], 6) : []),
  ]
}

export const nameTerms = (listing: Named): Term[] => terms(namesIn(listing), NAME)

/** What else tells of a place: its category, where it is, what it has. */
export function placeTerms(
  listing: Pick<Listing, 'category' | 'street' | 'landmark' | 'translations' | 'features'>,
  namesOf: NamesOf,
): Term[] {
  const { category, street, landmark, translations, features } = listing
  const where = LOCALES.flatMap((locale) => [translations[locale]?.street ?? '', translations[locale]?.landmark ?? ''])
  return [
    ...terms([...namesOf('category', category), ...categorySynonyms(category)], 8),
    ...terms([street, landmark, ...where].filter(Boolean), 5),
    ...terms(
      features.flatMap((slug) => namesOf('feature', slug)),
      3,
    ),
  ]
}

/** Everything a listing is found by, sorted, so that equal listings have equal keys. */
export function searchKeysOf(
  listing: Pick<Listing, 'name' | 'category' | 'street' | 'landmark' | 'translations' | 'features' | 'services'>,
  namesOf: NamesOf,
): string[] {
  const all = [
    ...nameTerms(listing),
    ...placeTerms(listing, namesOf),
    ...listing.services.flatMap((service) => serviceTerms(service, namesOf)),
  ]
  const sounds = new Set(all.flatMap(({ text }) => wordsOf(text).map(({ sound }) => sound)))
  return [...new Set([...sounds].flatMap(keysOf))].sort()
}
