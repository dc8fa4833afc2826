// Two services with two people in one visit, at 390 px in Kazakh: with JavaScript and without, by touch and by keyboard.

import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { OpenSalon } from '../factories/open-salon.ts'
import { TODAY } from '../factories/salon.ts'
import type { TestApp } from '../harness/app.ts'
import { type BrowserSite, openBrowserSite } from '../harness/browser-site.ts'
import { complaints } from '../harness/reader.ts'

let it: TestApp
let salon: OpenSalon
let browser: Browser
let origin: string
let phoneScreen: BrowserSite['phoneScreen']

beforeAll(async () => {
  ;({ it, salon, browser, origin, phoneScreen } = await openBrowserSite(async (it, salon) => {
    const { business, actor } = salon
    const { id } = await it.app.services.add(
      business.id,
      { name: 'Маникюр', duration: 30, price: 3000, translations: { ru: { name: 'Маникюр с покрытием' } } },
      actor,
    )
    const shift = { from: '10:00', to: '19:00', breaks: [] }
    const schedule = { kind: 'weekly' as const, days: [1, 2, 3, 4, 5, 6].map((day) => ({ day, ...shift })) }
    await it.app.staff.add(business.id, { name: 'Гүлназ', services: [{ serviceId: id }], schedule }, actor)
  }))
})

const book = () => `${origin}/kk/b/${salon.business.slug}/book`
const next = (page: Page) => page.locator('.foot button[type=submit]')
const visitOf = (name: string) => it.database.db.collection('appointments').findOne({ bookedAs: name })

/** Both services, cut by Anna, to the last step; `look` is called on each page. */
async function walkToContact(page: Page, look: () => Promise<void> = async () => undefined): Promise<void> {
  await page.goto(book())
  await look()
  await page.locator('label.pick-row', { hasText: 'Шаш қию' }).click()
  await page.locator('label.pick-row', { hasText: 'Маникюр' }).click()
  await next(page).click()
  await page.locator('form#people').waitFor()
  await look()
  await page.locator('label.choice', { hasText: 'Анна' }).click()
  await next(page).click()
  await page.locator('form#time').waitFor()
  await look()
  await page.locator('.slot-pick').nth(2).click()
  await next(page).click()
  await page.locator('form#contact').waitFor()
  await look()
}

describe.each([
  ['with JavaScript', true, 'Іңкәр', '8 701 555 31 01'],
  ['without JavaScript', false, 'Томирис', '8 701 555 31 02'],
])('a stranger %s', (_, javaScript, name, phone) => {
  test('books two services with two people, in another language at the end, moves the visit and takes it back', async () => {
    const context = await phoneScreen(javaScript)
    const page = await context.newPage()
    const found: string[] = []
    // axe needs scripts: where they are off, only the walk itself is judged.
    const look = async (locale: 'kk' | 'ru' = 'kk') => {
      if (javaScript) found.push(...(await complaints(page, locale)).map((one) => `${page.url()} ${one}`))
    }
    await walkToContact(page, () => look())
    await page.locator('label.segment', { hasText: 'Балам' }).click()
    await page.locator('[name=guestName]').fill('Айша')
    await page.locator('[name=name]').fill(name)
    await page.locator('[name=phone]').fill(phone)

    await page.locator('button[name=to][value=ru]').click()
    await page.waitForURL(/\/ru\//)
    expect(await page.locator('[name=name]').inputValue()).toBe(name)
    expect(await page.locator('[name=guestName]').inputValue()).toBe('Айша')
    expect(await page.locator('.hold').count()).toBe(1)
    await look('ru')
    await page.locator('button[name=to][value=kk]').click()
    await page.waitForURL(/\/kk\//)

    await next(page).click()
    await page.waitForURL(/\/kk\/v\//)
    await look()
    const booked = await visitOf(name)
    expect(booked).toMatchObject({ status: 'scheduled', totalAmount: 8000, forWhom: { kind: 'child', name: 'Айша' } })
    expect(booked?.services.map(({ staffName }: { staffName: string }) => staffName)).toEqual(['Анна', 'Гүлназ'])

    await page.locator('a[href$="/move"]').click()
    await page.locator('.slot-pick').nth(4).waitFor()
    await look()
    await page.locator('.slot-pick').nth(4).click()
    await next(page).click()
    await page.locator('.visit-before').waitFor()
    await look()
    await next(page).click()
    await page.waitForURL(/news=moved/)
    expect((await visitOf(name))?.startTime.getTime()).toBeGreaterThan(booked?.startTime.getTime())
    await look()

    await page.locator('a[href$="/cancel"]').click()
    await page.locator('label.segment', { hasText: 'Жоспарым өзгерді' }).click()
    await look()
    await page.locator('button.button-danger').click()
    await page.locator('.mark-cross').waitFor()
    expect(await visitOf(name)).toMatchObject({ status: 'cancelled', cancellationReason: 'plans' })
    await look()
    expect(found).toEqual([])
    await context.close()
  })
})

/** 150 ms to the server and back, 1.6 Mbit/s down: what a phone at the edge of the city has. */
async function slow4g(page: Page): Promise<void> {
  const network = await page.context().newCDPSession(page)
  await network.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 },
  })
}

test('on slow 4G, by touch, from a word in the wrong layout to a visit of two services with two people', async () => {
  const context = await phoneScreen()
  const page = await context.newPage()
  await slow4g(page)
  await page.goto(`${origin}/kk`)
  await page.locator('input[name=q]').tap()
  await page.keyboard.type('vfyb.h')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: salon.business.name, exact: true }).tap()
  await page.getByRole('link', { name: 'Жазылу: Маникюр' }).tap()
  await page.getByRole('link', { name: 'Тағы қызмет қосу' }).tap()
  await page.locator('label.pick-row', { hasText: 'Шаш қию' }).tap()
  await next(page).tap()
  await page.locator('label.choice', { hasText: 'Анна' }).tap()
  await next(page).tap()
  await page.locator('.slot-pick').nth(6).tap()
  await next(page).tap()
  await page.locator('[name=name]').tap()
  await page.keyboard.type('Раушан')
  await page.locator('[name=phone]').tap()
  await page.keyboard.type('87015553109')
  await next(page).tap()
  await page.waitForURL(/\/kk\/v\//)
  const booked = await visitOf('Раушан')
  expect(booked?.services.map(({ staffName }: { staffName: string }) => staffName)).toEqual(['Анна', 'Гүлназ'])
  await context.close()
})

test('what is typed outlives the tab, and a sum is shown as boxes are ticked', async () => {
  const context = await phoneScreen()
  const first = await context.newPage()
  await first.goto(book())
  await first.locator('label.pick-row', { hasText: 'Шаш қию' }).click()
  const kept = first.waitForResponse((answer) => answer.url().endsWith('/book/draft'))
  await first.locator('label.pick-row', { hasText: 'Маникюр' }).click()
  expect(await first.locator('[data-cart-sum]').innerText()).toContain('8\u00a0000\u00a0₸')
  await kept
  await first.close()
  const second = await context.newPage()
  await second.goto(book())
  expect(await second.locator('input[name=service]:checked').count()).toBe(2)
  await context.close()
})

test('a phone whose clock is wrong counts the same minutes; at the end it is told what became of the time', async () => {
  const context = await phoneScreen()
  const page = await context.newPage()
  await page.clock.install({ time: new Date('2031-01-01T00:00:00Z') })
  await walkToContact(page)
  await page.locator('[name=name]').fill('Бекзат')
  expect(await page.locator('[data-clock]').innerText()).toMatch(/(10:00|9:5\d)/)
  expect(await page.locator('[data-extend]').isVisible()).toBe(false)
  await page.clock.runFor(9 * 60_000 + 5000)
  expect(await page.locator('[data-extend]').isVisible()).toBe(true)
  it.clock.set(new Date(new Date(TODAY).getTime() + 11 * 60_000).toISOString())
  await page.clock.runFor(60_000)
  await page.locator('.banner-warn').waitFor()
  expect(await page.locator('[name=name]').inputValue()).toBe('Бекзат')
  it.clock.set(TODAY)
  await context.close()
})

test('by keyboard alone: boxes, people, a time, a name, and Enter books', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'kk-KZ' })
  const page = await context.newPage()
  /** Tabs until something stands under the finger. */
  const tabTo = async (selector: string) => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press('Tab')
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
    }
    throw new Error(`${selector} is out of reach`)
  }
  await page.goto(book())
  await tabTo(`input[name=service][value="${salon.cut.id}"]`)
  await page.keyboard.press('Space')
  await tabTo('.foot button')
  await page.keyboard.press('Enter')
  await page.locator('form#people').waitFor()
  await tabTo('input[name=who-0]')
  await page.keyboard.press('ArrowDown')
  await tabTo('.foot button')
  await page.keyboard.press('Enter')
  await page.locator('form#time').waitFor()
  await tabTo('input[name=at]')
  await page.keyboard.press('Space')
  await tabTo('.foot button')
  await page.keyboard.press('Enter')
  await page.locator('form#contact').waitFor()
  await tabTo('input[name=name]')
  await page.keyboard.type('Әсел')
  await tabTo('input[name=phone]')
  await page.keyboard.type('87015553109')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/kk\/v\//)
  expect(await visitOf('Әсел')).toMatchObject({ status: 'scheduled' })
  await context.close()
})

test('after all of it the doctor finds nothing', async () => {
  const findings = await Promise.all(it.app.checks.map((check) => check.run({ repair: false })))
  expect(findings.flat()).toEqual([])
})
