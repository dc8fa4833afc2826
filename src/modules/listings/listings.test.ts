import { describe, expect, test } from 'vitest'
import type { StaffId } from '#kernel/ids.ts'
import { openSalon } from '../../../test/factories/open-salon.ts'
import { GUEST, TODAY } from '../../../test/factories/salon.ts'
import { testApp } from '../../../test/harness/app.ts'
import type { Listing } from './listing.ts'
import { createListingsStore, listingsCollection } from './listings.store.ts'

const { app, server, clock, database } = await testApp()
const store = createListingsStore(database.db)
const listings = database.db.collection(listingsCollection.name)

const opened = async () => {
  const salon = await openSalon(app)
  await app.listings.rewrite(salon.business.id)
  return salon
}
const only = async ({ business }: Awaited<ReturnType<typeof opened>>): Promise<Listing> => {
  const [listing] = await store.whole(business.id)
  if (!listing) throw new Error('no listing')
  return listing
}
const check = async (repair = false) => {
  const findings = await Promise.all(
    app.checks.filter(({ name }) => name === 'listings').map((one) => one.run({ repair })),
  )
  return findings.flat()
}
let serial = 0
const book = (salon: Awaited<ReturnType<typeof opened>>, start: string, staffId: StaffId) => {
  serial += 1
  return app.appointments.book(
    salon.business.id,
    {
      cart: { lines: [{ serviceId: salon.cut.id, staffId }], prefer: 'least_wait' },
      startTime: new Date(start),
      ...{ name: 'Әсел', phone: `+7701555${String(1000 + serial)}`, locale: 'kk', source: 'site' },
    },
    GUEST,
    `key-${serial}`,
  )
}
/** Whatever waits in the outbox for this listener is heard. */
const hear = async () => {
  const [listener] = app.listeners.filter(({ name }) => name === 'listings')
  const waiting = await database.db.collection('events').find({ pending: 'listings' }).toArray()
  for (const { _id, businessId, type } of waiting) {
    const event = { id: String(_id), businessId: String(businessId), type }
    await listener?.handle(event as never, AbortSignal.timeout(10_000))
    await database.db.collection('events').updateOne({ _id }, { $pull: { pending: 'listings' } as never })
  }
}

describe('a listing', () => {
  test('says what is free, and a booking changes that by its event', async () => {
    clock.set(TODAY)
    const salon = await opened()
    await hear()
    const before = await only(salon)
    const first = before.services[0]?.times[0] ?? 0
    expect(new Date(first * 60_000).toISOString()).toBe('2026-11-23T05:00:00.000Z')
    await book(salon, '2026-11-23T05:00:00Z', salon.anna.id)
    await book(salon, '2026-11-23T05:00:00Z', salon.olga.id)
    await hear()
    const [next] = (await only(salon)).services[0]?.times ?? []
    expect(next).toBe(first + 60)
  })

  test('goes with its business and comes back with it', async () => {
    const salon = await opened()
    const { version } = salon.business
    const hidden = await app.businesses.setActive(salon.business.id, false, version, salon.actor)
    await hear()
    expect(await store.whole(salon.business.id)).toEqual([])
    await app.businesses.setActive(salon.business.id, true, hidden.version, salon.actor)
    await hear()
    expect((await only(salon)).slug).toBe(salon.business.slug)
  })

  test('of earlier sources never replaces a later one', async () => {
    const salon = await opened()
    const present = await only(salon)
    await store.put({ ...present, name: 'old', computedAt: new Date(present.computedAt.getTime() - 1) })
    expect((await only(salon)).name).toBe(present.name)
    await store.put({ ...present, name: 'new' })
    expect((await only(salon)).name).toBe('new')
  })

  test('is written anew when its day is over, and when it was never written', async () => {
    clock.set(TODAY)
    const [listed, unlisted] = [await opened(), await openSalon(app)]
    const { freshUntil } = await only(listed)
    const refresh = app.jobs.find(({ name }) => name === 'listings')
    await refresh?.run(AbortSignal.timeout(20_000))
    expect((await only(listed)).freshUntil).toEqual(freshUntil)
    expect(await store.whole(unlisted.business.id)).toHaveLength(1)
    clock.set(freshUntil.toISOString())
    await refresh?.run(AbortSignal.timeout(20_000))
    expect((await only(listed)).freshUntil.getTime()).toBeGreaterThan(freshUntil.getTime())
    clock.set(TODAY)
    await app.listings.rebuildAll()
  })
})

test('the doctor sees each damage to a listing, and mends it', async () => {
  clock.set(TODAY)
  await hear()
  await database.db.collection(listingsCollection.name).deleteMany({})
  await app.listings.rebuildAll()
  const salon = await opened()
  await hear()
  expect(await check()).toEqual([])
  const { locationId, businessId } = await only(salon)
  const damages: [string, () => Promise<unknown>][] = [
    ['listing_missing', () => store.drop(businessId)],
    ['listing_differs', () => listings.updateOne({ slug: salon.business.slug }, { $set: { 'services.0.price': 1 } })],
    [
      'listing_times',
      () => listings.updateOne({ slug: salon.business.slug }, { $pop: { 'services.0.times': -1 } as never }),
    ],
  ]
  for (const [code, damage] of damages) {
    await damage()
    const found = await check()
    expect(found.map((one) => [one.code, one.subject.includes(locationId)])).toEqual([[code, true]])
    expect((await check(true)).every(({ repaired }) => repaired)).toBe(true)
    expect(await check()).toEqual([])
  }
})

describe('searching', () => {
  const search = async (query: string) => {
    const { statusCode, body } = await server.inject({ url: `/api/search?${query}` })
    return { statusCode, ...JSON.parse(body) }
  }

  test('shows the meant service with its next free times, and no place that is closed or full today', async () => {
    clock.set(TODAY)
    const salon = await opened()
    const { results, understood } = await search('q=cnhb%3Brf&freeToday=true')
    const found = results.find(({ slug }: { slug: string }) => slug === salon.business.slug)
    expect(understood).toEqual({ text: 'стрижка', isOther: true, isCut: false })
    expect(found.services[0].times.slice(0, 2)).toEqual(['2026-11-23T05:00:00.000Z', '2026-11-23T05:15:00.000Z'])
    expect((await search('openNow=true')).results).toEqual([])
    clock.set('2026-11-23T06:00:00Z')
    expect((await search('openNow=true')).total).toBeGreaterThan(0)
    clock.set('2026-11-23T13:30:00Z') // past the last start
    expect((await search('freeToday=1')).total).toBe(0)
    expect((await search('q=стрижка&freeToday=1')).near.length).toBeGreaterThan(0)
    clock.set(TODAY)
  })

  test('sorts by distance, and says it', async () => {
    const present = await only(await opened())
    const others = await store.fitting({}, { by: 'soonest' })
    for (const [i, geo] of [[51.99, 47.1] as const, [51.931, 47.1] as const].entries()) {
      const locationId = others[i]?.locationId ?? present.locationId
      const [listing] = await store.byIds([locationId])
      if (listing) await store.put({ ...listing, geo: [...geo] })
    }
    const { results } = await search('near=47.1,51.93')
    const metres: number[] = results.map((one: { metres: number }) => one.metres)
    expect(metres).toEqual(metres.toSorted((a, b) => a - b))
    expect(metres[0]).toBe(76)
    await app.listings.rebuildAll()
  })

  test.each([
    'q=%24where',
    'q=%7B%22%24gt%22%3A%22%22%7D',
    'q%5B%24ne%5D=1',
    'q=%5E(a%2B)%2B%24',
    'q=%F0%9F%92%85',
    `q=${'a'.repeat(10_000)}`,
    `q=${'маникюр '.repeat(200)}`,
    'q=%00',
    'near=here',
    'page=-1',
    'category=%24ne',
    'priceMax=1e999',
  ])('%s is answered clearly', async (query) => {
    const { statusCode } = await search(query)
    expect([200, 400, 422]).toContain(statusCode)
  })
})
