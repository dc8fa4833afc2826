// The live queue behind the code on the door. Each form can be sent twice, no GET changes anything, and nobody reads of
// anybody else more than how many there are.

import { z } from 'zod'
import { notFound, Refusal } from '#kernel/errors.ts'
import { isId, type ServiceId } from '#kernel/ids.ts'
import { textIn } from '#kernel/localized-text.ts'
import { wallAt } from '#kernel/time.ts'
import type { Business } from '#modules/businesses/index.ts'
import { type Door, serviceNames, stands } from '#modules/queue/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import { type Page, type PageAnswer, page } from '#platform/http/pages.ts'
import { STATUS_OF } from '#platform/http/problem.ts'
import type { Asking } from '#platform/http/routes.ts'
import { renderPage } from '#site/document.tsx'
import { queuePath, queuePlacePath } from '#site/links.ts'
import { shellOf } from '#site/shell.ts'
import { QueuePage, type QueueProps, type Wait } from './queue.page.tsx'
import { QueuePlacePage } from './queue-place.page.tsx'
import { activeBusiness, businessBrief, InLocale, OfBusiness, type SiteDeps } from './site-deps.ts'

const OfPlace = InLocale.extend({ token: z.string().max(120) })

// Lenient: a form that is refused comes back with what was typed.
const Form = z.object({
  service: z.string().max(100).catch(''),
  name: z.string().max(1000).catch(''),
  phone: z.string().max(100).catch(''),
  key: z.string().max(100).catch(''),
})
type Form = z.output<typeof Form>

interface Asked extends Asking {
  actor: Actor
  path: string
}

export const queuePages = (deps: SiteDeps): Page[] => [
  page({
    method: 'GET',
    path: '/:locale/b/:slug/queue',
    may: 'anyone',
    params: OfBusiness,
    isPrivate: true,
    handler: async (asked) => {
      const business = await activeBusiness(deps, asked.params.slug)
      if (business.slug !== asked.params.slug) return { redirect: queuePath(asked.locale, business.slug), status: 301 }
      return showDoor(deps, asked, business)
    },
  }),
  page({
    method: 'GET',
    path: '/b/:slug/queue', // on paper: the reader's own language is known only now
    may: 'anyone',
    params: OfBusiness.omit({ locale: true }),
    handler: async ({ locale, params }) => {
      const { slug } = await activeBusiness(deps, params.slug)
      return { redirect: queuePath(locale, slug), status: 302 }
    },
  }),
  page({
    method: 'POST',
    path: '/:locale/b/:slug/queue',
    may: 'anyone',
    params: OfBusiness,
    body: Form,
    handler: async (asked) => join(deps, asked, await activeBusiness(deps, asked.params.slug), asked.body),
  }),
  page({
    method: 'GET',
    path: '/:locale/q/:token',
    may: 'anyone',
    params: OfPlace,
    isPrivate: true,
    handler: async (asked) => showPlace(deps, asked, asked.params.token),
  }),
  page({
    method: 'POST',
    path: '/:locale/q/:token/leave',
    may: 'anyone',
    params: OfPlace,
    isPrivate: true,
    handler: async (asked) => {
      const { token } = asked.params
      const { entry } = await deps.queue.placeBy(token)
      try {
        await deps.queue.leave(entry, asked.actor)
      } catch (error) {
        // The desk was faster: the page says what it did.
        if (!(error instanceof Refusal) || error.code !== 'queue_changed') throw error
      }
      return { redirect: queuePlacePath(asked.locale, token) }
    },
  }),
]

async function join(deps: SiteDeps, asked: Asked, business: Business, form: Form): Promise<PageAnswer> {
  const { locale, actor } = asked
  const services = isId(form.service) ? [{ serviceId: form.service as ServiceId }] : []
  const { name, phone } = form
  try {
    const wish = { services, staffId: null, name, phone, how: 'door' as const, locale }
    const entry = await deps.queue.join(business.id, wish, actor, form.key || deps.newKey())
    return { redirect: queuePlacePath(locale, deps.queue.linkTo(entry)) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return showDoor(deps, asked, business, { form, refusal: error })
  }
}

async function showDoor(
  deps: SiteDeps,
  asked: Asked,
  business: Business,
  refused?: { form: Form; refusal: Refusal },
): Promise<PageAnswer> {
  const { locale, actor } = asked
  const door = await deps.queue.door(business.id, null, actor.kind === 'guest' ? actor.device : null)
  const services = door.services.map(({ serviceId, at }) => {
    const service = door.plan.services[serviceId]
    return { id: serviceId, name: service ? textIn(service, 'name', locale) : '', wait: waitOf(door, at) }
  })
  const field = refused?.refusal.details.field
  const shut = shutBecause(door, services)
  const html = renderPage(
    <QueuePage
      shell={shellOf(asked, deps.assets)}
      business={businessBrief(business, locale)}
      waiting={door.waiting}
      wait={shortest(services.map(({ wait }) => wait))}
      services={services}
      shut={shut}
      own={door.own && { number: door.own.number, href: queuePlacePath(locale, deps.queue.linkTo(door.own)) }}
      typed={refused?.form ?? { service: services.find(({ wait }) => wait !== null)?.id ?? '', name: '', phone: '' }}
      fieldErrors={typeof field === 'string' && refused ? { [field]: refused.refusal.code } : {}}
      problem={refused && typeof field !== 'string' ? refused.refusal : null}
      formKey={refused?.refusal.kind === 'busy' ? refused.form.key : deps.newKey()}
    />,
  )
  return { html, status: refused ? STATUS_OF[refused.refusal.kind] : 200 }
}

const waitOf = ({ now }: Pick<Door, 'now'>, at: number | null): Wait => (at === null ? null : Math.max(at - now, 0))

const shortest = (waits: readonly Wait[]): Wait =>
  waits.reduce((least, wait) => (wait === null || (least !== null && least <= wait) ? least : wait), null)

/** Off, closed, or too late for whatever is done here. */
function shutBecause({ isOn, isOpen }: Door, services: QueueProps['services']): QueueProps['shut'] {
  if (!isOn) return { code: 'queue_off' }
  if (!isOpen) return { code: 'queue_closed' }
  return services.every(({ wait }) => wait === null) ? { code: 'queue_too_far' } : null
}

async function showPlace(deps: SiteDeps, asked: Asked, token: string): Promise<PageAnswer> {
  const { locale } = asked
  const { entry, plan, now, before, at, isToday } = await deps.queue.placeBy(token)
  const business = await deps.businesses.byId(entry.businessId)
  if (!business) throw notFound('not_found')
  const html = renderPage(
    <QueuePlacePage
      shell={shellOf(asked, deps.assets)}
      business={businessBrief(business, locale)}
      token={token}
      number={entry.number}
      state={stands(entry) && !isToday ? 'over' : entry.state}
      before={before}
      turn={at === null ? null : { wait: Math.max(at - now, 0), time: wallAt(at, plan.zone).time }}
      services={serviceNames(plan, entry.services, locale)}
    />,
  )
  return { html }
}
