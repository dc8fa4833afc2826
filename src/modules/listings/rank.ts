import type { ListedService, Listing } from './listing.ts'
import type { Reading } from './question.ts'
import { likeness, likenessWithTypo, type Word, wordsOf } from './search-keys.ts'
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

/** What a typed word was found by. */
interface Hit {
  score: number
  word: Word
  isTypo: boolean
}

type Hits = readonly (Hit | null)[]

/** The name of one thing typed whole. */
const WHOLE_NAME = 6
/** All that was typed is said by one service. */
const ONE_SERVICE = 4
/** Services that are nearly as good as the best were meant too. */
const NEARLY = 0.6

/** Tells how well listings answer one reading of a query; `forgiving` lets one mistake a word pass. */
export function matcherOf(reading: Reading, namesOf: NamesOf, forgiving: boolean): (listing: Listing) => Match {
  const hitsIn = textReader(reading, forgiving)

  const bestHits = (terms: readonly Term[]): Hits =>
    terms.reduce<Hits>(
      (best, { text, weight }) => {
        const hits = hitsIn(text)
        return hits.some(Boolean) ? best.map((hit, i) => better(hit, weighed(hits[i] ?? null, weight))) : best
      },
      reading.map(() => null),
    )

  const wholeName = (terms: readonly Term[]): number =>
    terms.some(({ text, weight }) => weight >= NAME && isSaidBy(reading, text)) ? WHOLE_NAME : 0

  return (listing) => {
    const names = nameTerms(listing)
    const ofPlace = bestHits([...names, ...placeTerms(listing, namesOf)])
    const services = listing.services
      .map((service) => {
        const terms = serviceTerms(service, namesOf)
        const hits = bestHits(terms)
        const whole = wholeName(terms)
        return { service, hits, whole, score: sum(hits) + whole }
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
    const [meant] = services
    const hits = reading.map((_, i) => {
      const best = better(ofPlace[i] ?? null, meant?.hits[i] ?? null)
      return best ?? services.map((service) => service.hits[i]).find(Boolean) ?? null
    })
    const isOneService = meant?.hits.every(Boolean) ?? false
    return {
      listing,
      found: hits.filter(Boolean).length,
      score: sum(hits) + (isOneService ? ONE_SERVICE : 0) + Math.max(wholeName(names), meant?.whole ?? 0),
      services: services.filter(({ score }) => score >= (meant?.score ?? 0) * NEARLY).map(({ service }) => service),
      understood: hits.map((hit, i) => (hit?.isTypo ? hit.word.text : (reading[i]?.text ?? ''))),
    }
  }
}

/** The best hit of each typed word in a text, of weight 1. The same texts come again in many listings. */
function textReader(reading: Reading, forgiving: boolean): (text: string) => Hits {
  const read = new Map<string, Hits>()
  return (text) => {
    const earlier = read.get(text)
    if (earlier) return earlier
    const written = wordsOf(text)
    const hits = reading.map((typed) =>
      written.map((word) => hitOf(typed, word, written.length, forgiving)).reduce(better, null),
    )
    read.set(text, hits)
    return hits
  }
}

function hitOf(typed: Word, word: Word, words: number, forgiving: boolean): Hit | null {
  const plain = likeness(typed.sound, word.sound)
  const alike = plain || !forgiving ? plain : likenessWithTypo(typed.sound, word.sound)
  // Of two equal hits the shorter text says more: one word of one is more than one of six.
  return alike > 0 ? { score: alike * (0.9 + 0.1 / words), word, isTypo: plain === 0 } : null
}

const weighed = (hit: Hit | null, weight: number): Hit | null => hit && { ...hit, score: hit.score * weight }

const better = (a: Hit | null, b: Hit | null): Hit | null => ((b?.score ?? 0) > (a?.score ?? 0) ? b : a)

const sum = (hits: Hits): number => hits.reduce((total, hit) => total + (hit?.score ?? 0), 0)

function isSaidBy(reading: Reading, text: string): boolean {
  const words = wordsOf(text)
  return words.length > 0 && words.every(({ sound }) => reading.some((typed) => typed.sound === sound))
}
