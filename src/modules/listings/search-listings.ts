import type { Clock } from '#kernel/clock.ts'
import { type LocalDate, localDateAt, type Minute, toMinute } from '#kernel/time.ts'
import { metresBetween, type Point } from './distance.ts'
import { comingTimes, isFreeOn, isOpenAt, type ListedService, type Listing } from './listing.ts'
import type { Filters, ListingsStore, Order } from './listings.store.ts'
import { type Question, questionOf, type Reading, tellingKeys, widerKeys } from './question.ts'
import { type Match, matcherOf } from './rank.ts'
import type { NamesOf } from './terms.ts'

export const SORTS = ['best', 'soonest', 'near', 'price'] as const

export interface SearchQuery {
  q?: string | undefined
  category?: string | undefined
  openNow?: boolean | undefined
  freeToday?: boolean | undefined
  near?: Point | undefined
  priceMax?: number | undefined
  /** Absent: by distance with `near`, else the best match, else the soonest. */
  sort?: (typeof SORTS)[number] | undefined
  /** From 1 */
  page?: number | undefined
}

export interface Found {
  listing: Listing
  /** What was meant, best first; without words all that is offered. */
  services: ListedService[]
  metres: number | null
}

export interface SearchResult {
  now: Minute
  today: LocalDate
  results: Found[]
  total: number
  page: number
  pages: number
  categories: { slug: string; count: number }[]
  /** Null when nothing was asked in words. */
  understood: { text: string; isOther: boolean; isCut: boolean } | null
  /** The nearest there is when nothing fits. */
  near: Found[]
}

export interface SearchDeps {
  clock: Clock
  store: ListingsStore
  namesOf: NamesOf
  /** Of the city: its day is "today". */
  zone: string
}

const A_PAGE = 24
const LAST_PAGE = 100
/** So few hits that misspellings are looked for too. */
const FEW = 3
const NEAREST = 3

/** Businesses by words, category, openness, price and distance; in at most two commands to the database. */
export const searchListings =
  (deps: SearchDeps) =>
  async (query: SearchQuery): Promise<SearchResult> => {
    const now = toMinute(deps.clock.now())
    const question = questionOf(query.q ?? '')
    const asked: Asked = {
      ...query,
      freeToday: query.freeToday || question.today,
      sort: query.sort ?? (query.near ? 'near' : question.readings.length > 0 ? 'best' : 'soonest'),
      page: Math.min(Math.max(1, query.page ?? 1), LAST_PAGE),
      now,
      today: localDateAt(now, deps.zone),
    }
    return question.readings.length > 0 ? byWords(deps, question, asked) : withoutWords(deps, asked)
  }

type Asked = SearchQuery & { page: number; now: Minute; today: LocalDate; sort: NonNullable<SearchQuery['sort']> }

async function withoutWords({ store }: SearchDeps, asked: Asked): Promise<SearchResult> {
  const { category, now, today, near, page, sort } = asked
  const filters: Filters = {
    openAt: asked.openNow ? now : undefined,
    freeOn: asked.freeToday ? { date: today, now } : undefined,
    priceMax: asked.priceMax,
  }
  const order: Order =
    near && sort === 'near'
      ? { by: 'distance', from: [near.lng, near.lat] }
      : { by: sort === 'price' ? 'price' : 'soonest' }
  const fitting = await store.fitting(filters, order)
  const inCategory = fitting.filter((one) => !category || one.category === category)
  const ids = inCategory.slice((page - 1) * A_PAGE, page * A_PAGE).map(({ locationId }) => locationId)
  const listings = await store.byIds(ids)
  const total = inCategory.length
  return {
    ...{ now, today, page, total, pages: pagesOf(total), understood: null, near: [] },
    categories: countsOf(fitting.map((one) => one.category)),
    results: listings.map((listing) => foundIn(listing, [], near)),
  }
}

async function byWords({ store, namesOf }: SearchDeps, question: Question, asked: Asked): Promise<SearchResult> {
  const { now, today, page } = asked
  const best = (listings: readonly Listing[], forgiving: boolean) =>
    bestReading(listings, question.readings, namesOf, forgiving)
  let read = best(await store.found(tellingKeys(question)), false)
  let around: Listing[] = []
  if (read.whole.length < FEW) {
    around = await store.foundOrSoonest(widerKeys(question), now, NEAREST)
    read = merged(read, best(around, true))
  }
  const fitting = read.whole.flatMap((match) => shown(match, asked))
  const inCategory = fitting.filter(({ listing }) => !asked.category || listing.category === asked.category)
  const sorted = inCategory.sort(inOrder(asked))
  return {
    ...{ now, today, page, total: sorted.length, pages: pagesOf(sorted.length) },
    results: sorted.slice((page - 1) * A_PAGE, page * A_PAGE),
    categories: countsOf(fitting.map(({ listing }) => listing.category)),
    understood: understoodOf(question, read),
    near: sorted.length > 0 ? [] : nearest(read, around, asked),
  }
}

/** One way to read the query, with what it finds. */
interface Reader {
  reading: Reading
  /** All words found. */
  whole: Match[]
  part: Match[]
}

/**
 * What stands there, if it finds anything, else the reading that finds most. A mistake is forgiven in what stands there
 * only: two kinds of slip at once would find anything.
 */
function bestReading(
  listings: readonly Listing[],
  readings: readonly Reading[],
  namesOf: NamesOf,
  forgiving: boolean,
): Reader {
  const read = readings.map((reading) => {
    const matches = listings
      .map(matcherOf(reading, namesOf, forgiving && reading === readings[0]))
      .filter(({ found }) => found > 0)
      .sort((a, b) => b.found - a.found || b.score - a.score || a.listing.soonest - b.listing.soonest)
    const whole = matches.filter(({ found }) => found === reading.length)
    return { reading, whole, part: matches.filter(({ found }) => found < reading.length) }
  })
  const [asTyped = NOTHING] = read
  if (asTyped.whole.length > 0) return asTyped
  const strength = ({ whole, part }: Reader): number => (whole[0]?.score ?? 0) * WHOLE + (part[0]?.score ?? 0)
  return read.reduce((best, other) => (strength(other) > strength(best) ? other : best), asTyped)
}

/** Every word found says more than any number of some. */
const WHOLE = 100

const NOTHING: Reader = { reading: [], whole: [], part: [] }

/** Exact hits first, then those with a mistake forgiven. */
function merged(exact: Reader, wider: Reader): Reader {
  const ids = new Set(exact.whole.map(({ listing }) => listing.locationId))
  const others = wider.whole.filter(({ listing }) => !ids.has(listing.locationId))
  const isExact = exact.whole.length > 0
  return { ...(isExact ? exact : wider), whole: [...exact.whole, ...others], part: wider.part }
}

type Scored = Found & { score: number }

/** A match as it is shown, if the filters let it: they are asked of the services that were meant. */
function shown({ listing, services, score }: Match, { now, today, ...asked }: Asked): Scored[] {
  if (asked.openNow && !isOpenAt(listing, now)) return []
  const meant = (services.length > 0 ? services : listing.services).filter(
    (service) =>
      (!asked.freeToday || isFreeOn(listing, service, today, now)) &&
      (asked.priceMax === undefined || service.price <= asked.priceMax),
  )
  const isLeft = meant.length > 0 || (!asked.freeToday && asked.priceMax === undefined)
  return isLeft ? [{ listing, score, services: meant, metres: metresTo(listing, asked.near) }] : []
}

const NOWHERE = Number.MAX_SAFE_INTEGER

function inOrder({ sort, now }: Asked): (a: Scored, b: Scored) => number {
  const soonest = ({ listing, services }: Found): number =>
    Math.min(NOWHERE, ...services.flatMap((service) => comingTimes(listing, service, now).slice(0, 1)))
  const price = ({ services }: Found): number => Math.min(NOWHERE, ...services.map((service) => service.price))
  if (sort === 'near') return (a, b) => (a.metres ?? NOWHERE) - (b.metres ?? NOWHERE)
  if (sort === 'price') return (a, b) => price(a) - price(b) || b.score - a.score
  if (sort === 'soonest') return (a, b) => soonest(a) - soonest(b) || b.score - a.score
  return () => 0 // the matches come best first
}

/** What fits but for the filters, else but for some words, else what is free soonest. */
function nearest({ whole, part }: Reader, around: readonly Listing[], { near, now }: Asked): Found[] {
  const matches = [...whole, ...part].slice(0, NEAREST)
  if (matches.length > 0) return matches.map(({ listing, services }) => foundIn(listing, services, near))
  const soonest = around.filter((listing) => listing.soonest >= now).sort((a, b) => a.soonest - b.soonest)
  return soonest.slice(0, NEAREST).map((listing) => foundIn(listing, [], near))
}

/** @param meant none: all that is offered */
const foundIn = (listing: Listing, meant: ListedService[], near: Point | undefined): Found => ({
  listing,
  services: meant.length > 0 ? meant : listing.services,
  metres: metresTo(listing, near),
})

function understoodOf({ isCut, readings }: Question, { reading, whole }: Reader): SearchResult['understood'] {
  const words = whole[0]?.understood ?? reading.map(({ text }) => text)
  const text = words.join(' ')
  return { text, isOther: text !== (readings[0] ?? []).map((word) => word.text).join(' '), isCut }
}

const metresTo = ({ geo }: Listing, near: Point | undefined): number | null =>
  geo && near ? metresBetween({ lng: geo[0], lat: geo[1] }, near) : null

const countsOf = (categories: readonly string[]): SearchResult['categories'] =>
  [...Map.groupBy(categories, (slug) => slug)]
    .map(([slug, { length }]) => ({ slug, count: length }))
    .sort((a, b) => b.count - a.count || (a.slug < b.slug ? -1 : 1))

const pagesOf = (total: number): number => Math.min(LAST_PAGE, Math.max(1, Math.ceil(total / A_PAGE)))
