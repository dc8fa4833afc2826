// What the office sets, in a real browser: nobody would complain, nothing typed is lost, and examples move.

import { resolve } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '#platform/server-process/free-port.ts'
import { type OpenSalon, openSalon, PASSWORD } from '../factories/open-salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'
import { launchBrowser } from '../harness/browser.ts'
import { complaints } from '../harness/reader.ts'

let it: TestApp
let salon: OpenSalon
let browser: Browser
let origin: string

beforeAll(async () => {
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  it = await testApp({ assetsFolder: resolve('dist/public'), origins: () => [origin] })
  salon = await openSalon(it.app)
  await it.app.resources.add(
    salon.business.id,
    salon.location.id,
    { name: '1-кабинет', kind: 'room', units: 1 },
    salon.actor,
  )
  await it.server.listen({ port, host: '127.0.0.1' })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await it?.server.close()
})

async function signedIn(
  locale: 'kk' | 'ru',
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext(options)
  const { token } = await it.app.accounts.signIn(salon.owner.email, PASSWORD, 'test')
  await context.addCookies([
    { name: 'session', value: token, url: origin },
    { name: 'locale', value: locale, url: origin },
  ])
  return [context, await context.newPage()]
}

const at = (path: string, locale = 'kk') => `${origin}/office/b/${salon.business.id}/${path}?locale=${locale}`

const SCREENS = [
  ...['settings', 'settings/page', 'settings/profile', 'settings/place', 'settings/hours', 'settings/rules'],
  ...['settings/kaspi', 'services', 'people', 'rooms'],
]

describe.each([
  ['kk', 390, 'light'],
  ['ru', 1280, 'dark'],
] as const)('in %s at %i px, %s', (locale, width, colorScheme) => {
  test('nobody would complain', async () => {
    const [context, page] = await signedIn(locale, { viewport: { width, height: 844 }, colorScheme })
    const wrong: string[] = []
    page.on('pageerror', (error) => wrong.push(error.message))
    const judge = async (where: string) =>
      wrong.push(...(await complaints(page, locale)).map((one) => `${where}: ${one}`))
    for (const screen of [...SCREENS, `people/${salon.anna.id}`]) {
      await page.goto(at(screen, locale))
      await page.locator('.card, .empty-state').first().waitFor()
      await page.waitForLoadState('networkidle')
      await judge(screen)
    }
    await page.goto(at('services', locale))
    await page.locator('.row-acts .button').first().click()
    await page.locator('.dialog .more summary').click()
    await judge('a service')
    expect(wrong).toEqual([])
    await context.close()
  })
})

describe('what is typed', () => {
  test('stays in all three languages when the save is refused, and is saved when it is mended', async () => {
    const [context, page] = await signedIn('kk')
    await page.goto(at('settings/profile'))
    const name = page.getByLabel('Мекеме атауы')
    await name.fill('')
    await page.locator('.segment', { hasText: 'Рус' }).click()
    await name.fill('Салон, набранный по-русски')
    await page.getByRole('button', { name: 'Сақтау' }).click()
    await page.getByRole('alert').waitFor()
    expect(await name.inputValue()).toBe('Салон, набранный по-русски')
    await page.locator('.segment', { hasText: 'Қаз' }).click()
    expect(await name.inputValue()).toBe('')
    await name.fill('Жаңа аты')
    await page.getByRole('button', { name: 'Сақтау' }).click()
    await page.getByText('Сақталды').waitFor()
    expect(await it.app.businesses.byId(salon.business.id)).toMatchObject({
      name: 'Жаңа аты',
      translations: { ru: { name: 'Салон, набранный по-русски' } },
    })
    await context.close()
  })

  test('stays when somebody else was faster: what is there now is shown, and one chooses', async () => {
    const [context, page] = await signedIn('kk')
    await page.goto(at('settings/rules'))
    const lead = page.getByLabel('Жазылу кемінде қанша уақыт бұрын', { exact: false })
    const horizon = page.getByLabel('Қанша күн алдын ала', { exact: false })
    await lead.fill('120')
    await page.getByText('ең кеш уақыт: 13:00').waitFor()
    const { version } = (await it.app.businesses.byId(salon.business.id)) ?? { version: 0 }
    const theirs = { appointmentLeadTime: 45, bookingHorizon: 30 }
    await it.app.businesses.changeSettings(salon.business.id, theirs, version, salon.actor)
    await page.getByRole('button', { name: 'Сақтау' }).click()
    await page.getByText('басқа біреу өзгертті', { exact: false }).waitFor()
    expect(await lead.inputValue()).toBe('120')
    expect(await horizon.inputValue()).toBe('30') // what only they changed comes in by itself
    await page.getByRole('button', { name: 'Менікі қалсын' }).click()
    await page.getByRole('button', { name: 'Сақтау' }).click()
    await page.getByText('Сақталды').waitFor()
    expect((await it.app.businesses.byId(salon.business.id))?.settings).toMatchObject({
      appointmentLeadTime: 120,
      bookingHorizon: 30,
    })
    await context.close()
  })
})

test('a night is said and not refused; a wrong break is told by its rule; a holiday closes only when one says so', async () => {
  const [context, page] = await signedIn('kk')
  await page.goto(at('settings/hours'))
  const friday = page.getByRole('group', { name: 'Жұма' })
  await friday.getByLabel('Соңы').fill('0200')
  await friday.getByLabel('Соңы').blur()
  await friday.getByText('Жабылу уақыты: 02:00, келесі күн').waitFor()
  await friday.getByRole('button', { name: 'Үзіліс қосу' }).click()
  await friday.getByLabel('Үзіліс соңы').fill('03:00')
  await page.getByRole('button', { name: 'Сақтау' }).click()
  await page.getByText('Үзіліс жұмыс уақытының ішінде болуы керек', { exact: false }).waitFor()
  await friday.getByRole('button', { name: 'Үзілісті алып тастау', exact: false }).click()
  await page.getByRole('button', { name: 'Сақтау' }).click()
  await page.getByText('Сақталды').waitFor()
  const [place] = await it.app.locations.ofBusiness(salon.business.id)
  expect(place?.workingHours.find(({ day }) => day === 5)).toMatchObject({ closeTime: '02:00', breaks: [] })
  expect(place?.exceptions).toEqual([])
  await page.getByRole('button', { name: 'Қысқа күн: 16 желтоқсан', exact: false }).click()
  await page.getByText('Шешілді').waitFor()
  const [after] = await it.app.locations.ofBusiness(salon.business.id)
  expect(after?.exceptions).toMatchObject([{ date: '2026-12-16', isOpen: true, closeTime: '15:00' }])
  await context.close()
})

test('time off over a booked visit: it stays, and one is asked what becomes of it', async () => {
  const cart = { lines: [{ serviceId: salon.cut.id, staffId: salon.anna.id }], prefer: 'least_wait' as const }
  const [day] = (await it.app.appointments.offer(salon.business.id, { cart, from: '2026-12-02', days: 1 })).days
  const start = new Date((day?.times[0]?.start ?? 0) * 60_000)
  const who = { name: 'Айгүл', phone: '8 701 555 06 06', locale: 'kk' as const, source: 'site' }
  const visit = await it.app.appointments.book(
    salon.business.id,
    { cart, startTime: start, ...who },
    salon.actor,
    'over-time-off',
  )
  const [context, page] = await signedIn('kk')
  await page.goto(at(`people/${salon.anna.id}`))
  await page.getByRole('button', { name: 'Демалыс қосу' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Бірінші күні').fill('2026-12-01')
  await dialog.getByLabel('Соңғы күні', { exact: false }).fill('2026-12-03')
  await dialog.getByRole('button', { name: 'Сақтау' }).click()
  await page.getByText('Енді сыймайтын жазылулар: 1').waitFor()
  expect((await it.app.appointments.get(salon.business.id, visit.id)).status).toBe('scheduled')
  await page.getByRole('button', { name: 'Бас тарту' }).click()
  await page.getByRole('button', { name: 'Бас тартамын' }).click()
  await page.getByText('Енді сыймайтын жазылулар').waitFor({ state: 'detached' })
  expect((await it.app.appointments.get(salon.business.id, visit.id)).status).toBe('cancelled')
  await context.close()
})
