// A service with variants, from the price list to the calendar file, as a browser without JavaScript walks it.

import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { ServiceId } from '#kernel/ids.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import { type OpenSalon, openSalon } from '../factories/open-salon.ts'
import { TODAY } from '../factories/salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'
import { type Guest, guest, hiddenFields } from '../harness/guest.ts'

let it: TestApp
let salon: OpenSalon
let colour: ServiceId
let path: string

const SHORT = { key: 'short', name: 'қысқа шаш', translations: { ru: { name: 'короткие' } }, duration: 60, price: 8000 }
const LONG = { key: 'long', name: 'ұзын шаш', translations: { ru: { name: 'длинные' } }, duration: 180, price: 15_000 }
const person = { name: 'Әсел', phone: '8 701 555 20 01', note: '', forWhom: 'me', guestName: '' }
const DAY = '2026-11-25'

beforeAll(async () => {
  it = await testApp()
})

beforeEach(async () => {
  it.clock.set(TODAY)
  salon = await openSalon(it.app)
  const { business, actor, anna } = salon
  const added = await it.app.services.add(
    business.id,
    {
      ...{ name: 'Шаш бояу', translations: { ru: { name: 'Окрашивание' } }, duration: 5, price: 0 },
      variants: [SHORT, LONG],
    },
    actor,
  )
  colour = added.id
  const skills = [{ serviceId: salon.cut.id }, { serviceId: colour }]
  await it.app.staff.setSkills(business.id, anna.id, skills, anna.version, actor)
  path = `/b/${business.slug}`
})

const plain = (html: string): string => html.replaceAll('\u00a0', ' ')
const radioOf = (html: string, value: string): string | undefined =>
  html.match(new RegExp(`<input[^>]*name="variant-${colour}"[^>]*value="${value}"[^>]*>`))?.[0]

const choose = async (me: Guest, variant: string, more: Record<string, string> = {}) => {
  const { body } = await me.get(`/kk${path}/book`)
  return me.send(`/kk${path}/book/services`, {
    ...{ ...hiddenFields(body), service: colour, [`variant-${colour}`]: variant },
    ...more,
  })
}

test('the page, the price list and step 1 tell the range, and each variant its own price and time', async () => {
  const me = guest(it)
  expect(plain((await me.get(`/kk${path}`)).body)).toContain('8 000 – 15 000 ₸')
  expect(plain((await me.get(`/ru${path}/book`)).body)).toContain('8 000 – 15 000 ₸')
  const paper = plain((await me.get(`/kk${path}/prices`)).body)
  for (const said of ['қысқа шаш', 'короткие', '8 000 ₸', 'ұзын шаш', '15 000 ₸', '3 сағ'])
    expect(paper).toContain(said)
  const step = plain((await me.get(`/kk${path}/book`)).body)
  expect(radioOf(step, 'long')).toContain('data-price="15000"')
  expect(radioOf(step, '')).toContain('checked')
})

test('a chosen variant goes through every step, another language and a closed tab, into the visit', async () => {
  const me = guest(it)
  const chosen = await choose(me, 'long')
  expect(chosen.location).toContain(`${colour}:any:long`)
  const turned = await choose(me, 'long', { to: 'ru' })
  expect(turned.location).toContain(':long')
  const again = await me.get(`/kk${path}/book`) // the tab was closed: the draft knows
  expect(radioOf(again.body, 'long')).toContain('checked')
  expect(radioOf(again.body, '')).not.toContain('checked')

  const services = `${colour}:${salon.anna.id}:long`
  const times = await me.get(`/ru${path}/book?services=${services}&day=${DAY}&start=10:00`)
  expect(times.body).toContain('Окрашивание · длинные')
  const held = await me.send(`/ru${path}/book/time`, { ...hiddenFields(times.body), at: `${DAY} 10:00` })
  const last = await me.get(held.location)
  expect(last.body).toContain('Окрашивание · длинные')
  const { location } = await me.send(`/ru${path}/book`, { ...hiddenFields(last.body), ...person })
  const page = await me.get(location)
  expect(page.body).toContain('Окрашивание · длинные')
  expect(plain(page.body)).toContain('15 000 ₸')
  const [visit = ''] = location.split('?')
  expect((await me.get(visit.replace('/ru/', '/kk/'))).body).toContain('Шаш бояу · ұзын шаш')
  const file = (await me.get(`${visit}/visit.ics`)).body.replaceAll(/\r?\n[ \t]/g, '')
  expect(file).toContain('Окрашивание · длинные')
  const stored = await it.database.db.collection('appointments').findOne({ serviceId: toObjectId(colour) })
  expect(stored).toMatchObject({ totalAmount: 15_000, services: [{ variant: 'long', variantName: 'ұзын шаш' }] })
})

test('left to the specialist it is booked with the least price and time for the longest', async () => {
  const me = guest(it)
  const chosen = await choose(me, '')
  expect(chosen.location).toContain(`${colour}:any`)
  expect(chosen.location).not.toContain(`${colour}:any:`)
  const times = plain((await me.get(`/ru${path}/book?services=${colour}:${salon.anna.id}&day=${DAY}&start=10:00`)).body)
  expect(times).toContain('от 8 000 ₸')
  expect(times).toContain('3 ч')
})

test('a variant that has gone is told on step 1, and the service stays chosen', async () => {
  const me = guest(it)
  const page = await me.get(`/kk${path}/book?services=${colour}:${salon.anna.id}:gone&day=${DAY}&start=10:00`)
  expect(page.body).toContain('Таңдаған нұсқаңыз енді ұсынылмайды')
  expect(radioOf(page.body, '')).toContain('checked')
  expect(page.body).toMatch(new RegExp(`value="${colour}"[^>]*checked|checked[^>]*value="${colour}"`))
})

test('over HTTP the menu tells variants, and a booking names one', async () => {
  const { business, anna } = salon
  const api = `/api/businesses/${business.id}`
  const menu = (await it.server.inject({ url: `${api}/services` })).json()
  const told = menu.services.find(({ id }: { id: string }) => id === colour)
  expect(told).toMatchObject({ price: 8000, priceFrom: true, duration: 180 })
  expect(told.variants).toEqual([
    { key: 'short', name: 'қысқа шаш', duration: 60, price: 8000, image: null },
    { key: 'long', name: 'ұзын шаш', duration: 180, price: 15_000, image: null },
  ])
  const order = (variant: string, key: string) =>
    it.server.inject({
      method: 'POST',
      url: `${api}/appointments`,
      headers: { 'idempotency-key': key },
      payload: {
        services: [{ serviceId: colour, staffId: anna.id, variant }],
        ...{ startTime: '2026-11-26T05:00:00Z', name: 'Әсел', phone: '+77015552001' },
      },
    })
  const refused = await order('gone', 'key-of-the-gone-1')
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'variant_unavailable'])
  const booked = await order('short', 'key-of-the-short-1')
  expect(booked.statusCode).toBe(201)
  expect(booked.json().appointment).toMatchObject({
    totalAmount: 8000,
    services: [{ variant: 'short', variantName: 'қысқа шаш', duration: 60, priceFrom: false }],
  })
})
