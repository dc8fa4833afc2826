// Where the clients' money goes is changed by the owner alone, with his password typed just now; it is on record, and
// every owner is told.

import { beforeAll, expect, test } from 'vitest'
import { at, type FrontDesk, openFrontDesk } from '../factories/front-desk.ts'
import { PASSWORD } from '../factories/open-salon.ts'
import { TODAY } from '../factories/salon.ts'
import { ORIGIN, type TestApp, testApp } from '../harness/app.ts'
import { mailReader } from '../harness/mails.ts'

let it: TestApp
let desk: FrontDesk

const LINK = 'https://pay.kaspi.kz/pay/abc'
beforeAll(async () => {
  it = await testApp()
  it.clock.set(TODAY)
  desk = await openFrontDesk(it)
})

const change = async (kaspiQrLink: string | null) => {
  const { version } = (await desk.ask('owner', 'GET', 'profile')).body
  return desk.ask('owner', 'PUT', 'kaspi-link', { kaspiQrLink, version })
}
const stored = async () => (await desk.ask('owner', 'GET', 'profile')).body.kaspiQrLink

test('a session that is older than ten minutes asks for the password first, and nothing has changed', async () => {
  const mails = mailReader(it.app)
  expect((await change(LINK)).status).toBe(200) // signed in just now
  expect(await mails.kindsTo(desk.owner.email)).toEqual(['kaspiChanged'])

  it.clock.set('2026-11-23T03:10:01Z')
  expect(await change('https://pay.kaspi.kz/pay/thief')).toMatchObject({ status: 409, body: { code: 'sign_in_again' } })
  expect(await stored()).toBe(LINK)
  expect(await mails.kindsTo(desk.owner.email)).toEqual(['kaspiChanged'])

  const { token } = await it.app.accounts.signIn(desk.owner.email, PASSWORD, 'test')
  const prove = (password: string) =>
    it.server.inject({
      ...{ method: 'POST', url: '/api/session/proof', payload: { password } },
      headers: { host: 'localhost:3000', origin: ORIGIN, cookie: `session=${token}` },
    })
  const put = async (kaspiQrLink: string | null) => {
    const { version } = (await desk.ask('owner', 'GET', 'profile')).body
    return it.server.inject({
      ...{ method: 'PUT', url: `/api/businesses/${desk.business.id}/kaspi-link`, payload: { kaspiQrLink, version } },
      headers: { host: 'localhost:3000', origin: ORIGIN, cookie: `session=${token}` },
    })
  }
  it.clock.set(at('12:00', '2026-11-23'))
  expect((await prove('басқа сөз 2026')).json().code).toBe('wrong_password')
  expect((await put(null)).json().code).toBe('sign_in_again')
  expect((await prove(PASSWORD)).statusCode).toBe(204)
  expect((await put(null)).statusCode).toBe(200)
  expect(await stored()).toBeNull()
  expect(await mails.kindsTo(desk.owner.email)).toEqual(['kaspiRemoved', 'kaspiChanged'])
  expect(await mails.linkTo(desk.owner.email, 'kaspiRemoved')).toBe(
    `${ORIGIN}/office/b/${desk.business.id}/settings/kaspi`,
  )
  // The proof is of one session: the other one still asks.
  expect((await change(LINK)).body.code).toBe('sign_in_again')

  const { entries } = (await desk.ask('owner', 'GET', 'audit?kind=business')).body
  const types = entries.map(({ type }: { type: string }) => type)
  expect(types.filter((type: string) => type === 'business.kaspi-link-changed')).toHaveLength(2)
})
