import type { ListedService, Listing } from './listing.ts'
import type { Reading } from './question.ts'
import { likeness, likenessWithTypo, type Word } from './search-keys.ts'
import { NAME, type NamesOf, nameTerms, placeTerms, serviceTerms, type Term } from './terms.ts'

export interface Match {
  listing: Listing
  score: number
  /** How many of the typed words were found. */
  found: number
  /** The services that were meant, best first; none when the place itself was. */
  services: ListedService[]
  /** What was understood, word by word: the typed word, or the one it was taken for. */
  understood: string[]
}

interface Hit {
  score: number
  word: Word
  isTypo: boolean
}

const NO_HIT = 0

/** The name of one thing typed whole. */
const WHOLE_NAME = 6
/** All that was typed is said by one service. */
const ONE_SERVICE = 4

/** How well a listing answers one reading of a query; `forgiving` lets one mistake a word pass. */
export function matchOf(listing: Listing, reading: Reading, namesOf: NamesOf, forgiving: boolean): Match {
  const place = [...nameTerms(listing), ...placeTerms(listing, namesOf)]
  const ofPlace = reading.map((word) => bestHit(word, place, forgiving))
  const services = listing.services
    .map((service) => {
      const terms = serviceTerms(service, namesOf)
      const hits = reading.map((word) => bestHit(word, terms, forgiving))
      return { service, hits, score: sum(hits) + wholeName(reading, terms) }
    })
    .filter(({ score }) => score > NO_HIT)
    .sort((a, b) => b.score - a.score)
  const [meant] = services
  const best = reading.map((_, i) => better(ofPlace[i] ?? null, meant?.hits[i] ?? null))
  const bySeveral = best.map((hit, i) => hit ?? services.map(({ hits }) => hits[i]).find(Boolean) ?? null)
  const isOneService = meant?.hits.every(Boolean) ?? false
  return {
    listing,
    found: bySeveral.filter(Boolean).length,
    score:
      sum(bySeveral) +
      (isOneService ? ONE_SERVICE : 0) +
      Math.max(
        wholeName(reading, nameTerms(listing)),
        meant ? wholeName(reading, serviceTerms(meant.service, namesOf)) : 0,
      ),
    services: services.filter(({ score }) => score >= (meant?.score ?? 0) * 0.6).map(({ service }) => service),
    understood: bySeveral.map((hit, i) => (hit?.isTypo ? hit.word.text : (reading[i]?.text ?? ''))),
  }
}

function bestHit({ sound }: Word, terms: readonly Term[], forgiving: boolean): Hit | null {
  let best: Hit | null = null
  for (const { words, weight } of terms) {
    for (const word of words) {
      const plain = likeness(sound, word.sound)
      const alike = plain || !forgiving ? plain : likenessWithTypo(sound, word.sound)
      // Of two equal hits the shorter text says more: one word of one is more than one of six.
      const score = alike * weight * (0.9 + 0.1 / words.length)
      if (score > (best?.score ?? NO_HIT)) best = { score, word, isTypo: plain === 0 }
    }
  }
  return best
}

const better = (a: Hit | null, b: Hit | null): Hit | null => ((a?.score ?? 0) >= (b?.score ?? 0) ? a : b)

const sum = (hits: readonly (Hit | null)[]): number => hits.reduce((total, hit) => total + (hit?.score ?? 0), 0)

const wholeName = (reading: Reading, terms: readonly Term[]): number =>
  terms.some(
    ({ words, weight }) =>
      weight >= NAME && words.length > 0 && words.every(({ sound }) => reading.some((typed) => typed.sound === sound)),
  )
    ? WHOLE_NAME
    : 0
