// The office is installed like an application: what a phone asks for that, and where the installed one opens.

import { beforeAll, expect, test } from 'vitest'
import { openFrontDesk } from '../factories/front-desk.ts'
import { PASSWORD } from '../factories/open-salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'

let it: TestApp

beforeAll(async () => {
  it = await testApp()
})

const get = (url: string, cookie = '') =>
  it.server.inject({ method: 'GET', url, headers: { host: 'localhost:3000', 'accept-language': 'kk', cookie } })

test('its manifest names pictures that are there, as large as it says, and a start within its scope', async () => {
  const answer = await get('/office/office.webmanifest')
  expect(answer.headers['content-type']).toContain('application/manifest+json')
  const { icons, scope, start_url, shortcuts, display, name } = answer.json()
  expect({ display, name }).toEqual({ display: 'standalone', name: expect.stringContaining('Кабинет') })
  for (const url of [start_url, ...shortcuts.map((one: { url: string }) => one.url)])
    expect(url).toMatch(new RegExp(`^${scope}`))
  expect(icons.map((icon: { purpose: string }) => icon.purpose)).toEqual(['any', 'any', 'maskable'])
  for (const { src, sizes, type } of icons) {
    const picture = await get(src)
    expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, type])
    const png = picture.rawPayload
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes)
  }
})

test('the installed one opens the first business, at the screen of the shortcut', async () => {
  const desk = await openFrontDesk(it)
  const { token } = await it.app.accounts.signIn(desk.owner.email, PASSWORD, 'test')
  const cookie = `session=${token}`
  const whereTo = async (url: string) => (await get(url, cookie)).headers.location
  expect(await whereTo('/office/b/')).toBe(`/office/b/${desk.business.id}/today`)
  expect(await whereTo('/office/b/?to=calendar')).toBe(`/office/b/${desk.business.id}/calendar`)
})
