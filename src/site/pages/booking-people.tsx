// Step 2 as data: who does each service, for how much, and when he is next free.

import { Refusal } from '#kernel/errors.ts'
import type { StaffId } from '#kernel/ids.ts'
import { type CartLine, linesText, type Offers } from '#modules/appointments/index.ts'
import type { Plan } from '#modules/diaries/index.ts'
import type { PageAnswer } from '#platform/http/pages.ts'
import type { Problem } from '#site/components/problem.tsx'
import { renderPage } from '#site/document.tsx'
import { shellOf } from '#site/shell.ts'
import { addressOf, type Booking, stepsOf } from './booking-choice.ts'
import { firstFree, nextByPerson, personBriefs, STRIP, serviceBrief } from './booking-offers.ts'
import { BookPeoplePage, type LineOffer, type NextFree } from './booking-people.page.tsx'
import { businessBrief, type SiteDeps } from './site-deps.ts'

/** Days in which each person's next free time is looked for. */
const PERSON_DAYS = 2 * STRIP

export async function peopleStep(
  deps: SiteDeps,
  booking: Booking,
  problem: Problem | null = null,
): Promise<PageAnswer> {
  const { business, cart, day, start, locale, lost, holdId } = booking
  const lines = await Promise.all(cart.lines.map((line) => lineOffer(deps, booking, line)))
  const html = renderPage(
    <BookPeoplePage
      shell={shellOf(booking, deps.assets)}
      business={businessBrief(business, locale)}
      steps={stepsOf(booking, 'people')}
      back={addressOf(booking, { step: 'services' })}
      lines={lines}
      prefer={cart.prefer}
      carried={{
        services: linesText(cart.lines),
        ...(day ? { day } : {}),
        ...(start ? { start } : {}),
        ...(holdId ? { hold: holdId } : {}),
      }}
      problem={problem ?? (lost ? { code: lost } : null)}
    />,
  )
  return { html }
}

async function lineOffer(
  { appointments }: SiteDeps,
  { business, place, plan, hold, locale }: Booking,
  line: CartLine,
): Promise<LineOffer> {
  const { staffId, gender, variant, serviceId } = line
  const offers = await appointments
    .offer(business.id, {
      cart: { lines: [{ serviceId, staffId: null, variant }], prefer: 'least_wait' },
      locationId: place.id,
      days: PERSON_DAYS,
      own: hold?.claims,
    })
    .catch((error): Offers | null => {
      if (error instanceof Refusal && error.kind === 'conflict') return null // nobody does it at present
      throw error
    })
  const next = offers ? nextByPerson(offers) : new Map<StaffId, NextFree>()
  const people = personBriefs(plan, line, locale).map((person) => ({
    ...person,
    next: next.get(person.id) ?? null,
  }))
  return {
    service: serviceBrief(plan, line, locale),
    chosen: staffId ?? gender ?? 'any',
    anyNext: offers && firstFree(offers),
    genders: gendersOf(plan, people),
    people,
  }
}

/** "Any woman" is a choice where several women do it, and not only they. */
function gendersOf(plan: Plan, people: readonly { id: StaffId; next: NextFree }[]): LineOffer['genders'] {
  return (['woman', 'man'] as const).flatMap((gender) => {
    const those = people.filter(({ id }) => plan.people[id]?.gender === gender)
    if (those.length < 2 || those.length === people.length) return []
    const times = those.flatMap(({ next }) => next ?? [])
    times.sort((a, b) => `${a.day} ${a.time}`.localeCompare(`${b.day} ${b.time}`))
    return [{ gender, next: times[0] ?? null }]
  })
}
