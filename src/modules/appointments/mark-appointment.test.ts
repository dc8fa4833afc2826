import { beforeAll, describe, expect, test } from 'vitest'
import type { BusinessId, StaffId } from '#kernel/ids.ts'
import type { Phone } from '#kernel/phone.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Sign } from '#platform/http/cookies.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import { aSalon, type BookingDeps, bookingDeps, clockAt, TODAY } from '../../../test/factories/salon.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { cancelByClient } from './cancel-appointment.ts'
import { daySheet } from './day-sheet.ts'
import { isGenuine, linkTo, visitIn } from './links.ts'
import { type Mark, markAppointment } from './mark-appointment.ts'

const clock = clockAt(TODAY)
let deps: BookingDeps

beforeAll(async () => {
  deps = await bookingDeps(await testDatabase(), clock)
})

type User = Extract<Actor, { kind: 'user' }>

/** A person with a right in the business, and what he does with the buttons of the day's page. */
function staffOf(right: 'owner' | 'specialist', businessId: BusinessId, staffId: StaffId) {
  const actor: User = { kind: 'user', userId: deps.ids.next<'user'>(), isAdmin: false, right }
  deps.rights.set(actor.userId, { right, staffId })
  const mark = (visit: { id: Parameters<ReturnType<typeof markAppointment>>[1]; version: number }, to: Mark) =>
    markAppointment(deps)(businessId, visit.id, { to, version: visit.version }, actor)
  return { actor, mark }
}

async function aBookedVisit(start = '2026-11-24T06:00:00Z') {
  clock.set(TODAY)
  const salon = await aSalon(deps)
  const visit = await salon.book(start)
  return { salon, visit, owner: staffOf('owner', salon.businessId, salon.olga) }
}

const clientOf = async ({ clientId }: { clientId: string }) =>
  deps.db.collection('clients').findOne({ _id: toObjectId(clientId) })

describe('what became of a visit', () => {
  test('completed, with undo: the last visit of the client follows', async () => {
    const { visit, owner } = await aBookedVisit()
    clock.set('2026-11-24T07:00:00Z')
    const done = await owner.mark(visit, 'completed')
    expect((await clientOf(visit))?.lastAppointment).toEqual(visit.startTime)
    const again = await owner.mark(done, 'scheduled')
    expect(await clientOf(visit)).not.toHaveProperty('lastAppointment')
    expect(again.version).toBe(3)
    expect(await deps.doctor()).toEqual([])
  })

  test('a no-show frees the time; its undo claims it again, unless another has it', async () => {
    const { salon, visit, owner } = await aBookedVisit()
    clock.set('2026-11-24T06:01:00Z')
    const missed = await owner.mark(visit, 'no-show')
    const restored = await owner.mark(missed, 'scheduled')
    const missedAgain = await owner.mark(restored, 'no-show')
    clock.set(TODAY)
    await salon.book('2026-11-24T06:15:00Z')
    clock.set('2026-11-24T06:20:00Z')
    await expect(owner.mark(missedAgain, 'scheduled')).rejects.toMatchObject({ code: 'slot_taken' })
    expect(await deps.doctor()).toEqual([])
  })

  test('a mark is taken back within a day of it, and no more when figures have been built on it', async () => {
    const { visit, owner } = await aBookedVisit()
    clock.set('2026-11-27T05:00:00Z') // marked late: a wrong tap then counts from then
    const done = await owner.mark(visit, 'completed')
    clock.set('2026-11-28T04:59:00Z')
    const restored = await owner.mark(done, 'scheduled')
    const again = await owner.mark(restored, 'completed')
    clock.set('2026-11-29T05:00:00Z')
    await expect(owner.mark(again, 'scheduled')).rejects.toMatchObject({ code: 'undo_too_late' })
    expect(await deps.doctor()).toEqual([])
  })

  test('cancelled is final, frees the time and leaves the figures right', async () => {
    const { salon, visit, owner } = await aBookedVisit()
    const cancelled = await owner.mark(visit, 'cancelled')
    expect(cancelled).toMatchObject({ status: 'cancelled', cancelledBy: 'business' })
    expect((await clientOf(visit))?.totalAppointments).toBe(0)
    await expect(owner.mark(cancelled, 'scheduled')).rejects.toMatchObject({ code: 'move_not_allowed' })
    await salon.book('2026-11-24T06:00:00Z')
    expect(await deps.doctor()).toEqual([])
  })

  test('of two visits that overlap by an override, cancelling one leaves the other its time', async () => {
    const { salon, visit, owner } = await aBookedVisit()
    const [claim] = visit.claims
    if (!claim) throw new Error('no claim')
    // As an adopted database may hold it: half over the first visit, marked as an override.
    await deps.inTransaction(async (tx) => {
      const contact = { name: 'Апа', phone: '+77015557001' as Phone, locale: 'kk' as const, source: 'site' }
      const { card } = await deps.clients.findOrMakeServed(salon.businessId, contact, { kind: 'me' }, clock.now(), tx)
      const beside = { ...visit, id: deps.ids.next<'appointment'>(), clientId: card.id, source: null }
      const half = { ...claim, from: claim.until, until: claim.until + 30 }
      await deps.diaries.claim(salon.businessId, [half], { plan: null }, tx)
      await deps.store.insert({ ...beside, claims: [{ ...half, from: claim.from + 30 }] }, tx)
      const override = { $set: { 'claims.0.override': true } }
      await deps.db.collection('appointments').updateOne({ _id: toObjectId(beside.id) }, override, { session: tx })
    })
    await owner.mark(visit, 'cancelled')
    await expect(salon.book('2026-11-24T06:45:00Z')).rejects.toMatchObject({ details: { reasons: ['person_busy'] } })
    expect(await deps.doctor()).toEqual([])
  })

  test('two screens: the second is told what the first did, a double tap is not a quarrel', async () => {
    const { visit, owner } = await aBookedVisit()
    clock.set('2026-11-24T07:00:00Z')
    await owner.mark(visit, 'completed')
    expect((await owner.mark(visit, 'completed')).status).toBe('completed')
    await expect(owner.mark(visit, 'no-show')).rejects.toMatchObject({
      code: 'changed_meanwhile',
      details: { state: 'completed', version: 2 },
    })
  })

  test('of ten who press at once, one moves it', async () => {
    const { visit, owner } = await aBookedVisit()
    clock.set('2026-11-24T07:00:00Z')
    const moves: Mark[] = ['completed', 'no-show', 'cancelled', 'completed', 'no-show', 'cancelled']
    const outcomes = await Promise.allSettled(moves.map((to) => owner.mark(visit, to)))
    const statuses = new Set(outcomes.flatMap((one) => (one.status === 'fulfilled' ? one.value.status : [])))
    expect(statuses.size).toBe(1)
    expect(await deps.doctor()).toEqual([])
  })

  test('too early to say', async () => {
    const { visit, owner } = await aBookedVisit()
    await expect(owner.mark(visit, 'no-show')).rejects.toMatchObject({ code: 'too_early' })
    await expect(owner.mark(visit, 'completed')).rejects.toMatchObject({ code: 'too_early' })
  })

  test("a specialist marks and sees the own visits only; another business's owner sees none", async () => {
    const { salon, visit } = await aBookedVisit()
    clock.set('2026-11-24T07:00:00Z')
    const olga = staffOf('specialist', salon.businessId, salon.olga)
    await expect(olga.mark(visit, 'completed')).rejects.toMatchObject({ code: 'not_found' })
    const sheet = await daySheet(deps)(salon.businessId, '2026-11-24', olga.actor)
    expect(sheet.columns.map(({ name, entries }) => [name, entries.length])).toEqual([['Ольга', 0]])
    const anna = staffOf('specialist', salon.businessId, salon.anna)
    expect((await anna.mark(visit, 'completed')).status).toBe('completed')
    const other = await aSalon(deps)
    const stranger = staffOf('owner', other.businessId, other.anna)
    await expect(stranger.mark(visit, 'cancelled')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the client cancels by the link', () => {
  test('until the notice before the start; asking twice is answered twice', async () => {
    const { visit } = await aBookedVisit()
    clock.set('2026-11-24T04:00:00Z')
    const cancelled = await cancelByClient(deps)(visit, null)
    expect(cancelled).toMatchObject({ status: 'cancelled', cancelledBy: 'client' })
    expect(await cancelByClient(deps)(cancelled, null)).toEqual(cancelled)
    expect(await deps.doctor()).toEqual([])
  })

  test('not after it, but within a quarter of an hour of booking', async () => {
    const { salon, visit } = await aBookedVisit()
    clock.set('2026-11-24T04:00:01Z')
    await expect(cancelByClient(deps)(visit, null)).rejects.toMatchObject({ code: 'cancellation_closed' })
    clock.set('2026-11-24T07:30:00Z')
    const short = await salon.book('2026-11-24T08:00:00Z')
    clock.set('2026-11-24T07:45:00Z')
    expect((await cancelByClient(deps)(short, null)).status).toBe('cancelled')
  })

  test('not where the business allows none', async () => {
    clock.set(TODAY)
    const salon = await aSalon(deps, { allowCancellation: false })
    const visit = await salon.book('2026-11-24T06:00:00Z')
    await expect(cancelByClient(deps)(visit, null)).rejects.toMatchObject({ code: 'cancellation_off' })
  })
})

test('a link is genuine for its visit, its version and its secret only', async () => {
  const { visit } = await aBookedVisit()
  const sign: Sign = (text) => Buffer.from(text.padEnd(32, '.')).toString('base64url').slice(-43)
  const token = linkTo(sign, visit)
  expect(token.length).toBeLessThanOrEqual(100)
  expect(visitIn(token)).toBe(visit.id)
  expect(isGenuine(sign, token, visit)).toBe(true)
  expect(isGenuine(sign, token, { ...visit, linkVersion: 2 })).toBe(false)
  expect(isGenuine((text) => sign(`x${text}`), token, visit)).toBe(false)
  for (const forged of [
    '',
    '.',
    'x'.repeat(68),
    `${visit.id}.`,
    `${token}x`,
    token.slice(1),
    `${visit.id}.${'a'.repeat(42)}`,
  ]) {
    expect(visitIn(forged)).toBeNull()
  }
})
