// What several steps show alike: lines of a visit with their times, alternatives, and who was asked for.

import type { Locale } from '#kernel/localized-text.ts'
import { toMinute, wallAt } from '#kernel/time.ts'
import { type Alternative, type Appointment, type CartLine, lineTextOf } from '#modules/appointments/index.ts'
import type { Plan } from '#modules/diaries/index.ts'
import type { AlternativeTime } from '#site/components/alternatives.tsx'
import type { PlanLine } from '#site/components/visit-plan.tsx'
import type { Say } from '#site/say.ts'
import { personName } from './booking-offers.ts'

export const planLines = (lines: Appointment['services'], zone: string, locale: Locale, plan?: Plan): PlanLine[] =>
  lines.map((line) => ({
    name: lineTextOf(line, locale),
    personName: (plan && personName(plan, line.staffId, locale)) ?? line.staffName ?? null,
    time: wallAt(toMinute(line.startTime), zone).time,
    endTime: wallAt(toMinute(line.endTime), zone).time,
    duration: line.duration,
    price: line.price,
    priceFrom: line.priceFrom,
  }))

/** Minutes a client waits between services that follow each other. */
export function waitIn(lines: readonly { startTime: Date; endTime: Date }[]): number {
  const ends = lines.map((_, i) => Math.max(...lines.slice(0, i + 1).map(({ endTime }) => endTime.getTime())))
  const gaps = lines.slice(1).map(({ startTime }, i) => Math.max(startTime.getTime() - (ends[i] ?? 0), 0))
  return gaps.reduce((sum, gap) => sum + gap, 0) / 60_000
}

const WHO = { woman: 'booking.anyWoman', man: 'booking.anyMan' } as const

/** The name that was asked for, the word for anybody, or null where the service has no person. */
export function askedFor({ t, locale }: Say, plan: Plan, { serviceId, staffId, gender }: CartLine): string | null {
  if (!plan.services[serviceId]?.needsPerson) return null
  return personName(plan, staffId, locale) ?? t(gender ? WHO[gender] : 'booking.anyPerson')
}

/** Alternatives shown at once. */
const FEW = 3

/** One of each kind first: the same time with another, the same people at another time, another day. */
function fewOf(alternatives: readonly Alternative[]): Alternative[] {
  const firsts = (['person', 'time', 'day'] as const).flatMap(
    (kind) => alternatives.find((one) => one.kind === kind) ?? [],
  )
  const rest = alternatives.filter((one) => !firsts.includes(one))
  return [...firsts, ...rest].slice(0, FEW)
}

export function alternativeTimes(
  plan: Plan,
  alternatives: readonly Alternative[],
  locale: Locale,
  hrefOf: (time: Omit<AlternativeTime, 'href'>) => string,
): AlternativeTime[] {
  return fewOf(alternatives).map(({ kind, startTime, staffIds }) => {
    const { date, time } = wallAt(toMinute(new Date(startTime)), plan.zone)
    const names = staffIds.flatMap((id) => personName(plan, id, locale) ?? [])
    const view = {
      day: date,
      time,
      who: staffIds.map((id) => id ?? 'any').join(','),
      names: kind === 'person' ? [...new Set(names)].join(', ') : null,
    }
    return { ...view, href: hrefOf(view) }
  })
}

/** What a refusal offers instead. */
export const alternativesIn = (details: Readonly<Record<string, unknown>>): Alternative[] =>
  Array.isArray(details.alternatives) ? (details.alternatives as Alternative[]) : []

/** The lines with those named in an alternative; `any` keeps whoever was asked for. */
export const withPeople = (lines: readonly CartLine[], who: readonly string[]): CartLine[] =>
  lines.map((line, i): CartLine => {
    const id = who[i]
    const { serviceId, variant } = line
    return id && id !== 'any' ? { serviceId, staffId: id as NonNullable<CartLine['staffId']>, variant } : line
  })
