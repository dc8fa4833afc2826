import type { Minute } from '#kernel/time.ts'
import type { Claim, Plan } from '#modules/diaries/index.ts'
import type { Pick } from './pick.ts'

/** Time kept for somebody who is about to book. */
export interface HeldTime {
  id: string
  claim: Claim
  expiresAt: Minute
}

interface Span {
  from: Minute
  days: number
  now: Minute
}

/** Booked time may overlap (an override), held time never does: it was claimed. */
export function claimsIn(pick: Pick, plan: Plan, { from, days, now }: Span) {
  const subjects = subjectsOf(plan)
  const density = pick.one([0, 2, 4, 8])
  const one = (): Claim => {
    const start = from + pick.between(0, days * 288) * 5 + (pick.chance(0.05) ? pick.between(1, 4) : 0)
    return { subject: pick.one(subjects), from: start, until: start + pick.one([5, 20, 30, 45, 60, 90, 120, 240, 62]) }
  }
  const booked = Array.from({ length: subjects.length * density }, one)
  const held: HeldTime[] = []
  for (let i = 0; i < subjects.length; i += 1) {
    const claim = one()
    if ([...booked, ...held.map((other) => other.claim)].some((other) => meet(other, claim))) continue
    held.push({ id: `f${String(i).padStart(23, '0')}`, claim, expiresAt: now + pick.one([-30, -1, 0, 1, 10]) })
  }
  const [mine] = pick.chance(0.15) ? booked : []
  const isMineAlone =
    mine && ![...booked, ...held.map(({ claim }) => claim)].some((other) => other !== mine && meet(other, mine))
  return { booked, held, own: isMineAlone ? [mine] : [] }
}

const subjectsOf = ({ people, resources }: Plan): string[] => [
  ...Object.keys(people).map((person) => `staff:${person}`),
  ...Object.entries(resources).flatMap(([resource, { units }]) =>
    Array.from({ length: units }, (_, i) => `resource:${resource}-${i + 1}`),
  ),
]

/** On the same subject, in whole cells. */
const meet = (one: Claim, other: Claim): boolean =>
  one.subject === other.subject &&
  Math.floor(one.from / 5) < Math.ceil(other.until / 5) &&
  Math.floor(other.from / 5) < Math.ceil(one.until / 5)
