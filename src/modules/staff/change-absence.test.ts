import { beforeAll, describe, expect, test } from 'vitest'
import { toMinute } from '#kernel/time.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import { aBusiness, type CatalogueDeps, catalogueDeps } from '../../../test/factories/catalogue.ts'
import { testDatabase } from '../../../test/harness/database.ts'

let deps: CatalogueDeps

beforeAll(async () => {
  deps = await catalogueDeps(await testDatabase())
})

const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code })
const at = (iso: string) => new Date(iso)
const ILL = { from: at('2026-11-24T02:00:00Z'), until: at('2026-11-25T19:00:00Z'), kind: 'sick' as const }
const TRAINING = { from: at('2026-11-23T05:00:00Z'), until: at('2026-11-23T09:00:00Z'), kind: 'training' as const }
const evening = { from: '16:00', to: '01:00', breaks: [{ startTime: '23:30', endTime: '00:30' }] }

async function someone() {
  const place = await aBusiness(deps)
  const { id } = await deps.staff.add(place.business.id, { name: 'Динара' }, place.actor)
  const planned = async () => (await place.plan()).people[id]
  return { ...place, businessId: place.business.id, id, planned }
}

const minutes = ({ from, until }: typeof ILL | typeof TRAINING) => ({ from: toMinute(from), until: toMinute(until) })

describe('time off', () => {
  test('stands in the plan at once, by its begin, and the plan gets a new number', async () => {
    const { businessId, id, actor, plan, planned } = await someone()
    const before = (await plan()).number
    await deps.staff.addTimeOff(businessId, id, ILL, 1, actor)
    const away = await deps.staff.addTimeOff(businessId, id, TRAINING, 2, actor)
    expect(away.timeOff).toEqual([TRAINING, ILL])
    expect((await deps.staff.byId(businessId, id))?.timeOff).toEqual([TRAINING, ILL])
    expect((await planned())?.timeOff).toEqual([minutes(TRAINING), minutes(ILL)])
    expect((await plan()).number).toBe(before + 2)
    const back = await deps.staff.dropTimeOff(businessId, id, ILL, 3, actor)
    expect(back.timeOff).toEqual([TRAINING])
    expect((await planned())?.timeOff).toEqual([minutes(TRAINING)])
    const told = await deps.db.collection('events').find({ 'subject.kind': 'staff' }).sort({ _id: 1 }).toArray()
    expect(told.filter(({ subject }) => String(subject.id) === id).map(({ type }) => type)).toEqual([
      'staff.joined',
      'staff.time-off-added',
      'staff.time-off-added',
      'staff.time-off-dropped',
    ])
  })

  test('a double tap is answered, not refused, and written once', async () => {
    const { businessId, id, actor, plan } = await someone()
    const first = await deps.staff.addTimeOff(businessId, id, ILL, 1, actor)
    const number = (await plan()).number
    expect(await deps.staff.addTimeOff(businessId, id, ILL, 1, actor)).toEqual(first)
    expect((await plan()).number).toBe(number)
  })

  test('of two who saw the same person, the second is told of the first', async () => {
    const { businessId, id, actor, planned } = await someone()
    const asked = [ILL, TRAINING].map((timeOff) => deps.staff.addTimeOff(businessId, id, timeOff, 1, actor))
    const results = await Promise.allSettled(asked)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(results.find((one) => one.status === 'rejected')?.reason).toEqual(refusal('changed_meanwhile'))
    expect((await planned())?.timeOff).toHaveLength(1)
  })

  test.each([
    ['ends before it begins', { ...ILL, until: ILL.from }],
    ['lies in the year 9999', { ...ILL, until: at('9999-12-31T00:00:00Z') }],
    ['is of no known kind', { ...ILL, kind: 'mood' as 'sick' }],
    ['is no time', { ...ILL, from: at('never') }],
  ])('one that %s is refused', async (_, timeOff) => {
    const { businessId, id, actor } = await someone()
    await expect(deps.staff.addTimeOff(businessId, id, timeOff, 1, actor)).rejects.toEqual(refusal('invalid_input'))
  })

  test("another business's person is unknown here", async () => {
    const [one, other] = [await someone(), await someone()]
    await expect(deps.staff.addTimeOff(one.businessId, other.id, ILL, 1, one.actor)).rejects.toEqual(
      refusal('not_found'),
    )
  })

  test('nobody fills the plan with it', async () => {
    const { businessId, id, actor } = await someone()
    const days = Array.from({ length: 200 }, (_, day) => ({
      from: new Date(day * 1e6),
      until: ILL.until,
      kind: 'other',
    }))
    await deps.db.collection('staff').updateOne({ _id: toObjectId(id) }, { $set: { timeOff: days } })
    await expect(deps.staff.addTimeOff(businessId, id, ILL, 1, actor)).rejects.toEqual(refusal('too_much_time_off'))
  })
})

describe('one day', () => {
  test('may have other shifts, also into the night, or none; then the schedule holds again', async () => {
    const { businessId, id, actor, planned } = await someone()
    await deps.staff.setDay(businessId, id, '2026-12-31', [evening], 1, actor)
    await deps.staff.setDay(businessId, id, '2026-12-16', [], 2, actor)
    expect((await planned())?.exceptions).toEqual([
      { date: '2026-12-16', shifts: [] },
      { date: '2026-12-31', shifts: [evening] },
    ])
    await deps.staff.setDay(businessId, id, '2026-12-31', [], 3, actor)
    await deps.staff.setDay(businessId, id, '2026-12-16', null, 4, actor)
    expect((await planned())?.exceptions).toEqual([{ date: '2026-12-31', shifts: [] }])
    const last = await deps.staff.setDay(businessId, id, '2026-12-31', null, 5, actor)
    expect(last.exceptions).toEqual([])
    expect(await planned()).not.toHaveProperty('exceptions')
  })

  test('that does not exist, or whose break lies outside, is refused', async () => {
    const { businessId, id, actor } = await someone()
    const late = { ...evening, breaks: [{ startTime: '00:30', endTime: '01:30' }] }
    for (const [date, shifts] of [
      ['2026-02-31', [evening]],
      ['2026-12-31', [late]],
    ] as const)
      await expect(deps.staff.setDay(businessId, id, date, [...shifts], 1, actor)).rejects.toEqual(
        refusal('invalid_input'),
      )
  })
})

describe('what clients may book', () => {
  test('whom a person serves, and who the person is, stands in the plan when it is out of the ordinary', async () => {
    const { businessId, id, actor, planned } = await someone()
    expect(await planned()).not.toHaveProperty('serves')
    await deps.staff.setServing(businessId, id, { serves: 'women', gender: 'woman' }, 1, actor)
    expect(await planned()).toMatchObject({ serves: 'women', gender: 'woman' })
    await deps.staff.setServing(businessId, id, { serves: 'all', gender: null }, 2, actor)
    expect(await planned()).not.toHaveProperty('gender')
    expect((await deps.staff.byId(businessId, id))?.gender).toBeNull()
  })

  test('a person, a service and the whole place stop being booked online, each until its day', async () => {
    const { businessId, id, actor, plan } = await someone()
    const stop = { until: '2026-11-30', reason: 'Instagram' }
    const cut = await deps.services.add(businessId, { name: 'Шаш', duration: 30, price: 1 }, actor)
    await deps.staff.stopOnline(businessId, id, stop, 1, actor)
    await deps.services.stopOnline(businessId, cut.id, stop, 1, actor)
    await deps.businesses.stopOnline(businessId, stop, 1, actor)
    expect(await plan()).toMatchObject({
      rules: { phoneOnlyUntil: '2026-11-30', isActive: true },
      people: { [id]: { stoppedUntil: '2026-11-30' } },
      services: { [cut.id]: { stoppedUntil: '2026-11-30' } },
    })
    expect(JSON.stringify(await plan())).not.toContain('Instagram')
    const person = await deps.staff.stopOnline(businessId, id, null, 2, actor)
    const service = await deps.services.stopOnline(businessId, cut.id, null, 2, actor)
    const business = await deps.businesses.stopOnline(businessId, null, 2, actor)
    expect([person.onlineStop, service.onlineStop, business.onlineStop]).toEqual([null, null, null])
    const after = await plan()
    expect([after.rules, after.people[id], after.services[cut.id]].map((part) => Object.keys(part ?? {}))).toEqual([
      expect.not.arrayContaining(['phoneOnlyUntil']),
      expect.not.arrayContaining(['stoppedUntil']),
      expect.not.arrayContaining(['stoppedUntil']),
    ])
  })
})
