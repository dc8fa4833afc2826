// What a client mostly takes: the cart he came for most often, on the weekday and at the hour he mostly came for it.

import type { ServiceId, StaffId } from '#kernel/ids.ts'
import { addDays, instantOf, type LocalDate, type Minute, type WallTime, wallMinutes, weekday } from '#kernel/time.ts'
import type { VisitObject, VisitPlace } from '#modules/clients/index.ts'

export interface UsualLine {
  serviceId: ServiceId
  staffId: StaffId | null
  variant?: string | undefined
  name: string
  staffName: string | null
}

export interface PastVisit {
  date: LocalDate
  time: WallTime
  lines: readonly UsualLine[]
  place: VisitPlace | null
  object: VisitObject | null
}

export interface Usual {
  lines: readonly UsualLine[]
  /** 0 = Sunday */
  weekday: number
  time: WallTime
  /** How often it was taken. */
  times: number
  /** As it was told the last time. */
  place: VisitPlace | null
  object: VisitObject | null
}

/** @param visits completed ones, the latest first: of two that were as frequent the later counts */
export function usualOf(visits: readonly PastVisit[]): Usual | null {
  const same = mostFrequent(visits, ({ lines }) =>
    JSON.stringify(lines.map(({ serviceId, staffId, variant }) => [serviceId, staffId, variant])),
  )
  const [last] = same
  const [hour] = mostFrequent(same, ({ date, time }) => `${weekday(date)} ${time}`)
  if (!last || !hour) return null
  const { lines, place, object } = last
  return { lines, place, object, times: same.length, weekday: weekday(hour.date), time: hour.time }
}

/** The largest group of one key; of equal ones that which is met first. */
function mostFrequent<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const groups = [...Map.groupBy(all, keyOf).values()]
  return groups.reduce((most, group) => (group.length > most.length ? group : most), [])
}

/** The next such weekday and hour after now. */
export function nextSuch(usual: Pick<Usual, 'weekday' | 'time'>, today: LocalDate, now: Minute, zone: string): Minute {
  const ahead = (usual.weekday - weekday(today) + 7) % 7
  const at = (days: number): Minute => instantOf(addDays(today, days), wallMinutes(usual.time), zone)
  return at(ahead) > now ? at(ahead) : at(ahead + 7)
}
