// Hours as the forms hold them, and the two ways in which they are stored: opening hours of a place, shifts of a person.

import { DAY, type WallTime, wallMinutes, wallTimeOf } from '#kernel/time.ts'
import type { Given } from '../../api.ts'

type LocationView = Given<'GET /api/businesses/:businessId/locations'>['locations'][number]
export type WeekHours = LocationView['workingHours']
export type DayHours = Omit<WeekHours[number], 'day'>
export type Schedule = Given<'GET /api/businesses/:businessId/staff'>['staff'][number]['schedule']

/** Monday first. */
export const WEEK = [1, 2, 3, 4, 5, 6, 0] as const

export const USUAL: DayHours = { isOpen: true, openTime: '10:00', closeTime: '19:00', breaks: [] }
export const CLOSED: DayHours = { ...USUAL, isOpen: false }

export const hoursOfDay = (week: WeekHours, day: number): DayHours => week.find((one) => one.day === day) ?? CLOSED

export const withDay = (week: WeekHours, day: number, hours: DayHours): WeekHours =>
  WEEK.map((one) => ({ day: one, ...strip(one === day ? hours : hoursOfDay(week, one)) }))

const strip = ({ isOpen, openTime, closeTime, breaks }: DayHours): DayHours => ({ isOpen, openTime, closeTime, breaks })

export const endsNextDay = ({ openTime, closeTime }: Pick<DayHours, 'openTime' | 'closeTime'>): boolean =>
  closeTime < openTime

export const isAroundTheClock = ({ openTime, closeTime }: Pick<DayHours, 'openTime' | 'closeTime'>): boolean =>
  closeTime === openTime

/** A break to begin with: an hour in the middle, which is inside whatever the hours are. */
export function middleBreak({ openTime, closeTime }: DayHours): DayHours['breaks'][number] {
  const from = wallMinutes(openTime)
  const length = (wallMinutes(closeTime) - from + DAY) % DAY || DAY
  const start = from + Math.floor(length / 2 / 30) * 30
  const at = (minutes: number): WallTime => wallTimeOf(minutes % DAY)
  return { startTime: at(start), endTime: at(start + Math.min(60, Math.floor(length / 4))) }
}

/** A person's week as hours of a day; two shifts of one day are one with a pause between them. */
export function weekOfShifts(schedule: Schedule): WeekHours {
  if (schedule.kind !== 'weekly') return WEEK.map((day) => ({ day, ...CLOSED }))
  return WEEK.map((day) => {
    const shifts = schedule.days.filter((shift) => shift.day === day)
    const [first] = shifts
    const last = shifts.at(-1)
    if (!first || !last) return { day, ...CLOSED }
    const between = shifts.slice(1).map(({ from }, i) => ({ startTime: shifts[i]?.to ?? from, endTime: from }))
    const breaks = [...shifts.flatMap((shift) => shift.breaks), ...between]
    return { day, isOpen: true, openTime: first.from, closeTime: last.to, breaks }
  })
}

export const shiftsOfWeek = (week: WeekHours): Schedule => ({
  kind: 'weekly',
  days: week
    .filter(({ isOpen }) => isOpen)
    .map(({ day, openTime, closeTime, breaks }) => ({ day, from: openTime, to: closeTime, breaks })),
})
