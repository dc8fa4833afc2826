// Somebody who has never seen it: from signing up to a page that clients book by and a client written down who has just
// walked in. In Kazakh by a thumb on a phone, in Russian by a mouse at a desk. What it takes is counted.

import type { BrowserContextOptions, Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Locale } from '#kernel/localized-text.ts'
import type { MessageKey, MessageVars } from '#platform/i18n/speak.ts'
import { translator } from '#platform/i18n/translator.ts'
import { PASSWORD } from '../factories/open-salon.ts'
import { openBrowserSite } from '../harness/browser-site.ts'
import { complaints } from '../harness/reader.ts'

/** More presses than this are not done in ten minutes by somebody who reads each screen. */
const MOST_PRESSES = 30
const MOST_FIELDS = 12

const { it, origin, browser } = await openBrowserSite()
it.clock.set('2026-11-24T07:05:00Z') // Tuesday noon in Atyrau

interface Way {
  locale: Locale
  screen: BrowserContextOptions
  name: string
  street: string
}

const WAYS: readonly Way[] = [
  {
    locale: 'kk',
    screen: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    name: 'Гүлназ студиясы',
    street: 'Азаттық даңғылы',
  },
  {
    locale: 'ru',
    screen: { viewport: { width: 1280, height: 900 } },
    name: 'Студия Гульназ',
    street: 'улица Сатпаева',
  },
]

test.each(WAYS)(
  '$locale: from nothing to a page and a walk-in',
  async ({ locale, screen, name, street }) => {
    const t = translator(locale)
    const context = await browser.newContext({ ...screen, locale: `${locale}-KZ` })
    const page = await context.newPage()
    const wrong: string[] = []
    page.on('pageerror', (error) => wrong.push(error.message))
    const sound = async (where: string) =>
      wrong.push(...(await complaints(page, locale)).map((one) => `${where}: ${one}`))

    let presses = 0
    let fields = 0
    const press = async (what: Locator) => {
      presses += 1
      await (screen.hasTouch ? what.tap() : what.click())
    }
    const fill = async (what: Locator, text: string) => {
      fields += 1
      await what.fill(text)
    }
    const button = (says: MessageKey, vars?: MessageVars) => page.getByRole('button', { name: t(says, vars) }).first()
    const heading = (says: MessageKey) => page.getByRole('heading', { level: 1, name: t(says) }).waitFor()
    const next = () => press(button('start.next'))
    const began = performance.now()

    await page.goto(`${origin}/office?locale=${locale}`)
    await press(page.locator('a[href$="/account/register"]'))
    await fill(page.locator('main [name=name]'), 'Гүлназ')
    await fill(page.locator('main [name=email]'), `owner-${locale}@mail.kz`)
    await fill(page.locator('main [name=password]'), PASSWORD)
    await press(page.locator('main form button[type=submit]'))
    await press(page.locator('a[href^="/mailbox"]'))
    await press(page.locator('a[href*="/account/confirm/"]').first())
    await press(page.locator('main form button[type=submit]'))

    await heading('start.nameTitle')
    await fill(page.getByLabel(t('settings.businessName')), name)
    await next()
    await heading('start.servicesTitle')
    await sound('services')
    await fill(page.getByLabel(t('common.price')).first(), '7700')
    await press(page.locator('.guide-foot .button').first())
    await heading('start.hoursTitle')
    await next()
    await heading('start.contactsTitle')
    await fill(page.getByLabel(t('common.phone')), '8 701 555 04 04')
    await fill(page.getByLabel(t('settings.street')), street)
    await fill(page.getByLabel(t('settings.building')), '48')
    await next()
    await heading('start.peopleTitle')
    await next()
    await heading('start.photosTitle')
    await press(button('start.skip'))
    await heading('settings.kaspi')
    await press(button('start.skip'))
    await heading('start.linkTitle')
    await next()
    await heading('start.publishTitle')
    await press(button('settings.publish'))
    await heading('start.doneTitle')
    await sound('done')
    const link = (await page.getByRole('link', { name: t('office.publicPage') }).getAttribute('href')) ?? ''
    await press(button('start.toOffice'))

    await heading('common.today')
    await press(
      page
        .getByRole('region', { name: t('today.gaps') })
        .getByRole('button')
        .first(),
    )
    await press(page.locator('.cal-service .check').first())
    await sound('a walk-in')
    await press(page.locator('.cal-save .button').last())
    await page.locator('.today-row[data-visit]').waitFor()
    const seconds = Math.round((performance.now() - began) / 1000)
    process.stdout.write(
      `From signing up to a walk-in, ${locale}: ${presses} presses, ${fields} fields, ${seconds} s of the machine\n`,
    )
    await context.close()

    const owner = await it.database.db.collection('businesses').findOne({ name })
    const visits = await it.database.db.collection('appointments').find({ businessId: owner?._id }).toArray()
    expect(visits).toMatchObject([{ status: 'scheduled', walkIn: expect.anything() }])
    const guest = await browser.newContext({ ...screen, locale: `${locale}-KZ` })
    const shown = await guest.newPage()
    expect((await shown.goto(`${origin}${link}`))?.status()).toBe(200)
    const text = await shown.locator('main').innerText()
    for (const told of [name, `${street}, 48`, '7\u00a0700\u00a0₸', '+7 701 555 04 04']) expect(text).toContain(told)
    await guest.close()
    expect(wrong).toEqual([])
    expect(presses).toBeLessThanOrEqual(MOST_PRESSES)
    expect(fields).toBeLessThanOrEqual(MOST_FIELDS)
  },
  120_000,
)
