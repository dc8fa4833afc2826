import { beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '#kernel/localized-text.ts'
import { migrate } from '#platform/mongo/migrate.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { createApp } from '../app.ts'
import { collections, migrations } from '../collections.ts'
import { catalogue } from './catalogue.ts'
import { isBookable, peopleHere, resourcesHere, scheduleOf } from './expressible.ts'
import { type DemoSize, demoClock, loadDemo, ONE_STREET } from './load-demo.ts'
import type { Person } from './people.ts'
import { toldBy } from './told.ts'

const database = await testDatabase()
const { db } = database
const now = new Date('2026-11-23T09:10:00Z') // Monday 14:10 in Atyrau

const load = async (size: DemoSize = ONE_STREET) => {
  await migrate(db, collections, undefined, migrations(database.inTransaction))
  const clock = demoClock(now)
  const app = createApp({ database, secret: 'x'.repeat(32), clock })
  const lines: string[] = []
  const loaded = await loadDemo({ db, app, clock, now, seed: 'test', size, log: (line) => lines.push(line) })
  return { app, loaded, lines }
}

const story = async () => {
  const visits = await db.collection('appointments').find().sort({ startTime: 1, bookedAs: 1 }).toArray()
  return visits.map(({ startTime, status, bookedAs, totalAmount, createdAt, source }) =>
    [startTime.toISOString(), status, bookedAs, totalAmount, createdAt.toISOString(), source].join(' '),
  )
}

describe('the demo', () => {
  let demo: Awaited<ReturnType<typeof load>>
  beforeAll(async () => {
    demo = await load()
  })

  test('opens businesses in their languages and fills their days', async () => {
    const { app, loaded, lines } = demo
    expect(loaded.businesses).toBe(2)
    expect(loaded.visits).toBeGreaterThan(25)
    expect(loaded.visits).toBeLessThanOrEqual(40)
    expect(lines.at(-1)).toMatch(/2026-11-23/)
    const barber = await app.businesses.bySlug('aq-zhaiyq-barber')
    expect(barber).toMatchObject({ mainLocale: 'kk', category: 'barbershop', isActive: true })
    for (const locale of LOCALES.filter((one) => one !== 'kk')) {
      expect(barber?.translations[locale]?.name).toBe(catalogue.businesses[0]?.name[locale])
    }
  })

  test('has visits before and after today, each made and marked in its time', async () => {
    const visits = await db.collection('appointments').find().toArray()
    expect(visits.some(({ startTime }) => startTime > now)).toBe(true)
    for (const { createdAt, updatedAt, startTime, endTime, status } of visits) {
      expect(createdAt <= startTime && createdAt <= now && updatedAt <= now).toBe(true)
      if (status === 'completed' || status === 'no-show') expect(endTime <= now).toBe(true)
      if (endTime < new Date('2026-11-22T00:00:00Z')) expect(status).not.toBe('scheduled')
    }
  })

  test('is clean to the doctor', async () => {
    const findings = await Promise.all(demo.app.checks.map((check) => check.run({ repair: false })))
    expect(findings.flat()).toEqual([])
  })

  test('lets its accounts sign in, each with its own right', async () => {
    const { app, loaded } = demo
    expect(loaded.signIns.map(({ who }) => who.split(',')[0])).toEqual([
      'admin',
      'owner',
      'owner',
      'reception',
      'specialist',
    ])
    const rights = await Promise.all(
      loaded.signIns.map(async ({ email }) => {
        const user = await app.accounts.byEmail(email)
        const [first] = user ? await app.staff.businessesOf(user.id) : []
        return first?.right ?? user?.role
      }),
    )
    expect(rights).toEqual(['admin', 'owner', 'owner', 'reception', 'specialist'])
  })

  test('is never loaded over anything', async () => {
    await expect(load()).rejects.toThrow('empty database')
  })

  test('is the same again from the same seed', async () => {
    const first = await story()
    await db.dropDatabase()
    await load()
    expect(await story()).toEqual(first)
  })
})

describe('what the catalogue says and this version can express', () => {
  const bookableOf = (slug: string) => {
    const business = catalogue.businesses.find((one) => one.slug === slug)
    return business?.services.filter((service) => isBookable(business, service)).map(({ key }) => key)
  }

  test.each([
    [
      'processing time',
      'sulu-beauty',
      ['womens-cut', 'blow-dry', 'gel-manicure', 'pedicure', 'brow-shaping', 'lash-lamination'],
    ],
    ['group sessions', 'nur-fitness', ['personal', 'induction']],
    ['finish by', 'aq-zhelek-toi', ['fitting', 'dress-hire', 'saukele-hire']],
    ['packages', 'zhibek-laser', ['consult', 'underarms', 'legs', 'bikini', 'mens-back']],
  ])('%s waits', (_, slug, keys) => {
    expect(bookableOf(slug)).toEqual(keys)
  })

  test.each([
    ['nights', 'bulaq-monsha'],
    ['a day that ends at midnight', 'doda-football'],
    ['a start window', 'kuat-clinic'],
  ])('%s can be booked', (_, slug) => {
    expect(bookableOf(slug)?.length).toBeGreaterThan(0)
  })

  test('visits at the client can be booked, and the demo’s people say where and what', () => {
    expect(bookableOf('samal-klimat')).toEqual(['clean', 'install', 'refill', 'check'])
    const person: Person = { name: 'Әсел', phone: '+77015550101', locale: 'kk', gender: 'female' }
    const told = (slug: string, key: string) => {
      const business = catalogue.businesses.find((one) => one.slug === slug)
      return business ? toldBy(person, business, key) : {}
    }
    const { place } = told('samal-klimat', 'clean')
    expect(place).toMatchObject({ street: expect.any(String), building: expect.any(String) })
    expect(catalogue.businesses.find(({ slug }) => slug === 'samal-klimat')?.servedDistricts).toContain(place?.district)
    expect(told('zhaiyq-auto', 'oil').object?.plate).toBeTruthy()
    expect(told('zhaiyq-auto', 'oil')).toEqual(told('dongalaq-shina', 'r16'))
    expect(told('dostyq-vet', 'consult').object?.species).toBeTruthy()
    expect(told('aq-zhaiyq-barber', 'cut')).toEqual({})
  })

  test('a start window is kept as the catalogue writes it', () => {
    const blood = catalogue.businesses
      .find(({ slug }) => slug === 'kuat-clinic')
      ?.services.find(({ key }) => key === 'blood')
    expect(blood?.startWindow).toEqual({ from: '08:00', to: '11:00' })
    expect(bookableOf('kuat-clinic')).toContain('blood')
  })

  test('second places wait, with whom and what is only there', () => {
    const salon = catalogue.businesses.find(({ slug }) => slug === 'sulu-beauty')
    if (!salon) throw new Error('no salon')
    expect(peopleHere(salon).map(({ key }) => key)).toEqual(['aigerim', 'gulnaz', 'madina', 'olga', 'togzhan'])
    expect(resourcesHere(salon).map(({ key }) => key)).toEqual(['pedicure-chair'])
    const madina = salon.staff.find(({ key }) => key === 'madina')
    const schedule = madina && scheduleOf(madina)
    expect(schedule).toMatchObject({ kind: 'weekly', days: [{ day: 1 }, { day: 3 }, { day: 5 }] })
  })

  test('a lunch that floats becomes a break in the middle of its window', () => {
    const person = { key: 'x', name: 'x', title: {}, services: [] }
    const lunch = { minutes: 45, between: ['11:00', '13:00'] as [string, string] }
    expect(scheduleOf({ ...person, hours: [{ days: [1], from: '07:00', to: '15:00', lunch }] })).toEqual({
      kind: 'weekly',
      days: [{ day: 1, from: '07:00', to: '15:00', breaks: [{ startTime: '11:35', endTime: '12:20' }] }],
    })
  })
})
