// From nothing to an account and back out of other devices, by forms alone; and how its pages look.

import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Locale } from '#kernel/localized-text.ts'
import { PASSWORD } from '../factories/open-salon.ts'
import { type BrowserSite, openBrowserSite } from '../harness/browser-site.ts'
import { mailReader } from '../harness/mails.ts'
import { complaints } from '../harness/reader.ts'

let site: BrowserSite
let mails: ReturnType<typeof mailReader>

beforeAll(async () => {
  site = await openBrowserSite()
  mails = mailReader(site.it.app)
})

const opened = (javaScriptEnabled: boolean, width = 390) =>
  site.browser.newContext({ viewport: { width, height: 844 }, locale: 'kk-KZ', javaScriptEnabled })

const fill = async (page: Page, fields: Record<string, string>) => {
  for (const [name, value] of Object.entries(fields)) await page.fill(`main [name=${name}]`, value)
}
const send = async (page: Page) => {
  await Promise.all([page.waitForLoadState('load'), page.click('main form button[type=submit]')])
}

test.each([true, false])('sign up, read the mail, confirm, reset, all by forms; scripts on: %s', async (scripts) => {
  const context = await opened(scripts)
  const page = await context.newPage()
  const email = `new-${scripts}@mail.kz`
  await page.goto(`${site.origin}/office/sign-in`)
  await page.click('a[href$="/account/register"]')
  await fill(page, { name: 'Әсел', email, password: 'short' })
  await send(page)
  expect(await page.inputValue('[name=email]')).toBe(email) // what was typed is kept
  await fill(page, { password: PASSWORD })
  await send(page)
  await page.click('a[href^="/mailbox"]')
  await page.click('a[href*="/account/confirm/"]')
  expect(await page.locator('main [name=password]').count()).toBe(0) // the device that asked
  await send(page)
  await page.waitForURL('**/office/start')

  await context.clearCookies()
  await page.goto(`${site.origin}/kk/account/reset`)
  await fill(page, { email })
  await send(page)
  await page.goto(await mails.linkTo(email, 'reset'))
  await fill(page, { password: 'жаңа құпия сөз' })
  await send(page)
  await page.goto(`${site.origin}/kk/account`)
  expect(await page.textContent('h1')).toBe('Әсел')
  await context.close()
})

test('an invitation is accepted by its link, and the same link twice is told to be used', async () => {
  const { app } = site.it
  const { business, actor } = site.salon
  const email = 'invited@mail.kz'
  if (actor.kind !== 'user') throw new Error('the salon has an owner')
  const wish = { email, right: 'reception', name: 'Дана' } as const
  await app.invitations.invite(business.id, wish, actor, 'key-of-the-journey', { origin: site.origin, locale: 'kk' })
  const link = await mails.linkTo(email, 'invitation')
  const context = await opened(false)
  const page = await context.newPage()
  await page.goto(link)
  await fill(page, { password: PASSWORD })
  await send(page)
  await page.goto(`${site.origin}/kk/account`)
  expect(await page.textContent('main')).toContain(business.name)
  await context.clearCookies()
  await page.goto(link)
  expect(await page.textContent('main')).toContain('бұрын қабылданған')
  await context.close()
})

describe.each<Locale>(['kk', 'ru'])('in %s', (locale) => {
  const addresses = async (): Promise<Record<string, string>> => {
    const email = `look-${locale}@mail.kz`
    const { app } = site.it
    const from = { network: 'look', origin: site.origin, locale }
    await app.accounts.register({ name: 'Қымбат Жұмабаева-Нұрмағамбетова', email, password: PASSWORD }, from, null)
    await app.accounts.askReset(site.salon.specialist.email, from)
    return {
      'sign in': '/office/sign-in',
      'sign up': `/${locale}/account/register`,
      sent: `/${locale}/account/register?sent=1`,
      forgotten: `/${locale}/account/reset`,
      confirm: new URL(await mails.linkTo(email, 'confirm')).pathname,
      'new password': new URL(await mails.linkTo(site.salon.specialist.email, 'reset')).pathname,
      verify: `/${locale}/account/verify/none`,
      'broken link': `/${locale}/account/reset/none`,
      mailbox: `/mailbox?locale=${locale}`,
    }
  }

  const seen = async (context: BrowserContext, paths: Record<string, string>) => {
    const page = await context.newPage()
    const found: string[] = []
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(`${site.origin}${path}`)
      const all = await complaints(page, locale)
      // A mail is in its reader's language, whoever looks into the mailbox.
      const told = name === 'mailbox' ? all.filter((one) => !one.startsWith('not in')) : all
      found.push(...told.map((one) => `${name}: ${one}`))
    }
    return found
  }

  test.each([
    [390, 'light'],
    [1280, 'dark'],
  ] as const)('every page is whole at %s px, %s', async (width, colorScheme) => {
    const paths = await addresses()
    const context = await site.browser.newContext({
      viewport: { width, height: 844 },
      locale: `${locale}-KZ`,
      colorScheme,
    })
    expect(await seen(context, paths)).toEqual([])
    const { token } = await site.it.app.accounts.signIn(site.salon.owner.email, PASSWORD, `look-${locale}-${width}`)
    await context.addCookies([{ name: 'session', value: token, url: site.origin }])
    expect(await seen(context, { account: `/${locale}/account`, done: `/${locale}/account?done=name` })).toEqual([])
    await context.close()
  })
})
