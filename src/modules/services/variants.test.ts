import { beforeAll, expect, test } from 'vitest'
import { aBusiness, type CatalogueDeps, catalogueDeps } from '../../../test/factories/catalogue.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import type { NewService } from './services.contract.ts'

let deps: CatalogueDeps

beforeAll(async () => {
  deps = await catalogueDeps(await testDatabase())
})

const SHORT = { key: 'short', name: 'қысқа', translations: { ru: { name: 'короткие' } }, duration: 30, price: 4000 }
const LONG = { key: 'long', name: 'ұзын', duration: 120, price: 9000 }

const colouring = async (changes: Partial<NewService> = {}) => {
  const place = await aBusiness(deps)
  const input = { name: 'Шаш бояу', duration: 45, price: 1, variants: [SHORT, LONG], ...changes }
  const service = await deps.services.add(place.business.id, input, place.actor)
  const planned = async () => (await place.plan()).services[service.id]
  return { ...place, businessId: place.business.id, service, planned }
}

test('of a service with variants the time is the longest and the price the lowest, whatever was asked for', async () => {
  const { businessId, service, planned } = await colouring()
  const whole = { duration: 120, price: 4000, priceFrom: true, variants: [SHORT, LONG] }
  expect(service).toMatchObject(whole)
  expect(await deps.services.byId(businessId, service.id)).toMatchObject(whole)
  expect(await planned()).toMatchObject(whole)
})

test('every change keeps it so: other variants, or a price that is not theirs', async () => {
  const { businessId, service, planned, actor } = await colouring()
  const dearer = { ...SHORT, price: 6000 }
  const changed = await deps.services.change(businessId, service.id, { variants: [dearer, LONG] }, 1, actor)
  expect(changed).toMatchObject({ price: 6000, duration: 120 })
  await deps.services.change(businessId, service.id, { price: 1, duration: 5, priceFrom: false }, 2, actor)
  const whole = { price: 6000, duration: 120, priceFrom: true }
  expect(await deps.services.byId(businessId, service.id)).toMatchObject(whole)
  expect(await planned()).toMatchObject(whole)
})

test('a double tap is answered, not refused, though its price was not taken', async () => {
  const { businessId, service, actor } = await colouring()
  const tap = () => deps.services.change(businessId, service.id, { variants: [LONG], price: 1 }, 1, actor)
  const first = await tap()
  expect(first).toMatchObject({ price: 9000, duration: 120, priceFrom: false, version: 2 })
  expect(await tap()).toEqual(first)
})

test('without its variants a service is as it is told to be', async () => {
  const { businessId, service, planned, actor } = await colouring()
  const plain = { variants: [], price: 5000, duration: 60, priceFrom: false }
  expect(await deps.services.change(businessId, service.id, plain, 1, actor)).toMatchObject(plain)
  expect(await planned()).not.toHaveProperty('variants')
})

test.each<[string, NewService['variants']]>([
  ['two of one key', [SHORT, { ...LONG, key: 'short' }]],
  ['more than eight', Array.from({ length: 9 }, (_, i) => ({ ...SHORT, key: `v${i}` }))],
  ['a key that an address cannot carry', [{ ...SHORT, key: 'Ұзын' }]],
  ['no name', [{ ...SHORT, name: ' ' }]],
  ['no time', [{ ...SHORT, duration: 0 }]],
  ['a price of half a tenge', [{ ...SHORT, price: 0.5 }]],
])('variants with %s are refused', async (_, variants) => {
  await expect(colouring({ variants })).rejects.toMatchObject({ code: 'invalid_input' })
})

test("a person's own price of a variant stands in the document and in the plan", async () => {
  const { businessId, service, plan, actor } = await colouring()
  const own = { serviceId: service.id, variants: { long: { price: 12_000 } } }
  const { id } = await deps.staff.add(businessId, { name: 'Динара', services: [own] }, actor)
  expect((await deps.staff.byId(businessId, id))?.services).toEqual([own])
  expect((await plan()).people[id]?.services[service.id]).toEqual({ variants: own.variants })
})
