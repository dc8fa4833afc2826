// Step 1 as data: what can be booked, by category, and what of it is chosen.

import { type Locale, textIn } from '#kernel/localized-text.ts'
import { type CartLine, peopleFor, variantIn } from '#modules/appointments/index.ts'
import type { Plan } from '#modules/diaries/index.ts'
import type { Service } from '#modules/services/index.ts'
import type { PageAnswer } from '#platform/http/pages.ts'
import { STATUS_OF } from '#platform/http/problem.ts'
import type { Problem } from '#site/components/problem.tsx'
import { renderPage } from '#site/document.tsx'
import { shellOf } from '#site/shell.ts'
import { asLastTime } from './booking-again.ts'
import { type Booking, stepsOf } from './booking-choice.ts'
import { serviceBrief } from './booking-offers.ts'
import { BookServicesPage, type ServiceChoice } from './booking-services.page.tsx'
import { businessBrief, type SiteDeps } from './site-deps.ts'

export async function servicesStep(
  deps: SiteDeps,
  booking: Booking,
  problem: Problem | null = null,
): Promise<PageAnswer> {
  const { business, plan, cart, draft, locale, lost } = booking
  const isFromDraft = cart.lines.length === 0 && !lost && !problem
  const chosen = isFromDraft ? (draft?.lines ?? []) : cart.lines
  const [listed, again] = await Promise.all([
    deps.services.ofBusiness(business.id),
    isFromDraft ? asLastTime(deps, booking) : null,
  ])
  const services = listed.filter(({ id }) => plan.services[id]?.isActive)
  const told = problem ?? (lost ? { code: lost } : null)
  const html = renderPage(
    <BookServicesPage
      shell={shellOf(booking, deps.assets)}
      business={businessBrief(business, locale)}
      steps={stepsOf(booking, 'services')}
      groups={groupsOf(services, (service) => choiceOf(plan, service, chosen, locale))}
      carried={carriedOf(booking)}
      problem={told}
      isFromDraft={isFromDraft}
      again={again}
    />,
  )
  return { html, status: problem ? STATUS_OF.invalid : 200 }
}

/** A time that was chosen before the services goes with them. */
const carriedOf = ({ day, start, cart }: Booking): Record<string, string> => ({
  prefer: cart.prefer,
  ...(day ? { day } : {}),
  ...(start ? { start } : {}),
})

function groupsOf(services: readonly Service[], choice: (service: Service) => ServiceChoice) {
  const named = [...new Set(services.flatMap(({ category }) => category ?? []))]
  const categories = services.some(({ category }) => category === null) ? [...named, null] : named
  return categories.map((category) => ({
    category,
    services: services.filter((service) => service.category === category).map(choice),
  }))
}

function choiceOf(plan: Plan, service: Service, lines: readonly CartLine[], locale: Locale): ServiceChoice {
  const line = lines.find(({ serviceId }) => serviceId === service.id)
  const variant = variantIn(plan.services[service.id], line?.variant)?.key
  const briefOf = (key?: string) => serviceBrief(plan, { serviceId: service.id, staffId: null, variant: key }, locale)
  return {
    ...briefOf(variant),
    name: textIn(service, 'name', locale),
    description: textIn(service, 'description', locale),
    people: plan.services[service.id]?.needsPerson ? peopleFor(plan, service.id).length : 0,
    minAge: service.minAge,
    isAtClient: service.place === 'client',
    isChosen: line !== undefined,
    open: briefOf(),
    mostPrice: Math.max(service.price, ...service.variants.map(({ price }) => price)),
    variants: service.variants.map((one) => ({
      ...briefOf(one.key),
      key: one.key,
      name: textIn(one, 'name', locale),
      image: one.image ?? null,
      isChosen: one.key === variant,
    })),
  }
}
