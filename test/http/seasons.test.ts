// Ramadan, a summer: other weekly hours between two dates, as clients see them; the usual ones return by themselves.

import { beforeAll, expect, test } from 'vitest'
import { type OpenSalon, openSalon } from '../factories/open-salon.ts'
import { TODAY } from '../factories/salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'
import { guest } from '../harness/guest.ts'

let it: TestApp
let salon: OpenSalon

beforeAll(async () => {
  it = await testApp()
  salon = await openSalon(it.app)
  const { business, location, actor } = salon
  const evening = { isOpen: true, openTime: '14:00', closeTime: '23:00', breaks: [] }
  const week = [1, 2, 3, 4, 5, 6].map((day) => ({ day, ...evening }))
  const season = { name: 'Рамазан', from: '2026-12-01', until: '2026-12-20', week }
  await it.app.locations.setPeriods(business.id, location.id, [season], location.version, actor)
})

const page = async () => (await guest(it).get(`/kk/b/${salon.business.slug}`)).body.replaceAll('\u00a0', ' ')
const NAME = 'Рамазан: 1 желтоқсан, сейсенбі – 20 желтоқсан, жексенбі'
/** What the row of today says. */
const today = (body: string): string => /hours-today">.*?<dd><span>([^<]*)/.exec(body)?.[1] ?? ''

test('before it the page tells both, in it its own hours stand first, after it nothing is left of it', async () => {
  it.clock.set(TODAY)
  const before = await page()
  expect(before).toContain(`<h3>${NAME}</h3>`)
  expect(today(before)).toBe('10:00–19:00')

  it.clock.set('2026-12-02T06:00:00Z') // 11:00 in Atyrau
  const within = await page()
  expect(within).toContain(`<p class="small">${NAME}</p>`)
  expect(within).not.toContain('<h3>Рамазан')
  expect(today(within)).toBe('14:00–23:00')
  expect(within).toContain('ашылуы 14:00')

  it.clock.set('2026-12-22T06:00:00Z')
  const after = await page()
  expect(after).not.toContain('Рамазан')
  expect(today(after)).toBe('10:00–19:00')
})
