import type { ServiceId } from '#kernel/ids.ts'
import type { LocalDate } from '#kernel/time.ts'
import type { OwnTerms, Plan, PlanPerson, Schedule } from '#modules/diaries/index.ts'
import { type Pick, staffId, VARIANT_KEYS } from './pick.ts'
import { shiftIn } from './world-hours.ts'
import { instantAt, later } from './zone-clock.ts'

interface About {
  services: readonly ServiceId[]
  first: LocalDate
  zone: string
}

export const peopleIn = (pick: Pick, about: About): Plan['people'] =>
  Object.fromEntries(
    Array.from({ length: pick.between(1, 4) }, (_, order) => [staffId(order + 1), personIn(pick, about, order)]),
  )

function personIn(pick: Pick, { services, first, zone }: About, order: number): PlanPerson {
  const midnight = instantAt(first, '00:00', zone)
  const skills = services.filter(() => pick.chance(0.75)).map((service) => [service, ownTermsIn(pick)])
  const exceptions = [...new Set(Array.from({ length: pick.one([0, 0, 0, 1, 2]) }, () => pick.between(-1, 4)))]
  const timeOff = Array.from({ length: pick.one([0, 0, 0, 1, 2]) }, () => {
    const from = midnight + pick.between(-1440, 4 * 1440)
    return { from, until: from + pick.one([10, 45, 60, 120, 600, 1440]) }
  })
  return {
    name: `Person ${order + 1}`,
    services: Object.fromEntries(skills),
    schedule: scheduleIn(pick, first),
    ...(exceptions.length > 0 ? { exceptions: exceptions.map((day) => datedIn(pick, later(first, day))) } : {}),
    ...(timeOff.length > 0 ? { timeOff: timeOff.sort((a, b) => a.from - b.from) } : {}),
    ...(pick.chance(0.7) ? { gender: pick.one(['woman', 'man'] as const) } : {}),
    ...(pick.chance(0.06) ? { stoppedUntil: later(first, pick.between(-1, 2)) } : {}),
    isActive: pick.chance(0.96),
    order: pick.between(0, 3),
  }
}

const ownTermsIn = (pick: Pick): OwnTerms => ({
  ...(pick.chance(0.25) ? { duration: pick.one([10, 25, 40, 62, 90]) } : {}),
  ...(pick.chance(0.25) ? { price: pick.between(1, 9) * 1000 } : {}),
  ...(pick.chance(0.25) ? { variants: ownVariantsIn(pick) } : {}),
})

/** Also of variants that the service has not, or has no more. */
const ownVariantsIn = (pick: Pick): OwnTerms['variants'] =>
  Object.fromEntries(
    VARIANT_KEYS.filter(() => pick.chance(0.5)).map((key) => [
      key,
      {
        ...(pick.chance(0.5) ? { duration: pick.one([10, 25, 40, 62, 90, 200]) } : {}),
        ...(pick.chance(0.5) ? { price: pick.between(1, 9) * 1000 } : {}),
      },
    ]),
  )

const shiftKind = (pick: Pick) => pick.one(['day', 'day', 'day', 'night', 'long'] as const)

const datedIn = (pick: Pick, date: LocalDate) => ({
  date,
  shifts: Array.from({ length: pick.between(0, 2) }, () => shiftIn(pick, shiftKind(pick))),
})

function scheduleIn(pick: Pick, first: LocalDate): Schedule {
  const kind = shiftKind(pick)
  if (pick.chance(0.25)) {
    const start = later(first, pick.between(-9, 1))
    return { kind: 'rotation', on: pick.between(1, 4), off: pick.between(1, 4), start, ...shiftIn(pick, kind) }
  }
  const worked = [0, 1, 2, 3, 4, 5, 6].filter(() => pick.chance(0.9))
  const days = worked.flatMap((day) =>
    Array.from({ length: pick.one([1, 1, 1, 1, 2]) }, () => ({ day, ...shiftIn(pick, kind) })),
  )
  return { kind: 'weekly', days }
}
