// Every screen of the office at four widths, in two languages, light and dark, and with text at 200 %. What a machine
// can see is looked for: nothing sticks out, is cut off or covers another, what is pressed is large enough, axe finds
// nothing. A screen is opened once a language and then made narrower: its scripts follow the width as a turned phone's do.

import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Locale } from '#kernel/localized-text.ts'
import { openBrowserSite } from '../harness/browser-site.ts'
import { flaws, settled } from '../harness/flaws.ts'
import { officeDesk } from '../harness/office-desk.ts'
import { complaints } from '../harness/reader.ts'

const WIDTHS = [1280, 820, 390, 360] as const
const LONG = 'Күрделі бояу (Airtouch), ұзын шашқа, күтіммен бірге'
const LONG_NAME = 'Қымбат Жұмабаева-Нұрмағамбетова Серікқызы'
const DAY = '2026-11-24'
const at = (time: string): string => `${DAY}T${time}:00+05:00`

const site = await openBrowserSite(async ({ app }, { business, location, actor, anna, olga, cut }) => {
  const colour = await app.services.add(
    business.id,
    {
      name: LONG,
      duration: 240,
      price: 1_234_567,
      translations: { ru: { name: 'Сложное окрашивание (Airtouch) на длинные волосы с уходом' } },
      variants: [
        { key: 's', name: 'Қысқа', translations: { ru: { name: 'Короткие' } }, duration: 180, price: 45_000 },
        {
          key: 'l',
          name: 'Ұзын, белден төмен',
          translations: { ru: { name: 'Длинные' } },
          duration: 240,
          price: 75_000,
        },
      ],
    },
    actor,
  )
  for (const { id } of [anna, olga]) {
    const member = await app.staff.byId(business.id, id)
    if (!member) throw new Error('nobody')
    const skills = [{ serviceId: cut.id }, { serviceId: colour.id }]
    await app.staff.setSkills(business.id, id, skills, member.version, actor)
  }
  await app.resources.add(business.id, location.id, { name: '1-кабинет', kind: 'room', units: 1 }, actor)
})
const { it, salon, browser, origin } = site
const desk = officeDesk(site)
let visit: string

beforeAll(async () => {
  it.clock.set(at('09:00'))
  const context = await browser.newContext()
  const page = await desk.open(context, 'today')
  const { anna, olga } = salon
  visit = await desk.book(page, at('10:30'), anna.id, LONG_NAME, '+77015550101')
  await desk.book(page, at('10:30'), olga.id, 'Әли', '+77015550102')
  await desk.book(page, at('12:00'), anna.id, 'Еркін Сапар')
  await desk.book(page, at('15:00'), olga.id, LONG_NAME)
  await desk.book(page, `2026-11-25T11:00:00+05:00`, olga.id, 'Сәуле Ахмет', '+77015550103')
  const blocked = await page.request.post(`${origin}/api/businesses/${salon.business.id}/blocks`, {
    headers: { origin, 'idempotency-key': 'a-block-of-the-look' },
    data: { staffId: anna.id, resourceId: null, from: at('16:00'), until: at('17:00'), reason: 'Банк' },
  })
  expect(blocked.status(), await blocked.text()).toBe(201)
  it.clock.set(at('11:05'))
  await page.request.post(`${origin}/api/businesses/${salon.business.id}/appointments/${visit}/arrive`, {
    headers: { origin },
    data: { version: 1 },
  })
  await context.close()
})

interface Screen {
  path: string
  /** Opens what stands behind a press. */
  prepare?: (page: Page) => Promise<void>
}

const pressed = (selector: string) => (page: Page) => page.locator(selector).first().click()

const screens = (): Record<string, Screen> => ({
  today: { path: 'today' },
  'today: the rest of a row': { path: 'today', prepare: pressed('.today-row .menu-button') },
  'today: times to send': { path: 'today', prepare: pressed('.screen-head .button') },
  'visit card': { path: `today?visit=${visit}`, prepare: (page) => page.locator('.visit-head').waitFor() },
  'a visit by its address': { path: `visits/${visit}` },
  day: { path: `calendar?day=${DAY}` },
  'three days': { path: `calendar?day=${DAY}&view=three` },
  week: { path: `calendar?day=${DAY}&view=week` },
  list: { path: `calendar?day=${DAY}&view=list` },
  'new visit': { path: `calendar?day=${DAY}`, prepare: pressed('.cal-add button') },
  'look of the calendar': { path: `calendar?day=${DAY}`, prepare: pressed('.cal-bar > .button') },
  services: { path: 'services' },
  service: { path: 'services', prepare: pressed('.row-acts .button') },
  people: { path: 'people' },
  person: { path: `people/${salon.anna.id}` },
  rooms: { path: 'rooms' },
  queue: { path: 'queue' },
  calls: { path: 'today/calls' },
  'done for you': { path: 'today/done' },
  'false bookings': { path: 'today/guests' },
  settings: { path: 'settings' },
  ...Object.fromEntries(
    ['page', 'profile', 'place', 'hours', 'rules', 'kaspi'].map((part) => [part, { path: `settings/${part}` }]),
  ),
  audit: { path: 'audit' },
  unsent: { path: 'unsent' },
  guide: { path: 'start/services' },
  'the first question': { path: '/office/start' },
  account: { path: '/account' },
  mailbox: { path: '/mailbox' },
})

test.each(['kk', 'ru'] as const)(
  'in %s nothing sticks out, is cut off, covers another or is too small',
  async (locale) => {
    const context = await browser.newContext({ locale: `${locale}-KZ`, hasTouch: true })
    const page = await desk.open(context, 'today', locale)
    const said: string[] = []
    page.on('pageerror', (error) => said.push(error.message))
    for (const [turn, [name, screen]] of Object.entries(screens()).entries()) {
      await opened(page, screen, locale)
      for (const [i, width] of WIDTHS.entries()) {
        await page.setViewportSize({ width, height: 844 })
        await page.emulateMedia({ colorScheme: (turn + i) % 2 ? 'dark' : 'light' })
        await settled(page)
        // axe goes once over every width of a screen, in one language or the other.
        const isOurs = (i % 2 === 0) === (locale === 'kk')
        const all = [...(isOurs ? await complaints(page, locale) : []), ...(await flaws(page))]
        said.push(...all.map((one) => `${name}, ${width} px: ${one}`))
      }
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
      await page.setViewportSize({ width: 390, height: 844 })
      const large = (await flaws(page)).filter((one) => !one.includes('px high'))
      said.push(...large.map((one) => `${name}, text at 200 %: ${one}`))
    }
    await context.close()
    expect(said).toEqual([])
  },
  240_000,
)

async function opened(page: Page, { path, prepare }: Screen, locale: Locale): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 844 })
  const address = path.startsWith('/')
    ? path.replace('/account', `/${locale}/account`)
    : `/office/b/${salon.business.id}/${path}`
  await page.goto(`${origin}${address}${address.includes('?') ? '&' : '?'}locale=${locale}`)
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.locator('.skeleton').first().waitFor({ state: 'detached' })
  await prepare?.(page)
}
