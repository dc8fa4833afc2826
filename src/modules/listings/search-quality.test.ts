// Two hundred and more queries as people of the city type them, over its catalogue: in how many of them is a business
// that was meant among the first five. Misses are printed, by kind.

import { expect, test } from 'vitest'
import { migrate } from '#platform/mongo/migrate.ts'
import { cityListings } from '../../../bench/city-listings.ts'
import { clockAt, TODAY } from '../../../test/factories/salon.ts'
import queries from '../../../test/fixtures/search-queries.json' with { type: 'json' }
import { testDatabase } from '../../../test/harness/database.ts'
import { namesOf } from './index.ts'
import { createListingsStore, listingsCollection } from './listings.store.ts'
import { searchListings } from './search-listings.ts'

const FIRST = 5
/** Each business once. */
const CATALOGUE = 24

const { db } = await testDatabase()
await migrate(db, [listingsCollection])
const clock = clockAt(TODAY)
const store = createListingsStore(db)
for (const listing of cityListings(clock.now(), CATALOGUE)) await store.put(listing)
const search = searchListings({ clock, store, namesOf, zone: 'Asia/Atyrau' })

test(`${queries.length} queries find what was meant among the first five, in at least 95 of 100`, async () => {
  const misses: string[] = []
  const kinds = new Map<string, { asked: number; hit: number; first: number }>()
  for (const { q, kind, expect: meant } of queries) {
    const { results, understood } = await search({ q })
    const slugs = results.slice(0, FIRST).map(({ listing }) => listing.slug)
    const isHit = slugs.some((slug) => meant.includes(slug))
    const counted = kinds.get(kind) ?? { asked: 0, hit: 0, first: 0 }
    kinds.set(kind, {
      asked: counted.asked + 1,
      hit: counted.hit + Number(isHit),
      first: counted.first + Number(meant.includes(slugs[0] ?? '')),
    })
    if (!isHit) misses.push(`${kind}: «${q}» (${understood?.text}) → ${slugs.join(', ') || 'nothing'}`)
  }
  const hits = queries.length - misses.length
  const told = [...kinds].map(([kind, { asked, hit, first }]) => `${kind} ${hit}/${asked} (first: ${first})`)
  console.info(`hit@5 ${(hits / queries.length).toFixed(3)} of ${queries.length}: ${told.join(', ')}`)
  for (const miss of misses) console.info(`  missed ${miss}`)
  expect(hits / queries.length).toBeGreaterThanOrEqual(0.95)
}, 120_000)
