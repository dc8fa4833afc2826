import { expect, test } from 'vitest'
import { pagesOf } from '../../src/main/app.ts'
import { UNBUILT } from '../../src/site/document.tsx'
import { testApp } from '../harness/app.ts'

const { app, server } = await testApp()
const open = (remoteAddress: string) => server.inject({ url: '/mailbox?locale=ru', remoteAddress })

test('mails are read on the machine itself, and by nobody in its network', async () => {
  await app.accounts.register(
    { name: '<b>Әсел</b>', email: 'asel@mail.kz', password: 'құпия сөз 2026' },
    { network: 'n', origin: 'http://localhost:3000', locale: 'kk' },
    null,
  )
  for (const here of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
    const { statusCode, body, headers } = await open(here)
    expect([here, statusCode, headers['cache-control']]).toEqual([here, 200, 'no-store'])
    expect(body).toContain('/kk/account/confirm/')
    expect(body).not.toContain('<b>Әсел')
  }
  for (const away of ['192.168.1.7', '10.0.0.2', '2001:db8::1', '::ffff:192.168.1.7']) {
    expect([away, (await open(away)).statusCode]).toEqual([away, 404])
  }
})

test('there is none where it was not asked for', () => {
  expect(pagesOf(app, UNBUILT).some(({ path }) => path === '/mailbox')).toBe(false)
})
