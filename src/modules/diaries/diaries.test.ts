import { beforeAll, expect, test } from 'vitest'
import { aSalon, type BookingDeps, bookingDeps } from '../../../test/factories/salon.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { StaleArrangement, staffSubject } from './index.ts'

let deps: BookingDeps

beforeAll(async () => {
  deps = await bookingDeps(await testDatabase())
})

const NOON = Date.parse('2026-12-01T07:00:00Z') / 60_000

async function aPlan() {
  const salon = await aSalon(deps)
  const window = await deps.diaries.read(salon.businessId, salon.locationId, NOON, NOON + 60, NOON)
  if (!window) throw new Error('no plan')
  const claims = [{ subject: staffSubject(salon.anna), from: NOON, until: NOON + 60 }]
  const close = () => deps.inTransaction((tx) => deps.diaries.changePlan(salon.businessId, { 'rules.horizon': 30 }, tx))
  return { ...salon, plan: window.plan, claims, close }
}

test('a claim names the plan it was computed with, and fails when the plan has moved', async () => {
  const { businessId, plan, claims, close } = await aPlan()
  await deps.diaries.prepare(plan, claims, () => false)
  await close()
  const claim = (number: number) =>
    deps.inTransaction((tx) => deps.diaries.claim(businessId, claims, { plan: number }, tx))
  await expect(claim(plan.number)).rejects.toBeInstanceOf(StaleArrangement)
  await claim(plan.number + 1)
  await expect(claim(plan.number + 1)).rejects.toBeInstanceOf(StaleArrangement)
})

test('a month is not opened for a plan that has moved', async () => {
  const { businessId, locationId, plan, claims, close } = await aPlan()
  await close()
  await expect(deps.diaries.prepare(plan, claims, () => false)).rejects.toBeInstanceOf(StaleArrangement)
  const window = await deps.diaries.read(businessId, locationId, NOON, NOON + 60, NOON)
  expect(window?.busy.has(`${claims[0]?.subject}:2026-12`)).toBe(false)
  if (window) await deps.diaries.prepare(window.plan, claims, () => false)
  expect(
    (await deps.diaries.read(businessId, locationId, NOON, NOON + 60, NOON))?.busy.has(`${claims[0]?.subject}:2026-12`),
  ).toBe(true)
})

test('a change of one location raises the number everywhere in the business', async () => {
  const { businessId, locationId, plan } = await aPlan()
  await deps.inTransaction((tx) => deps.diaries.changePlan(businessId, { 'hours.exceptions': [] }, tx, { locationId }))
  expect((await deps.diaries.read(businessId, locationId, NOON, NOON, NOON))?.plan.number).toBe(plan.number + 1)
})

// Neither sees the other's visit yet, and no bit of the diary changes: only a write that is one in any case tells them.
test.each(['taken over it', 'given back from under it'])(
  'time given back while time is %s: one of both looks again',
  async (what) => {
    const { businessId, plan, claims } = await aPlan()
    await deps.diaries.prepare(plan, claims, () => false)
    await deps.inTransaction((tx) => deps.diaries.claim(businessId, claims, { plan: null }, tx))
    const meanwhile = () =>
      deps.inTransaction((tx) =>
        what === 'taken over it'
          ? deps.diaries.claim(businessId, claims, { plan: null, over: true }, tx)
          : deps.diaries.release(businessId, claims, claims, tx),
      )
    let looks = 0
    await deps.inTransaction(async (tx) => {
      looks += 1
      await deps.db.collection('appointments').findOne({}, { session: tx })
      if (looks === 1) await meanwhile()
      await deps.diaries.release(businessId, claims, [], tx)
    })
    expect(looks).toBe(2)
  },
)
