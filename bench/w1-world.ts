// The field of W1 and W2: people with seven visits a day, as a plan and as the words that a read brings.

import type { BusinessId, LocationId, ResourceId, ServiceId, StaffId } from '#kernel/ids.ts'
import { addDays, DAY, instantOf, type LocalDate, type Minute } from '#kernel/time.ts'
import {
  type Claim,
  diaryWordsOf,
  emptyWords,
  monthsOf,
  type Plan,
  staffSubject,
  unitSubject,
} from '#modules/diaries/index.ts'
import type { Random } from '../drills/world/random.ts'

export const ZONE = 'Asia/Atyrau'
export const FIRST: LocalDate = '2026-11-23'
export const SERVICE = 'a'.repeat(24) as ServiceId
const ROOM = 'e'.repeat(24) as ResourceId
export const OPENS = 9 * 60
export const CLOSES = 20 * 60
export const LUNCH: [from: number, until: number] = [13 * 60, 14 * 60]
export const STEP = 15
export const DURATION = 30
export const AFTER = 10

export interface EngineWorld {
  plan: Plan
  claims: Claim[]
  diaries: { _id: string; subject: string; words: number[] }[]
  months: string[]
  days: number
  now: Minute
}

const idOf = (person: number): StaffId => person.toString(16).padStart(24, '0') as StaffId

interface Size {
  people: number
  days: number
  /** A person and day, at most. */
  visits: number
  rooms: number
}

export function engineWorld(random: Random, size: Size): EngineWorld {
  const { people, days, rooms } = size
  const plan = planOf(people, rooms)
  const claims: Claim[] = []
  for (let person = 0; person < people; person += 1) {
    for (let day = 0; day < days; day += 1) claims.push(...dayOf(random, idOf(person), addDays(FIRST, day), size))
  }
  const now = instantOf(FIRST, 0, ZONE)
  return {
    plan,
    claims,
    diaries: diariesOf(claims),
    months: monthsOf(now - 2 * DAY, now + (days + 3) * DAY),
    days,
    now,
  }
}

/** Visits of 30 or 45 minutes with ten after them, at odd gaps, never two at once and none at lunch. */
function dayOf(random: Random, staffId: StaffId, date: LocalDate, { visits, rooms }: Size): Claim[] {
  const midnight = instantOf(date, 0, ZONE)
  const room = Number.parseInt(staffId, 16) + 1
  const claims: Claim[] = []
  let at = OPENS
  for (let visit = 0; visit < visits; visit += 1) {
    at += 5 * Math.floor(random.next() * 14)
    const length = (random.next() < 0.5 ? 30 : 45) + AFTER
    if (at < LUNCH[1] && at + length > LUNCH[0]) at = LUNCH[1]
    if (at + length > CLOSES) break
    const span = { from: midnight + at, until: midnight + at + length }
    claims.push({ subject: staffSubject(staffId), ...span })
    if (room <= rooms) claims.push({ subject: unitSubject(ROOM, room), ...span })
    at += length
  }
  return claims
}

function planOf(people: number, rooms: number): Plan {
  const week = [0, 1, 2, 3, 4, 5, 6]
  const breaks = [{ startTime: '13:00', endTime: '14:00' }]
  const shift = { from: '09:00', to: '20:00', breaks }
  const members = Array.from({ length: people }, (_, person) => [
    idOf(person),
    {
      name: `${person}`,
      services: { [SERVICE]: {} },
      schedule: { kind: 'weekly' as const, days: week.map((day) => ({ day, ...shift })) },
      isActive: true,
      order: person,
    },
  ])
  return {
    number: 1,
    businessId: 'b'.repeat(24) as BusinessId,
    locationId: 'c'.repeat(24) as LocationId,
    zone: ZONE,
    hours: {
      week: week.map((day) => ({ day, isOpen: true, openTime: '09:00', closeTime: '20:00', breaks: [] })),
      exceptions: [],
    },
    rules: {
      ...{ isActive: true, mainLocale: 'kk', leadTime: 0, buffer: AFTER, slotStep: STEP, horizon: 90 },
      ...{ allowCancellation: true, cancellationPeriod: 2 },
    },
    services: {
      [SERVICE]: {
        ...{ name: 'x', duration: DURATION, price: 5000, priceFrom: false, before: 0, after: 0, needsPerson: true },
        ...{ resource: rooms > 0 ? { resourceId: ROOM } : null, isActive: true, order: 0 },
      },
    },
    people: Object.fromEntries(members),
    resources: rooms > 0 ? { [ROOM]: { name: 'r', kind: 'room', units: rooms, isActive: true, order: 0 } } : {},
  }
}

function diariesOf(claims: readonly Claim[]): EngineWorld['diaries'] {
  const diaries = new Map<string, EngineWorld['diaries'][number]>()
  for (const { diary, subject, words } of claims.flatMap(diaryWordsOf)) {
    const row = diaries.get(diary) ?? { _id: diary, subject, words: emptyWords() }
    for (const { at, mask } of words) row.words[at] = (row.words[at] ?? 0) | mask
    diaries.set(diary, row)
  }
  return [...diaries.values()]
}
