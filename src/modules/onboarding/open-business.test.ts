import { beforeAll, describe, expect, test } from 'vitest'
import type { UserId } from '#kernel/ids.ts'
import { aBusiness, aPage, type CatalogueDeps, catalogueDeps } from '../../../test/factories/catalogue.ts'
import { testDatabase } from '../../../test/harness/database.ts'

let deps: CatalogueDeps

beforeAll(async () => {
  deps = await catalogueDeps(await testDatabase())
})

const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code })

describe('opening a business', () => {
  test('makes its page, its default location, its plan and its owner as first staff member', async () => {
    const { business, location, owner, userId, plan } = await aBusiness(deps)
    const stored = await deps.db.collection('businesses').findOne({ userId })
    expect(stored).toMatchObject({
      name: 'Сұлу',
      mainLocale: 'kk',
      translations: { ru: { name: 'Сулу' } },
      address: { street: 'Азаттық даңғылы', building: '48' },
      isActive: true,
      settings: { slotStep: 15, bookingHorizon: 60 },
    })
    expect(stored?.workingHours).toHaveLength(7)
    expect(await deps.locations.defaultOf(business.id)).toBe(location.id)
    expect(await deps.businesses.bySlug(business.slug)).toMatchObject({ id: business.id })
    expect(await deps.staff.rightIn(userId, business.id)).toBe('owner')
    expect(await deps.staff.businessesOf(userId)).toEqual([
      { businessId: business.id, staffId: owner.id, right: 'owner', standInUntil: null },
    ])
    expect(await plan()).toMatchObject({
      zone: 'Asia/Atyrau',
      rules: { isActive: true, mainLocale: 'kk', leadTime: 60, slotStep: 15, horizon: 60 },
      people: { [owner.id]: { name: 'Гүлназ', isActive: true } },
    })
    const told = await deps.db.collection('events').find({ 'subject.id': stored?._id }).toArray()
    expect(told.map(({ type, version }) => [type, version])).toEqual([['business.opened', 1]])
  })

  test('two of one name get different addresses, also when opened at once', async () => {
    const name = 'Ақ Жайық'
    const opened = await Promise.all([1, 2, 3].map(() => aBusiness(deps, { name })))
    expect(new Set(opened.map(({ business }) => business.slug)).size).toBe(3)
    expect(opened.map(({ business }) => business.slug).sort()).toEqual(['aq-zhaiyq', 'aq-zhaiyq-2', 'aq-zhaiyq-3'])
  })

  test('an account owns one business; nothing of a second one stays behind', async () => {
    const { userId, actor } = await aBusiness(deps)
    const before = await deps.db.collection('locations').countDocuments()
    await expect(deps.onboarding.openBusiness(aPage(userId), actor)).rejects.toEqual(refusal('owner_has_business'))
    expect(await deps.db.collection('locations').countDocuments()).toBe(before)
  })

  test.each([
    ['a name of 5,000 letters', { profile: { ...aPage('' as UserId).profile, name: 'ә'.repeat(5000) } }],
    ['no name', { profile: { ...aPage('' as UserId).profile, name: '  ' } }],
    ['an unknown zone', { location: { name: 'x', zone: 'Asia/Nowhere' } }],
    ['operators for texts', { profile: { ...aPage('' as UserId).profile, name: { $gt: '' } as unknown as string } }],
    ['a payment link that is not https', { profile: { ...aPage('' as UserId).profile, kaspiQrLink: 'javascript:1' } }],
    ['a grid of 7 minutes', { settings: { slotStep: 7 as 5 } }],
  ])('%s is refused', async (_, changes) => {
    const userId = deps.ids.next<'user'>() as UserId
    const page = { ...aPage(userId), ...changes }
    await expect(deps.onboarding.openBusiness(page, { kind: 'user', userId, isAdmin: false })).rejects.toEqual(
      refusal('invalid_input'),
    )
  })
})

describe('changing it', () => {
  test('settings reach the plan, and the plan gets a new number', async () => {
    const { business, actor, plan } = await aBusiness(deps)
    const before = await plan()
    await deps.businesses.changeSettings(business.id, { appointmentLeadTime: 240, slotStep: 30 }, 1, actor)
    const after = await plan()
    expect(after.rules).toMatchObject({ leadTime: 240, slotStep: 30, horizon: 60 })
    expect(after.number).toBeGreaterThan(before.number)
  })

  test('of two who saw the same version, the second is told of the first', async () => {
    const { business, actor } = await aBusiness(deps)
    await deps.businesses.setActive(business.id, false, 1, actor)
    await expect(deps.businesses.setActive(business.id, true, 1, actor)).rejects.toMatchObject({
      code: 'changed_meanwhile',
      details: { version: 2 },
    })
    expect((await deps.businesses.listActive()).map(({ id }) => id)).not.toContain(business.id)
  })

  test('an old address goes on leading to the page', async () => {
    const { business, actor } = await aBusiness(deps, { name: 'Ескі атау' })
    const { slug } = await deps.businesses.changeSlug(business.id, 'zhana', 1, actor)
    expect(slug).toBe('zhana')
    expect(await deps.businesses.bySlug('eski-atau')).toMatchObject({ id: business.id, slug: 'zhana' })
    const other = await aBusiness(deps, { name: 'Ескі атау' })
    expect(other.business.slug).toBe('eski-atau-2')
    const back = await deps.businesses.changeSlug(business.id, 'eski-atau', 2, actor)
    expect(back.slug).toBe('eski-atau')
  })

  test('hours belong to the location; the business mirrors them', async () => {
    const { business, location, actor, plan } = await aBusiness(deps)
    const saturday = { day: 6, isOpen: true, openTime: '10:00', closeTime: '16:00', breaks: [] }
    const changed = await deps.locations.setHours(business.id, location.id, [saturday], 1, actor)
    expect((await deps.businesses.byId(business.id))?.workingHours).toEqual(changed.workingHours)
    expect((await plan()).hours.week.filter(({ isOpen }) => isOpen)).toEqual([saturday])
    const feast = { date: '2026-12-16', isOpen: false, openTime: '00:00', closeTime: '00:00', breaks: [] }
    await deps.locations.setException(business.id, location.id, feast, 2, actor)
    expect((await plan()).hours.exceptions).toEqual([feast])
    await deps.locations.dropException(business.id, location.id, '2026-12-16', 3, actor)
    expect((await plan()).hours.exceptions).toEqual([])
  })

  test("another business's location is unknown here", async () => {
    const [one, other] = [await aBusiness(deps), await aBusiness(deps)]
    await expect(
      deps.locations.setAddress(one.business.id, other.location.id, { address: {} }, 1, one.actor),
    ).rejects.toEqual(refusal('not_found'))
  })
})

describe('services, people and rooms', () => {
  test('stand in the plan as the engine needs them', async () => {
    const { business, location, actor, plan } = await aBusiness(deps)
    const id = business.id
    const room = await deps.resources.add(id, location.id, { name: 'Кабинет', kind: 'room', units: 2 }, actor)
    const back = await deps.services.add(
      id,
      { name: 'Арқа', duration: 40, price: 6000, category: 'massage', resource: { kind: 'room' }, after: 10 },
      actor,
    )
    const schedule = {
      kind: 'rotation' as const,
      on: 2,
      off: 2,
      start: '2026-01-05',
      from: '09:00',
      to: '19:00',
      breaks: [{ startTime: '12:00', endTime: '13:00' }],
    }
    const skills = [{ serviceId: back.id, price: 7000 }]
    const dinara = await deps.staff.add(id, { name: 'Динара', services: skills, schedule }, actor)
    expect(await plan()).toMatchObject({
      resources: { [room.id]: { kind: 'room', units: 2, isActive: true } },
      services: { [back.id]: { duration: 40, price: 6000, after: 10, needsPerson: true, resource: { kind: 'room' } } },
      people: { [dinara.id]: { services: { [back.id]: { price: 7000 } }, schedule } },
    })
    const stored = await deps.db.collection('services').findOne({ name: 'Арқа' })
    expect(stored?.businessId).toBe(id)
    await deps.services.archive(id, back.id, 1, actor)
    expect((await plan()).services[back.id]?.isActive).toBe(false)
    expect(await deps.services.ofBusiness(id)).toEqual([])
    await expect(deps.services.change(id, back.id, { price: 1 }, 2, actor)).rejects.toEqual(refusal('service_archived'))
    await deps.staff.setActive(id, dinara.id, false, 1, actor)
    expect((await plan()).people[dinara.id]?.isActive).toBe(false)
    await deps.resources.change(id, room.id, { units: 1 }, 1, actor)
    expect((await plan()).resources[room.id]?.units).toBe(1)
  })

  test('a change names only what changes', async () => {
    const { business, actor } = await aBusiness(deps)
    const wish = { name: 'Шаш', duration: 45, price: 4000, priceFrom: true, order: 3, description: 'ұзын' }
    const cut = await deps.services.add(business.id, wish, actor)
    const changed = await deps.services.change(business.id, cut.id, { price: 5000 }, 1, actor)
    expect(changed).toMatchObject({ ...wish, price: 5000, version: 2 })
    expect(await deps.services.byId(business.id, cut.id)).toEqual(changed)
  })

  test('a service with neither person nor room may be shown, never booked', async () => {
    const { business, actor } = await aBusiness(deps)
    const nobody = { name: 'Бос', duration: 30, price: 0, needsPerson: false }
    await expect(deps.services.add(business.id, nobody, actor)).rejects.toEqual(refusal('service_without_provider'))
    const shown = await deps.services.add(business.id, { ...nobody, isActive: false }, actor)
    await expect(deps.services.change(business.id, shown.id, { isActive: true }, 1, actor)).rejects.toEqual(
      refusal('service_without_provider'),
    )
  })

  test("another business's service is no skill here, and its room fits no service", async () => {
    const [one, other] = [await aBusiness(deps), await aBusiness(deps)]
    const theirs = await deps.services.add(other.business.id, { name: 'x', duration: 30, price: 1 }, other.actor)
    await expect(
      deps.staff.setSkills(one.business.id, one.owner.id, [{ serviceId: theirs.id }], 1, one.actor),
    ).rejects.toEqual(refusal('not_found'))
    const room = await deps.resources.add(
      other.business.id,
      other.location.id,
      { name: 'y', kind: 'room', units: 1 },
      other.actor,
    )
    const needing = { name: 'z', duration: 30, price: 1, resource: { resourceId: room.id } }
    await expect(deps.services.add(one.business.id, needing, one.actor)).rejects.toEqual(refusal('not_found'))
  })

  test('an account is one member of a business, and a right needs an account', async () => {
    const { business, userId, actor } = await aBusiness(deps)
    await expect(deps.staff.add(business.id, { userId, right: 'manager', name: 'Қайта' }, actor)).rejects.toEqual(
      refusal('already_member'),
    )
    await expect(deps.staff.add(business.id, { right: 'manager', name: 'Кім' }, actor)).rejects.toEqual(
      refusal('right_without_account'),
    )
  })

  test.each([
    ['a shift of no length', { from: '09:00', to: '09:00', breaks: [] }],
    ['a break past a night shift', { from: '18:00', to: '02:00', breaks: [{ startTime: '01:30', endTime: '02:30' }] }],
    ['a break outside the shift', { from: '09:00', to: '18:00', breaks: [{ startTime: '18:00', endTime: '19:00' }] }],
  ])('%s is refused', async (_, shift) => {
    const { business, owner, actor } = await aBusiness(deps)
    const schedule = { kind: 'weekly' as const, days: [{ day: 1, ...shift }] }
    await expect(deps.staff.setSchedule(business.id, owner.id, schedule, 1, actor)).rejects.toEqual(
      refusal('invalid_input'),
    )
  })
})
