import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PlanService } from '#modules/diaries/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import { ANNA, aPlan, CUT, cartWith, judgeAt, openFrom, timesOf } from '../../../test/factories/engine-plan.ts'
import { aSalon, type BookingDeps, bookingDeps, TODAY } from '../../../test/factories/salon.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { lineTextOf } from './appointment.ts'
import { type CartLine, linesIn, linesText } from './cart.ts'
import { holdTime } from './hold-time.ts'
import { openings } from './openings.ts'
import { rescheduleByClient } from './reschedule-appointment.ts'
import { termsOf } from './terms.ts'

const SHORT = { key: 'short', name: 'қысқа', translations: { ru: { name: 'короткие' } }, duration: 30, price: 4000 }
const LONG = { key: 'long', name: 'ұзын', duration: 120, price: 9000 }
const VARIANTS = { variants: [SHORT, LONG], duration: 120, price: 4000, priceFrom: true }

describe('time and price', () => {
  const service = { ...aPlan().services[CUT], ...VARIANTS } as PlanService

  test('are those of the variant; with none chosen, the longest time and the lowest price', () => {
    expect(termsOf(service, {}, 'short')).toEqual({ duration: 30, price: 4000, priceFrom: false })
    expect(termsOf(service, {}, 'long')).toEqual({ duration: 120, price: 9000, priceFrom: false })
    expect(termsOf(service)).toEqual({ duration: 120, price: 4000, priceFrom: true })
  })

  test("are a person's own variant by variant, and what he asks for the whole service does not count", () => {
    const own = { price: 1, duration: 5, variants: { short: { price: 10_000 }, long: { duration: 20 } } }
    expect(termsOf(service, own, 'short')).toEqual({ duration: 30, price: 10_000, priceFrom: false })
    expect(termsOf(service, own)).toEqual({ duration: 30, price: 9000, priceFrom: true })
  })
})

describe('free times', () => {
  const plan = aPlan({ cut: VARIANTS, hours: openFrom('10:00', '12:00') })
  const free = (line: Partial<CartLine>) => timesOf(plan, { cart: cartWith({ serviceId: CUT, ...line }) })

  test('are those of the variant, and with none chosen those in which the longest fits', () => {
    expect(free({ variant: 'short' })).toEqual(['10:00', '10:30', '11:00', '11:30'])
    expect(free({ variant: 'long' })).toEqual(['10:00'])
    expect(free({})).toEqual(['10:00'])
    expect(free({ staffId: ANNA })).toEqual(['10:00'])
  })

  test('of a variant that is not offered are refused by name', () => {
    expect(() => free({ variant: 'none' })).toThrow(expect.objectContaining({ code: 'variant_unavailable' }))
    expect(() => judgeAt(aPlan(), '10:00', { cart: cartWith({ serviceId: CUT, variant: 'long' }) })).toThrow(
      expect.objectContaining({ code: 'variant_unavailable' }),
    )
  })

  test('of short variants are not too long a cart, though the longest together would be', () => {
    const endless = aPlan({ cut: { ...VARIANTS, variants: [SHORT, { ...LONG, duration: 1000 }], duration: 1000 } })
    const twice = (variant?: string) =>
      timesOf(endless, { cart: cartWith({ serviceId: CUT, variant }, { serviceId: CUT, variant }) })
    expect(twice('short')).toContain('10:00')
    expect(() => twice()).toThrow(expect.objectContaining({ code: 'cart_too_long' }))
  })
})

test('an address keeps the variant, and what is no key is no cart', () => {
  const lines: CartLine[] = [
    { serviceId: CUT, staffId: ANNA, variant: 'long' },
    { serviceId: CUT, staffId: null, gender: 'woman', variant: 'short' },
    { serviceId: CUT, staffId: null },
  ]
  expect(linesText(lines)).toBe(`${CUT}:${ANNA}:long,${CUT}:woman:short,${CUT}:any`)
  expect(linesIn(linesText(lines))).toEqual(lines)
  for (const wrong of [':any:', ':any:LONG', ':any:long:more', `:any:${'x'.repeat(21)}`])
    expect(linesIn(CUT + wrong)).toBeNull()
})

describe('a visit', () => {
  const ELEVEN = '2026-11-24T06:00:00Z'
  const guest: Actor = { kind: 'guest', device: 'aigul' }
  let deps: BookingDeps

  beforeAll(async () => {
    deps = await bookingDeps(await testDatabase())
  })
  beforeEach(() => deps.clock.set(TODAY))

  const aSalonWithVariants = async () => {
    const salon = await aSalon(deps)
    const change = (fields: Record<string, unknown>) =>
      deps.inTransaction((tx) => deps.diaries.changePlan(salon.businessId, fields, tx))
    const terms = (variants: unknown) =>
      change({
        [`services.${salon.cut}.variants`]: variants,
        [`services.${salon.cut}.duration`]: 120,
        [`services.${salon.cut}.price`]: 4000,
        [`services.${salon.cut}.priceFrom`]: true,
      })
    await terms([SHORT, LONG])
    const cart = (variant?: string) => ({
      lines: [{ serviceId: salon.cut, staffId: salon.anna, variant }],
      prefer: 'least_wait' as const,
    })
    return { ...salon, terms, cart }
  }

  test('keeps the variant with its names, its time and its price', async () => {
    const salon = await aSalonWithVariants()
    const { id } = await salon.book(ELEVEN, { cart: salon.cart('short'), price: 4000 })
    await salon.terms([LONG])
    const visit = await deps.store.get(salon.businessId, id)
    expect(visit).toMatchObject({ totalAmount: 4000, endTime: new Date('2026-11-24T06:30:00Z') })
    const [line] = visit?.services ?? []
    expect(line).toMatchObject({ variant: 'short', priceFrom: false, duration: 30 })
    expect(line && [lineTextOf(line, 'kk'), lineTextOf(line, 'ru')]).toEqual(['Шаш қию · қысқа', 'Шаш қию · короткие'])
    await salon.book('2026-11-24T06:30:00Z', { cart: salon.cart('long') })
    expect(await deps.doctor()).toEqual([])
  })

  test('with none chosen takes time for the longest, and its price is the least', async () => {
    const salon = await aSalonWithVariants()
    const visit = await salon.book(ELEVEN, { cart: salon.cart() })
    expect(visit).toMatchObject({ totalAmount: 4000, endTime: new Date('2026-11-24T08:00:00Z') })
    expect(visit.services[0]).toMatchObject({ priceFrom: true })
    expect(visit.services[0]).not.toHaveProperty('variant')
    await expect(salon.book('2026-11-24T07:30:00Z', { cart: salon.cart('short') })).rejects.toMatchObject({
      code: 'time_not_free',
    })
  })

  test('of a variant that has gone is not booked as another', async () => {
    const salon = await aSalonWithVariants()
    await salon.terms([SHORT])
    await expect(salon.book(ELEVEN, { cart: salon.cart('long') })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'variant_unavailable',
    })
  })

  test('is held and confirmed by its variant; the hold of another variant is not its own', async () => {
    const salon = await aSalonWithVariants()
    const wish = { cart: salon.cart('short'), startTime: new Date(ELEVEN) }
    const held = await holdTime(deps)(salon.businessId, wish, guest, randomUUID())
    expect(await deps.holds.get(salon.businessId, held.id)).toMatchObject({ cart: { lines: [{ variant: 'short' }] } })
    await expect(
      salon.book(ELEVEN, { cart: salon.cart('long'), holdId: held.id }, undefined, guest),
    ).rejects.toMatchObject({ code: 'hold_expired' })
    const visit = await salon.book(ELEVEN, { cart: salon.cart('short'), holdId: held.id }, undefined, guest)
    expect(visit).toMatchObject({ id: held.id, services: [{ variant: 'short', duration: 30 }] })
    expect(await deps.doctor()).toEqual([])
  })

  test('is moved with its variant', async () => {
    const salon = await aSalonWithVariants()
    const visit = await salon.book(ELEVEN, { cart: salon.cart('long') })
    const wish = { startTime: new Date('2026-11-25T06:00:00Z'), version: 1, staffIds: [salon.olga] }
    const moved = await rescheduleByClient(deps)(visit, wish)
    expect(moved).toMatchObject({ totalAmount: 9000, endTime: new Date('2026-11-25T08:00:00Z') })
    expect(moved.services[0]).toMatchObject({ variant: 'long', variantName: 'ұзын' })
    expect(await deps.doctor()).toEqual([])
  })

  test('next free is told only where the line with none chosen can be booked', async () => {
    const salon = await aSalonWithVariants()
    for (const staffId of [salon.anna, salon.olga])
      for (const hour of ['05', '07', '09', '11', '13'])
        await salon.book(`2026-11-24T${hour}:30:00Z`, {
          cart: { ...salon.cart(), lines: [{ serviceId: salon.cut, staffId, variant: 'short' }] },
        })
    const { openings: found } = await openings(deps)(salon.businessId, salon.locationId, { days: 3, perDay: 2 })
    const times = found.find(({ serviceId }) => serviceId === salon.cut)?.times ?? []
    const told = times.map((minute) => new Date(minute * 60_000).toISOString())
    expect(told.filter((time) => time.startsWith('2026-11-24'))).toEqual([])
    await salon.book(told.find((time) => time.startsWith('2026-11-25')) ?? '', { cart: salon.cart() })
  })
})
