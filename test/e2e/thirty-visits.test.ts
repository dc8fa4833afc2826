// A day of thirty visits from opening to closing: by a mouse at a desk, by a thumb on a phone, by keys alone. In the
// middle the network is cut and comes back. At the end every visit is what was meant, and the doctor finds nothing.

import { ObjectId } from 'mongodb'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { StaffId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import { translator } from '#platform/i18n/translator.ts'
import { openBrowserSite } from '../harness/browser-site.ts'
import { officeDesk } from '../harness/office-desk.ts'
import { type Hands, keys, type Mark, mouse, thumb } from '../harness/office-hands.ts'
import { complaints } from '../harness/reader.ts'

type Fate = 'completed' | 'no-show' | 'cancelled'

/** Who comes to whom, when, and what becomes of it. What is booked by the page is marked so. */
const BOOKED: readonly (readonly [name: string, person: string, time: string, fate: Fate, by?: 'page'])[] = [
  ['Айгерім', 'Анна', '10:00', 'completed'],
  ['Ботагөз', 'Анна', '11:00', 'completed', 'page'],
  ['Венера', 'Анна', '12:00', 'no-show'],
  ['Гүлнар', 'Анна', '13:00', 'completed'],
  ['Дәмелі', 'Анна', '15:00', 'completed'],
  ['Еркежан', 'Анна', '16:00', 'completed', 'page'],
  ['Жансая', 'Анна', '17:00', 'completed'],
  ['Зәуре', 'Ольга', '10:00', 'completed'],
  ['Индира', 'Ольга', '11:00', 'completed', 'page'],
  ['Камила', 'Ольга', '12:00', 'completed'],
  ['Ләззат', 'Ольга', '14:00', 'cancelled'],
  ['Мәдина', 'Ольга', '15:00', 'completed', 'page'],
  ['Нұрай', 'Ольга', '16:00', 'completed'],
  ['Орынша', 'Ольга', '17:00', 'completed'],
  ['Перизат', 'Жанар', '10:00', 'no-show'],
  ['Райхан', 'Жанар', '12:00', 'completed'],
  ['Сәуле', 'Жанар', '13:00', 'completed', 'page'],
  ['Тоғжан', 'Жанар', '15:00', 'completed'],
  ['Ұлпан', 'Жанар', '17:00', 'cancelled'],
  ['Фариза', 'Дина', '11:00', 'completed'],
  ['Халима', 'Дина', '12:00', 'completed', 'page'],
  ['Шолпан', 'Дина', '14:00', 'completed'],
  ['Эльмира', 'Дина', '16:00', 'no-show'],
  ['Ясмина', 'Дина', '18:00', 'completed'],
]
const WALK_INS = 6
/** However busy the machine is. */
const SOON = { timeout: 20_000 }
const PEOPLE = ['Анна', 'Ольга', 'Жанар', 'Дина']
const TRIM = { kk: 'Кекіл қию', ru: 'Стрижка чёлки' }

const people = new Map<string, StaffId>()
const site = await openBrowserSite(async ({ app }, { business, actor, anna, olga, cut }) => {
  const translations = { ru: { name: TRIM.ru } }
  const trim = await app.services.add(business.id, { name: TRIM.kk, duration: 30, price: 2000, translations }, actor)
  const services = [{ serviceId: cut.id }, { serviceId: trim.id }]
  for (const one of [anna, olga]) {
    const { version = 1 } = (await app.staff.byId(business.id, one.id)) ?? {}
    await app.staff.setSkills(business.id, one.id, services, version, actor)
    people.set(one.name, one.id)
  }
  const shift = { from: '10:00', to: '19:00', breaks: [] }
  const schedule = { kind: 'weekly' as const, days: [1, 2, 3, 4, 5, 6].map((day) => ({ day, ...shift })) }
  for (const [i, name] of PEOPLE.slice(2).entries()) {
    const { id } = await app.staff.add(business.id, { name, services, schedule, order: i + 2 }, actor)
    people.set(name, id)
  }
})
const { it, salon, browser } = site
const desk = officeDesk(site)

const stored = (id: string) => it.database.db.collection('appointments').findOne({ _id: new ObjectId(id) })
const idOf = (name: string): StaffId => {
  const id = people.get(name)
  if (!id) throw new Error(`nobody is called ${name}`)
  return id
}

/** The day's clients, booked the evening before: by the page, or by another desk. @returns ids by name */
async function booked(page: Page, at: (time: string) => string): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const [i, [name, person, time, , by]] of BOOKED.entries()) {
    const phone = `+7701555${String(1000 + i + Number(at('10:00').slice(8, 10)) * 100)}`
    if (by !== 'page') {
      ids.set(name, await desk.book(page, at(time), idOf(person), name, phone))
      continue
    }
    const wish = {
      cart: { lines: [{ serviceId: salon.cut.id, staffId: idOf(person) }], prefer: 'least_wait' as const },
      startTime: new Date(at(time)),
      ...{ name, phone, locale: 'kk' as const, source: 'site' },
    }
    const key = `page-${at(time)}-${name}`
    ids.set(name, (await it.app.appointments.book(salon.business.id, wish, { kind: 'guest', device: null }, key)).id)
  }
  return ids
}

interface Way {
  name: string
  day: string
  locale: 'kk' | 'ru'
  screen: BrowserContextOptions
  hands: (page: Page, locale: Locale) => Hands
}

const WAYS: readonly Way[] = [
  {
    name: 'by a mouse',
    day: '2026-11-24',
    locale: 'ru',
    screen: { viewport: { width: 1280, height: 900 } },
    hands: mouse,
  },
  {
    name: 'by a thumb',
    day: '2026-11-25',
    locale: 'kk',
    screen: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    hands: thumb,
  },
  {
    name: 'by keys alone',
    day: '2026-11-26',
    locale: 'kk',
    screen: { viewport: { width: 820, height: 1100 } },
    hands: keys,
  },
]

describe.each(WAYS)('$name', ({ name, day, locale, screen, hands: handsOf }) => {
  test('thirty visits are run from opening to closing, without a network in the middle', async () => {
    const t = translator(locale)
    const at = (time: string): string => new Date(`${day}T${time}:00+05:00`).toISOString()
    const context = await browser.newContext({ ...screen, locale: `${locale}-KZ` })
    it.clock.set(at('08:00'))
    const page = await desk.open(context, 'today', locale)
    const ids = await booked(page, at)
    const hands = handsOf(page, locale)
    const id = (client: string): string => ids.get(client) ?? ''
    const began = performance.now()
    const found: string[] = []
    const look = async (where: string) =>
      found.push(...(await complaints(page, locale)).map((one) => `${where}: ${one}`))
    /** The page is opened at this hour. */
    const clock = async (time: string) => {
      it.clock.set(at(time))
      await page.reload()
      await page.locator('.today-stacks, .cal').first().waitFor()
      // The rows are put by the hour that the server tells.
      const isTold = (now: number) => Math.abs(Date.now() + Number(localStorage['office.skew']) - now) < 300_000
      await page.waitForFunction(isTold, Date.parse(at(time)))
    }
    const seen = async (what: Mark, ...clients: string[]) => {
      for (const client of clients) {
        await hands.mark(id(client), what)
        await expect.poll(async () => isMarked(await stored(id(client)), what), SOON).toBe(true)
      }
    }
    const walkIns = () =>
      it.database.db
        .collection('appointments')
        .find({ businessDay: day, walkIn: { $ne: null } })
        .toArray()
    const walkedIn = async () => {
      const before = (await walkIns()).length
      await hands.walkIn(TRIM[locale], before + 1)
      await expect.poll(async () => (await walkIns()).length, SOON).toBe(before + 1)
    }

    await clock('09:50')
    await row(page, id('Ясмина')).waitFor()
    await look('opening')
    await seen('confirm', 'Айгерім', 'Зәуре')
    await seen('arrive', 'Айгерім', 'Зәуре')

    await clock('10:20')
    await walkedIn()
    await hands.move({ id: id('Дәмелі'), name: 'Дәмелі', person: 'Анна' }, MOVE)
    await expect.poll(async () => (await stored(id('Дәмелі')))?.wall.time, SOON).toBe('18:00')
    await hands.extend({ id: id('Жансая'), name: 'Жансая', person: 'Анна' }, '18:30')
    await expect.poll(async () => (await stored(id('Жансая')))?.endTime.toISOString(), SOON).toBe(at('18:30'))

    await clock('11:10')
    await seen('complete', 'Айгерім', 'Зәуре')
    await seen('noShow', 'Перизат')
    await seen('complete', 'Фариза')
    await hands.undo('complete') // she was only parking
    await expect.poll(async () => (await stored(id('Фариза')))?.status, SOON).toBe('scheduled')
    // The server is faster than the screen, and the next press goes by what is shown.
    await row(page, id('Фариза'))
      .locator('> .button', { hasText: t('calendar.mark.arrive') })
      .waitFor()
    await seen('arrive', 'Фариза', 'Ботагөз', 'Индира')
    await hands.cancel(id('Ләззат'), 'ауырып қалды')
    await expect.poll(async () => (await stored(id('Ләззат')))?.status, SOON).toBe('cancelled')
    await walkedIn()

    await clock('13:20')
    await look('midday')
    await seen('complete', 'Ботагөз', 'Индира', 'Фариза', 'Камила', 'Халима')
    await context.setOffline(true)
    const waiting = async (count: number) =>
      expect.poll(() => page.locator('.network-banners').innerText(), SOON).toContain(t('offline.waiting', { count }))
    await hands.mark(id('Гүлнар'), 'arrive')
    await waiting(1)
    await hands.mark(id('Райхан'), 'complete')
    await waiting(2)
    await hands.mark(id('Венера'), 'noShow')
    await waiting(3)
    await hands.walkIn(TRIM[locale], 3)
    await waiting(4)
    await look('without a network')
    expect((await stored(id('Райхан')))?.status).toBe('scheduled')
    await context.setOffline(false)
    await expect.poll(() => page.locator('.network-banners').innerText(), SOON).toBe('')
    expect(await walkIns()).toHaveLength(3)

    await clock('14:10')
    await seen('complete', 'Гүлнар', 'Сәуле')
    await hands.block('Банк')
    await walkedIn()
    await walkedIn()

    await clock('16:30')
    await seen('arrive', 'Тоғжан')
    await seen('complete', 'Тоғжан', 'Шолпан', 'Мәдина')
    await seen('noShow', 'Эльмира')
    await hands.cancel(id('Ұлпан'), 'басқа күнге')
    await expect.poll(async () => (await stored(id('Ұлпан')))?.status, SOON).toBe('cancelled')
    await walkedIn()

    await clock('19:00')
    await seen('complete', 'Еркежан', 'Нұрай', 'Жансая', 'Орынша', 'Дәмелі', 'Ясмина')
    for (const { _id } of await walkIns()) {
      await hands.mark(String(_id), 'complete')
      await expect.poll(async () => (await stored(String(_id)))?.status, SOON).toBe('completed')
    }
    await look('closing')
    const seconds = Math.round((performance.now() - began) / 1000)
    process.stdout.write(`A day of thirty visits ${name}: ${hands.presses()} presses, ${seconds} s\n`)

    const visits = await it.database.db.collection('appointments').find({ businessDay: day }).toArray()
    expect(visits).toHaveLength(BOOKED.length + WALK_INS)
    for (const [client, , , fate] of BOOKED)
      expect([client, (await stored(id(client)))?.status]).toEqual([client, fate])
    expect(await walkIns()).toHaveLength(WALK_INS)
    expect((await walkIns()).every(({ status }) => status === 'completed')).toBe(true)
    expect(String((await stored(id('Дәмелі')))?.services[0]?.staffId)).toBe(idOf(MOVE.person))
    expect((await stored(id('Ләззат')))?.cancellationReason).toBe('ауырып қалды')
    expect(found).toEqual([])
    const findings = await Promise.all(it.app.checks.map((check) => check.run({ repair: false })))
    expect(findings.flat()).toEqual([])
    await context.close()
  }, 400_000)
})

/** From Анна at three to Ольга at six: the neighbouring column, twelve quarters of an hour down. */
const MOVE = { person: 'Ольга', time: '18:00', aside: 1, down: 12 }

const row = (page: Page, id: string) => page.locator(`.today-row[data-visit="${id}"]`)

function isMarked(visit: Awaited<ReturnType<typeof stored>>, what: Mark): boolean {
  if (what === 'confirm') return visit?.confirmedAt instanceof Date
  if (what === 'arrive') return visit?.arrivedAt instanceof Date
  return visit?.status === (what === 'complete' ? 'completed' : 'no-show')
}
