// The live queue by the code on the door, with a browser that runs no scripts.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at } from '../factories/front-desk.ts'
import { type OpenSalon, openSalon } from '../factories/open-salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'
import { type Guest, guest, hiddenFields } from '../harness/guest.ts'

let it: TestApp
let salon: OpenSalon
let door: string
let phone: Guest

beforeAll(async () => {
  it = await testApp()
})
beforeEach(async () => {
  it.clock.set(at('12:00'))
  salon = await openSalon(it.app)
  await turn({ isOn: true, byDoor: true, version: 0 })
  door = `/kk/b/${salon.business.slug}/queue`
  phone = guest(it)
})

const turn = (wish: { isOn: boolean; byDoor: boolean; version: number }) =>
  it.app.queue.switch(salon.business.id, wish, salon.actor)
const join = async (who: Guest, fields: Record<string, string> = {}) => {
  const { body } = await who.get(door)
  return who.send(door, { ...hiddenFields(body), service: salon.cut.id, name: '', phone: '', ...fields })
}
const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

const touched = (link: string) => `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`

describe('the page before the door', () => {
  test('says how many wait and how long; whoever joins has a number behind a link of his own', async () => {
    expect(textOf((await phone.get(door)).body)).toContain('Кезекте ешкім жоқ')
    const first = await join(phone, { name: 'Серік Құпия', phone: '8 701 555 01 01' })
    expect([first.statusCode, first.location]).toEqual([
      303,
      expect.stringMatching(/^\/kk\/q\/[0-9a-f]{24}\.[\w-]{43}$/),
    ])
    const place = textOf((await phone.get(first.location)).body)
    expect(place).toContain('Сіздің нөміріңіз 1')
    expect(place).toContain('Кезегіңіз жетті')

    const others = [guest(it), guest(it)]
    for (const other of others) await join(other)
    const { body } = await guest(it).get(door)
    expect(textOf(body)).toContain('Кезекте 3 адам')
    expect(textOf(body)).toContain('Күту: шамамен 1 сағ')
    expect(body).not.toContain('Құпия')
    expect(body).not.toContain('555')
    expect(Buffer.byteLength(body)).toBeLessThan(30_000)
  })

  test('sent twice is one place; opened again it shows where one stands; looking changes nothing', async () => {
    const fields = hiddenFields((await phone.get(door)).body)
    const form = { ...fields, service: '', name: 'Әсел', phone: '' }
    const [one, two] = [await phone.send(door, form), await phone.send(door, form)]
    expect(two.location).toBe(one.location)
    for (let i = 0; i < 3; i += 1) await phone.get(one.location)
    expect((await phone.get(door)).body).toContain(one.location)
    expect((await it.app.queue.door(salon.business.id, null, null)).waiting).toBe(1)
  })

  test('keeps what was typed when something is wrong with it', async () => {
    const { statusCode, body } = await join(phone, { name: 'Серік', phone: '12' })
    expect(statusCode).toBe(422)
    expect(body).toContain('value="Серік"')
    expect(textOf(body)).toContain('Телефон нөмірі дұрыс емес')
  })

  test('that is off, closed or out of time says so, and offers to book', async () => {
    const shown = async () => textOf((await phone.get(door)).body)
    it.clock.set(at('18:30'))
    expect(await shown()).toContain('Бүгін кезек сізге жетпейді')
    it.clock.set(at('21:00'))
    expect(await shown()).toContain('Қазір жабық')
    it.clock.set(at('12:00'))
    await turn({ isOn: true, byDoor: false, version: 1 })
    expect(await shown()).toContain('Мұнда тірі кезек қосылмаған')
    expect((await phone.get(door)).body).not.toContain('<form class="card')
    expect((await join(phone)).statusCode).toBe(409)
  })

  test('stands on the sheet for the door as a second code, only while clients may join by it', async () => {
    const codes = async () => (await phone.get(`/kk/b/${salon.business.slug}/door`)).body.match(/class="qr"/g)?.length
    expect(await codes()).toBe(2)
    await turn({ isOn: true, byDoor: false, version: 1 })
    expect(await codes()).toBe(1)
    expect((await phone.get(`/b/${salon.business.slug}/queue`)).location).toBe(door)
  })
})

describe('one’s own place', () => {
  test('tells what became of it; who leaves is out; a link that was touched is none', async () => {
    const { location } = await join(phone)
    const shown = async () => (await phone.get(location)).body
    expect(await shown()).toContain('http-equiv="refresh"')
    const { entry } = await it.app.queue.placeBy(location.split('/')[3] ?? '')
    await it.app.queue.say(salon.business.id, entry.id, 'called', 1, salon.actor)
    expect(textOf(await shown())).toContain('Сіздің кезегіңіз!')
    expect((await phone.send(`${location}/leave`, {})).location).toBe(location)
    expect(textOf(await shown())).toContain('Кезектен шықтыңыз')
    expect(await shown()).not.toContain('http-equiv="refresh"')
    expect((await phone.send(`${location}/leave`, {})).statusCode).toBe(303)
    expect((await phone.get(touched(location))).statusCode).toBe(404)
    expect((await phone.get(`/kk/q/${entry.id}`)).statusCode).toBe(404)
  })

  test('of yesterday is over', async () => {
    const { location } = await join(phone)
    it.clock.set(at('12:00', '2026-11-25'))
    expect(textOf((await phone.get(location)).body)).toContain('Бұл кезек аяқталды')
  })
})
