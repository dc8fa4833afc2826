// "Why is 15:00 not free?" as data: every reason in a sentence, and what is free instead.

import { wallAt } from '#kernel/time.ts'
import type { Cart, Reason } from '#modules/appointments/index.ts'
import type { Plan } from '#modules/diaries/index.ts'
import type { PageAnswer } from '#platform/http/pages.ts'
import { errorText } from '#platform/i18n/speak.ts'
import { renderPage } from '#site/document.tsx'
import { type Say, sayIn } from '#site/say.ts'
import { shellOf } from '#site/shell.ts'
import { addressOf, type Booking, startOf } from './booking-choice.ts'
import { personName, serviceBrief } from './booking-offers.ts'
import { alternativeTimes, withPeople } from './booking-views.ts'
import { BookWhyPage } from './booking-why.page.tsx'
import { businessBrief, type SiteDeps } from './site-deps.ts'

export async function whyStep(deps: SiteDeps, booking: Booking): Promise<PageAnswer> {
  const { business, place, cart, hold, locale } = booking
  const at = startOf(booking) ?? 0
  const { plan, verdict, alternatives } = await deps.appointments.explain(
    business.id,
    { cart, locationId: place.id, own: hold?.claims },
    at,
  )
  const back = addressOf(booking, { step: 'time', start: undefined })
  if ('placed' in verdict) return { redirect: addressOf(booking, { step: 'time' }) }
  const say = sayIn(locale)
  const { date, time } = wallAt(at, plan.zone)
  const html = renderPage(
    <BookWhyPage
      shell={shellOf(booking, deps.assets)}
      business={businessBrief(business, locale)}
      back={back}
      day={date}
      time={time}
      reasons={
        'never' in verdict ? [errorText(say.t, verdict.never)] : sentencesOf(say, { plan, cart }, verdict.reasons)
      }
      alternatives={alternativeTimes(plan, alternatives, locale, (other) =>
        addressOf(booking, {
          step: 'time',
          day: other.day,
          start: other.time,
          lines: withPeople(cart.lines, other.who.split(',')),
        }),
      )}
    />,
  )
  return { html }
}

/** Reasons told at most: where nobody works, each of ten people would give the same. */
const SENTENCES = 4

/** Each cause once, with the names it concerns. */
function sentencesOf(say: Say, { plan, cart }: Pick<Booking, 'plan' | 'cart'>, reasons: readonly Reason[]): string[] {
  return [...new Set(reasons.map((reason) => sentenceOf(say, plan, cart, reason)))].slice(0, SENTENCES)
}

function sentenceOf({ t, f, locale }: Say, plan: Plan, cart: Cart, { code, serviceId, staffId }: Reason): string {
  const line = cart.lines.find((one) => one.serviceId === serviceId)
  const service = line && serviceBrief(plan, { ...line, staffId }, locale)
  return t(`booking.why.${code}`, {
    who: personName(plan, staffId, locale) ?? t('common.specialist'),
    service: service?.name ?? '',
    duration: service ? f.duration(service.duration) : '',
  })
}
