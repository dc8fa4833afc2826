import { beforeAll, expect, test } from 'vitest'
import { aBusiness, type CatalogueDeps, catalogueDeps } from '../../../test/factories/catalogue.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { createPlanChecks } from './index.ts'

let deps: CatalogueDeps

beforeAll(async () => {
  deps = await catalogueDeps(await testDatabase())
})

const STOP = { until: '2026-11-30', reason: 'Instagram' }
const ILL = { from: new Date('2026-11-24T02:00:00Z'), until: new Date('2026-11-25T19:00:00Z'), kind: 'sick' as const }
const windows = [
  { day: 6, from: '09:00', to: '11:30' },
  { from: '15:00', to: '15:00' },
]

/** A business that uses everything a plan can say. */
async function full() {
  const place = await aBusiness(deps)
  const { business, owner, actor } = place
  const wish = {
    name: 'Балаларға',
    duration: 30,
    price: 1,
    startWindows: windows,
    minAge: { years: 6, withAdult: true },
  }
  const service = await deps.services.add(business.id, wish, actor)
  await deps.services.stopOnline(business.id, service.id, STOP, 1, actor)
  await deps.staff.addTimeOff(business.id, owner.id, ILL, 1, actor)
  await deps.staff.setDay(business.id, owner.id, '2026-12-16', [], 2, actor)
  await deps.staff.setServing(business.id, owner.id, { serves: 'women', gender: 'woman' }, 3, actor)
  await deps.staff.stopOnline(business.id, owner.id, STOP, 4, actor)
  await deps.businesses.changeSettings(business.id, { maxWait: 30, graceMinutes: 5, holdMinutes: 20 }, 1, actor)
  await deps.businesses.stopOnline(business.id, STOP, 2, actor)
  return { ...place, service }
}

const doctor = async (repair: boolean) =>
  (await Promise.all(createPlanChecks(deps).map((check) => check.run({ repair })))).flat()

test('the plan says what its sources say, and doctor finds and mends each field that does not', async () => {
  const { business, owner, service, plan } = await full()
  expect(await plan()).toMatchObject({
    rules: { maxWait: 30, graceMinutes: 5, holdMinutes: 20, phoneOnlyUntil: '2026-11-30' },
    services: { [service.id]: { startWindows: windows, minAge: { years: 6, withAdult: true } } },
  })
  expect(await doctor(false)).toEqual([])
  const damages = [
    `services.${service.id}.startWindows`,
    `services.${service.id}.minAge`,
    `services.${service.id}.stoppedUntil`,
    `people.${owner.id}.timeOff`,
    `people.${owner.id}.exceptions`,
    `people.${owner.id}.serves`,
    `people.${owner.id}.gender`,
    `people.${owner.id}.stoppedUntil`,
    'rules.maxWait',
    'rules.graceMinutes',
    'rules.holdMinutes',
    'rules.phoneOnlyUntil',
  ]
  const sound = await plan()
  for (const path of damages) {
    await deps.inTransaction((tx) => deps.diaries.changePlan(business.id, { [path]: null }, tx))
    const section = path.split('.').slice(0, -1).join('.')
    expect(await doctor(true)).toMatchObject([{ code: 'plan', found: section, repaired: true }])
    expect(await doctor(false)).toEqual([])
  }
  expect({ ...(await plan()), number: 0 }).toEqual({ ...sound, number: 0 })
})

test('a plan that says only what is out of the ordinary is right for an ordinary business', async () => {
  const { business, owner, plan } = await aBusiness(deps)
  const { rules, people } = await plan()
  expect(Object.keys(rules)).not.toEqual(expect.arrayContaining(['maxWait']))
  expect(Object.keys(people[owner.id] ?? {})).not.toEqual(expect.arrayContaining(['timeOff']))
  expect((await deps.businesses.byId(business.id))?.settings).toMatchObject({
    maxWait: 15,
    graceMinutes: 15,
    holdMinutes: 10,
  })
})

test.each([
  ['waiting for three hours', { maxWait: 121 }],
  ['a hold of a second', { holdMinutes: 0 }],
])('%s is no setting', async (_, settings) => {
  const { business, actor } = await aBusiness(deps)
  await expect(deps.businesses.changeSettings(business.id, settings, 1, actor)).rejects.toMatchObject({
    code: 'invalid_input',
  })
})

test('a service begins only within sound windows', async () => {
  const { business, actor } = await aBusiness(deps)
  const late = { name: 'x', duration: 30, price: 1, startWindows: [{ from: '12:00', to: '11:00' }] }
  await expect(deps.services.add(business.id, late, actor)).rejects.toMatchObject({ code: 'invalid_input' })
})
