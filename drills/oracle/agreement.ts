// What the product answers, beside what the oracle knows. What differs is told in words; nothing told: they agree.

import { type Minute, toDate } from '#kernel/time.ts'
import type { Alternative } from '#modules/appointments/alternatives.ts'
import type { DayOffer, FreeTime } from '#modules/appointments/availability.ts'
import type { Reason } from '#modules/appointments/explain.ts'
import { createRandom } from '../world/random.ts'
import type { Oracle } from './oracle.ts'
import { leastCost, reasonsAgainst } from './verdicts.ts'
import type { OracleWorld } from './world.ts'
import { instantAt, later, wallOf } from './zone-clock.ts'

const MINUTES = 60_000
const DAY = 1440

export type Differ = (what: string) => void

/** Compares one day of free times. @returns how many there are by the oracle */
export function compareDay(oracle: Oracle, day: DayOffer, differ: Differ): number {
  const free = oracle.freeStarts(day.date)
  const offers = day.times.map(({ start }) => start)
  const missing = free.filter((start) => !offers.includes(start))
  const extra = offers.filter((start) => !free.includes(start))
  if (missing.length > 0) differ(`${day.date}: free by the oracle, not offered: ${told(missing)}`)
  if (extra.length > 0) differ(`${day.date}: offered, not free by the oracle: ${told(extra)}`)
  if (new Set(offers).size < offers.length) differ(`${day.date}: a start is offered twice`)
  const state = stateOf(oracle, day.date, free.length > 0)
  if (state !== day.state) differ(`${day.date}: engine says ${day.state}, oracle ${state}`)
  for (const time of day.times.filter((_, i) => i % 5 === 0)) comparePeople(oracle, time, differ)
  return free.length
}

function stateOf({ world, lines, presence }: Oracle, date: string, isFree: boolean): DayOffer['state'] {
  const { plan, now } = world
  const today = wallOf(now, plan.zone).date
  const day = presence.day(date)
  if (date > later(today, plan.rules.horizon)) return 'too_far'
  if (isFree) return 'free'
  // Nobody of those who serve a line can be booked online before the day after.
  const isByPhone = lines.some((line) =>
    line?.every(({ service, staffId }) => {
      const person = staffId ? plan.people[staffId] : undefined
      return [plan.rules.phoneOnlyUntil, service.stoppedUntil, person?.stoppedUntil].some(
        (last) => last && date <= last,
      )
    }),
  )
  if (isByPhone) return 'by_phone'
  const isWorkedOn = lines.every((line) =>
    line?.some(({ staffId }) => {
      const { works } = presence.of(staffId)
      // a whole cell at work
      for (let cell = Math.ceil((day?.from ?? 0) / 5) * 5; cell + 5 <= (day?.until ?? 0); cell += 5)
        if ([0, 1, 2, 3, 4].every((minute) => works(cell + minute))) return true
      return false
    }),
  )
  return isWorkedOn ? 'full' : 'closed'
}

/** One service: exactly those who could do it. Several: the way that is named can be gone. */
function comparePeople(oracle: Oracle, { start, staffIds }: FreeTime, differ: Differ): void {
  const { lines } = oracle.world.cart
  const [only] = oracle.lines
  if (lines.length === 1) {
    const able = only?.flatMap(({ staffId }) => (staffId && oracle.isFree(start, [staffId]) ? staffId : []))
    if (able?.toSorted().join() !== staffIds.toSorted().join())
      differ(`${told([start])}: engine says ${staffIds}, oracle ${able}`)
    return
  }
  const given = [...staffIds]
  const named = oracle.lines.map((line) => (line?.[0]?.service.needsPerson ? (given.shift() ?? null) : null))
  if (!oracle.isFree(start, named)) differ(`${told([start])}: not free with the people named, ${named}`)
}

/** What is said of one start. */
export interface Said {
  isFree: boolean
  never: string | null
  reasons: readonly Reason[]
  alternatives: readonly Alternative[]
}

export function compareSaid(oracle: Oracle, start: Minute, said: Said, differ: Differ): void {
  const at = told([start])
  const never = oracle.never(start)
  const isFree = never === null && leastCost(oracle, start) !== null
  if (said.never !== never || said.isFree !== isFree) {
    differ(`${at}: said ${said.never ?? (said.isFree ? 'free' : 'not')}, oracle ${never ?? (isFree ? 'free' : 'not')}`)
    return
  }
  const mayHaveReasons = !isFree && never === null
  if (mayHaveReasons !== said.reasons.length > 0)
    differ(`${at}: ${said.reasons.length} reasons against ${never ?? isFree}`)
  if (mayHaveReasons) compareReasons(oracle, start, said.reasons, differ)
  if (isFree && said.alternatives.length > 0) differ(`${at}: is free, and yet there are alternatives`)
  for (const { kind, startTime, staffIds } of said.alternatives) {
    const other = Date.parse(startTime) / MINUTES
    const named = kind === 'person' ? staffIds : undefined
    if (!oracle.isFree(other, named)) differ(`${at}: alternative ${kind} ${startTime} ${staffIds} is not free`)
  }
}

function compareReasons(oracle: Oracle, start: Minute, reasons: readonly Reason[], differ: Differ): void {
  const written = (some: readonly Reason[]) =>
    [...new Set(some.map(({ code, serviceId, staffId }) => `${code} ${serviceId?.slice(-1)} ${staffId?.slice(-1)}`))]
      .toSorted()
      .join('; ')
  const [engine, meant] = [written(reasons), written(reasonsAgainst(oracle, start))]
  if (engine !== meant) differ(`${told([start])}: reasons ${engine}, oracle: ${meant}`)
}

/** Free ones, others on the grid, and minutes that are on no grid. */
export function startsToJudge(
  { seed, plan, from, days }: OracleWorld,
  offers: readonly DayOffer[],
  count: number,
): Minute[] {
  const random = createRandom(seed)
  const free = offers.flatMap(({ times }) => times.map(({ start }) => start))
  const midnight = instantAt(from, '00:00', plan.zone)
  const { slotStep } = plan.rules
  return Array.from({ length: count }, (_, i): Minute => {
    const chosen = i < 2 ? free[random.int(Math.max(free.length, 1))] : undefined
    if (chosen !== undefined) return chosen
    if (i === count - 1) return midnight + random.int(days * DAY)
    return midnight + random.int(Math.floor((days * DAY) / slotStep)) * slotStep
  })
}

export const told = (minutes: readonly Minute[]): string =>
  minutes
    .slice(0, 6)
    .map((minute) => toDate(minute).toISOString().slice(0, 16))
    .join(' ')
