// Every public page in every combination: four widths, two languages, light and dark; and with text at 200 %. What a
// machine can see is looked for: nothing sticks out or is cut off, what is pressed is large enough, axe finds nothing.

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Locale } from '#kernel/localized-text.ts'
import type { OpenSalon } from '../factories/open-salon.ts'
import type { TestApp } from '../harness/app.ts'
import { openBrowserSite } from '../harness/browser-site.ts'
import { complaints } from '../harness/reader.ts'

const WIDTHS = [360, 390, 820, 1280] as const
const LONG = 'Күрделі бояу (Airtouch), ұзын шашқа, күтіммен бірге'

let it: TestApp
let salon: OpenSalon
let browser: Browser
let origin: string
let visit: string

beforeAll(async () => {
  ;({ it, salon, browser, origin } = await openBrowserSite(async ({ app }, { business, actor, olga }) => {
    const service = {
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
    }
    const { id } = await app.services.add(business.id, service, actor)
    const member = await app.staff.byId(business.id, olga.id)
    await app.staff.setSkills(
      business.id,
      olga.id,
      [...(member?.services ?? []), { serviceId: id }],
      member?.version ?? 1,
      actor,
    )
  }))
  visit = await bookVisit()
})

async function bookVisit(): Promise<string> {
  const wish = {
    cart: { lines: [{ serviceId: salon.cut.id, staffId: salon.anna.id }], prefer: 'least_wait' as const },
    startTime: new Date('2026-11-25T06:00:00Z'),
    name: 'Қымбат Жұмабаева-Нұрмағамбетова',
    phone: '8 701 555 41 41',
    locale: 'kk' as const,
    source: 'test',
  }
  const booked = await it.app.appointments.book(
    salon.business.id,
    wish,
    { kind: 'guest', device: null },
    'a-key-of-the-look',
  )
  return it.app.appointments.linkTo(booked)
}

/** The pages that an address alone leads to. */
const pages = (): Record<string, string> => {
  const place = `/b/${salon.business.slug}`
  const cart = `services=${salon.cut.id}:any`
  return {
    home: '',
    results: '?q=шаш',
    'no results': '?q=қайықжөндеу',
    business: place,
    'booking: services': `${place}/book`,
    'booking: people': `${place}/book?step=people&${cart}`,
    'booking: times': `${place}/book?${cart}&day=2026-11-25`,
    'why not': `${place}/book/why?${cart}&day=2026-11-25&start=11:00`,
    visit: `/v/${visit}`,
    move: `/v/${visit}/move`,
    cancel: `/v/${visit}/cancel`,
    'lost link': '/v/nonsense',
    nowhere: '/b/nowhere-at-all',
  }
}

const at = (locale: Locale, path: string) => `${origin}/${locale}${path}`

/** What sticks out, is cut off, or is too small to be pressed by a thumb. */
const flaws = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const nameOf = (one: Element) =>
      `${one.tagName.toLowerCase()}.${one.className}: ${(one.textContent ?? '').trim().slice(0, 40)}`
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
    if (wide > 0) found.push(`${wide} px wider than the screen`)
    for (const one of document.querySelectorAll('a, button, input, select, textarea, label.choice, label.segment')) {
      const { width, height } = one.getBoundingClientRect()
      const isSeen = one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && width > 1 && height > 1
      const isInText = one.tagName === 'A' && getComputedStyle(one).display === 'inline'
      const isForOthers = one.closest('.hidden-visually') !== null
      const isInLabel = one.closest('label') !== null && one.tagName === 'INPUT'
      if (isSeen && !isForOthers && !isInText && !isInLabel && height < 43.5)
        found.push(`only ${Math.round(height)} px high: ${nameOf(one)}`)
    }
    for (const one of document.querySelectorAll('button, .button, h1, h2, h3, .badge, .slot, .chip, td, dd, dt, p')) {
      const { overflow, overflowX } = getComputedStyle(one)
      const scrolls = [overflow, overflowX].some((value) => value === 'auto' || value === 'scroll')
      if (!scrolls && one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1) {
        found.push(`cut off: ${nameOf(one)}`)
      }
    }
    return found
  })

async function looked(
  context: BrowserContext,
  locale: Locale,
  isWhole: boolean,
  prepare?: (page: Page) => Promise<void>,
) {
  const page = await context.newPage()
  const said: string[] = []
  for (const [name, path] of Object.entries(pages())) {
    await page.goto(at(locale, path))
    await prepare?.(page)
    const all = [...(isWhole ? await complaints(page, locale) : []), ...(await flaws(page))]
    said.push(...all.map((one) => `${name}: ${one}`))
  }
  await context.close()
  return said
}

describe.each(['kk', 'ru'] as const)('in %s', (locale) => {
  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test.each(WIDTHS)('at %i px nothing sticks out, is cut off or is too small', async (width) => {
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        colorScheme,
        hasTouch: width < 1000,
      })
      // What axe sees does not depend on every width: contrasts on both themes, the rest on a phone and on a desk.
      expect(await looked(context, locale, width === 390 || width === 1280)).toEqual([])
    })
  })

  test('with text at 200 % all of it can still be read on a phone', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 800 } })
    const larger = (page: Page) => page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    expect((await looked(context, locale, false, larger)).filter((one) => !one.includes('px high'))).toEqual([])
  })
})
