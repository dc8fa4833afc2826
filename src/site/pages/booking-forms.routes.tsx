// What the forms of the way to a visit do: keep what was chosen and typed, hold a time, book. Each can be sent twice.

import { z } from 'zod'
import { conflict, invalid, Refusal } from '#kernel/errors.ts'
import { isId, type ServiceId, type StaffId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import { localDateShape, localeShape, wallTimeShape } from '#kernel/shapes.ts'
import { toDate } from '#kernel/time.ts'
import { CART_LINES, type CartLine, variantIn } from '#modules/appointments/index.ts'
import type { DraftPatch } from '#modules/drafts/index.ts'
import { type Page, type PageAnswer, page } from '#platform/http/pages.ts'
import { readChoose } from '#site/components/alternatives.tsx'
import { type BookingStep, visitPath } from '#site/links.ts'
import {
  addressOf,
  type Booking,
  type BookingAsked,
  Chosen,
  deviceOf,
  hasPeople,
  openBooking,
  startOf,
} from './booking-choice.ts'
import type { Typed } from './booking-contact.page.tsx'
import { contactStep } from './booking-contact.tsx'
import { peopleStep } from './booking-people.tsx'
import { variantField } from './booking-services.page.tsx'
import { servicesStep } from './booking-services.tsx'
import { timeStep } from './booking-time.tsx'
import { toldIn, withBefore } from './booking-told.ts'
import { withPeople } from './booking-views.ts'
import { activeBusiness, OfBusiness, type SiteDeps } from './site-deps.ts'

// Names and notes are let in at any length the body allows: the form comes back with them and says what is too long.
const long = z.string().max(60_000).catch('')
const short = z.string().max(400).catch('')
const many = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([])
const index = z.coerce.number().int().min(0).max(CART_LINES).optional().catch(undefined)

const Form = Chosen.extend({
  /** Boxes of step 1. */
  service: many,
  up: index,
  down: index,
  at: short,
  choose: short,
  name: long,
  phone: long,
  note: long,
  guestName: long,
  forWhom: z.enum(['me', 'child', 'other']).catch('me'),
  key: z.string().max(100).catch(''),
  price: z.coerce.number().int().optional().catch(undefined),
  /** The step whose boxes these are; a page of services has no text to keep. */
  of: short,
  /** The language to go on in. */
  to: localeShape.optional().catch(undefined),
  quiet: short,
  /** What this device told before, to be used again. */
  use: short,
}).catchall(z.unknown())
type Form = z.output<typeof Form>

interface Sent {
  booking: Booking
  body: Form
  typed: Typed
}

type Handler = (deps: SiteDeps, sent: Sent) => Promise<PageAnswer>

/** Once a time is chosen, whatever is sent goes with it. */
const FORMS: Readonly<Record<string, Handler>> = {
  '': book,
  '/services': chooseServices,
  '/people': choosePeople,
  '/time': chooseTime,
  '/draft': keep,
  '/extend': extend,
  '/told': tellAsBefore,
}

export const bookingForms = (deps: SiteDeps): Page[] =>
  Object.entries(FORMS).map(([end, handler]) =>
    page({
      method: 'POST',
      path: `/:locale/b/:slug/book${end}`,
      may: 'anyone',
      params: OfBusiness,
      body: Form,
      handler: async (asked) => handler(deps, await sentIn(deps, asked, asked.params.slug, asked.body)),
    }),
  )

async function sentIn(deps: SiteDeps, asked: BookingAsked, slug: string, body: Form): Promise<Sent> {
  const business = await activeBusiness(deps, slug)
  const time = readTime(body.at)
  const booking = await openBooking(deps, asked, business, { ...body, ...time, service: '' })
  const { name, phone, note, guestName, forWhom } = body
  return { booking, body, typed: { name, phone, note, guestName, forWhom, ...toldIn(body) } }
}

/** The value of a time's radio button: `2026-11-24 15:30`. */
function readTime(at: string) {
  const [day, start] = at.split(' ')
  const isTime = localDateShape.safeParse(day).success && wallTimeShape.safeParse(start).success
  return isTime ? { day, start } : {}
}

/** The same step, or another, in the language that is asked for. */
function goOn(
  booking: Booking,
  { to }: Form,
  step: BookingStep,
  changes: Parameters<typeof addressOf>[1] = {},
): PageAnswer {
  const locale = to ?? booking.locale
  return { redirect: addressOf({ ...booking, locale }, { step, ...changes }), ...(to ? { locale: to } : {}) }
}

async function saveDraft({ drafts, clock }: SiteDeps, booking: Booking, patch: DraftPatch, locale?: Locale) {
  const device = deviceOf(booking)
  if (!device) return
  await drafts.save(device, booking.business.id, { locale: locale ?? booking.locale, ...patch }, clock.now())
}

/** Longer than this is no name and no number: only as much is kept. */
const kept = ({ name, phone, note, guestName, forWhom, place, object }: Typed): DraftPatch['typed'] => ({
  forWhom,
  guestName: guestName.slice(0, 200),
  name: name.slice(0, 200),
  phone: phone.slice(0, 40),
  notes: note.slice(0, 2000),
  place: shortened(place),
  object: shortened(object),
})

const shortened = (fields: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([field, text = '']) => [field, text.slice(0, 300)]))

function tickedLines({ cart, plan }: Booking, body: Form): CartLine[] {
  const ticked = [...new Set(body.service)].filter((id) => isId(id) && plan.services[id as ServiceId]?.isActive)
  const before = cart.lines.filter(({ serviceId }) => ticked.includes(serviceId))
  const added = ticked.filter((id) => !before.some(({ serviceId }) => serviceId === id))
  const lines = [...before, ...added.map((id): CartLine => ({ serviceId: id as ServiceId, staffId: null }))]
  return lines.map((line) => {
    const { variant, ...open } = line
    const wished = body[variantField(line.serviceId)]
    const chosen = typeof wished === 'string' ? variantIn(plan.services[line.serviceId], wished) : undefined
    return chosen ? { ...open, variant: chosen.key } : open
  })
}

async function chooseServices(deps: SiteDeps, { booking, body }: Sent): Promise<PageAnswer> {
  const lines = tickedLines(booking, body)
  const chosen: Booking = { ...booking, cart: { ...booking.cart, lines: lines.slice(0, CART_LINES) }, isDecided: true }
  await saveDraft(deps, booking, { lines: [...chosen.cart.lines], prefer: body.prefer }, body.to)
  if (body.to) return goOn(chosen, body, 'services')
  if (lines.length === 0) return servicesStep(deps, chosen, { code: 'cart_empty' })
  if (lines.length > CART_LINES) return servicesStep(deps, chosen, { code: 'cart_too_long' })
  return goOn(chosen, body, hasPeople(chosen) ? 'people' : 'time')
}

/** Moves one line a place up. */
function raised(lines: readonly CartLine[], at: number): CartLine[] {
  const line = lines[at]
  const before = lines[at - 1]
  return line && before ? lines.with(at - 1, line).with(at, before) : [...lines]
}

function namedLine(line: CartLine, who: unknown): CartLine {
  const { serviceId, variant } = line
  if (who === 'woman' || who === 'man') return { serviceId, staffId: null, gender: who, variant }
  if (who === 'any') return { serviceId, staffId: null, variant }
  return isId(who) ? { serviceId, staffId: who as StaffId, variant } : line
}

async function choosePeople(deps: SiteDeps, { booking, body }: Sent): Promise<PageAnswer> {
  if (booking.cart.lines.length === 0) return goOn(booking, body, 'services')
  const named = booking.cart.lines.map((line, i) => namedLine(line, body[`who-${i}`]))
  const turn = body.up ?? (body.down === undefined ? undefined : body.down + 1)
  const lines = turn === undefined ? named : raised(named, turn)
  const chosen: Booking = { ...booking, cart: { ...booking.cart, lines }, isDecided: true }
  await saveDraft(deps, booking, { lines, prefer: body.prefer }, body.to)
  if (booking.lost) return peopleStep(deps, chosen, { code: booking.lost })
  return goOn(chosen, body, body.to || turn !== undefined ? 'people' : 'time')
}

/** Holds the chosen time. From the last step another time is chosen in its own form, and what was typed goes along. */
async function chooseTime(deps: SiteDeps, { booking: sent, body, typed }: Sent): Promise<PageAnswer> {
  const other = readChoose(body.choose)
  const lines = other ? withPeople(sent.cart.lines, other.who) : sent.cart.lines
  const { day, start } = other ?? sent
  const booking: Booking = { ...sent, cart: { ...sent.cart, lines }, isDecided: true, day, start }
  if (booking.cart.lines.length === 0) return goOn(booking, body, 'services')
  const isLast = body.step === 'contact'
  await saveDraft(
    deps,
    booking,
    { lines: [...lines], prefer: body.prefer, day: day ?? null, ...(isLast ? { typed: kept(typed) } : {}) },
    body.to,
  )
  if (body.to) return goOn(booking, body, 'time')
  const at = startOf(booking)
  if (at === null) return timeStep(deps, booking, invalid('time_required'))
  if (booking.lost) return timeStep(deps, booking, conflict(booking.lost))
  const wish = { cart: booking.cart, locationId: booking.place.id, startTime: toDate(at) }
  try {
    const hold = await deps.appointments.hold(booking.business.id, wish, booking.actor, deps.newKey())
    await saveDraft(deps, booking, { holdId: hold.id, start: hold.startTime })
    return goOn(booking, body, 'contact', { hold: hold.id })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // Whom we cannot know again cannot hold; he books all the same.
    if (error.code === 'device_required') {
      return isLast
        ? contactStep(deps, { ...booking, hold: null, holdId: null }, typed)
        : goOn(booking, body, 'contact')
    }
    return isLast ? contactStep(deps, booking, typed, { refusal: error, key: '' }) : timeStep(deps, booking, error)
  }
}

/** Keeps what was typed, and goes on in another language if that was asked for. */
async function keep(deps: SiteDeps, { booking, body, typed }: Sent): Promise<PageAnswer> {
  const isServices = body.of === 'services'
  const lines = isServices ? tickedLines(booking, body).slice(0, CART_LINES) : booking.cart.lines
  await saveDraft(
    deps,
    booking,
    { lines: [...lines], prefer: body.prefer, ...(isServices ? {} : { typed: kept(typed) }) },
    body.to,
  )
  if (body.quiet) return { text: '', type: 'text/plain; charset=utf-8' }
  if (deviceOf(booking)) return goOn(booking, body, 'contact')
  const path = addressOf({ ...booking, locale: body.to ?? booking.locale }, { step: 'contact' })
  return contactStep(deps, { ...booking, locale: body.to ?? booking.locale, path }, typed)
}

async function extend(deps: SiteDeps, { booking, body, typed }: Sent): Promise<PageAnswer> {
  await saveDraft(deps, booking, { typed: kept(typed) })
  try {
    const { business, holdId, actor } = booking
    if (holdId) await deps.appointments.extendHold(business.id, holdId, actor)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error // gone: the page says what became of it
  }
  return goOn(booking, body, 'contact')
}

/** One tap fills in what this device told before; nothing else of the form is lost. */
async function tellAsBefore(deps: SiteDeps, { booking, body, typed }: Sent): Promise<PageAnswer> {
  const before = await withBefore(deps, booking, body.use)
  await saveDraft(deps, booking, { typed: kept({ ...typed, ...before }) })
  return { redirect: `${addressOf(booking, { step: 'contact' })}#told-${'place' in before ? 'place' : 'object'}` }
}

async function book(deps: SiteDeps, { booking, body, typed }: Sent): Promise<PageAnswer> {
  const { business, place, cart, locale, lost, holdId, actor } = booking
  const at = startOf(booking)
  if (cart.lines.length === 0 || at === null) return { redirect: addressOf(booking) }
  if (lost) return contactStep(deps, booking, typed, { refusal: conflict(lost), key: body.key })
  const { name, phone, note, guestName, forWhom, place: address, object } = typed
  try {
    const wish = {
      ...{ cart, locationId: place.id, startTime: toDate(at), name, phone, notes: note, price: body.price, locale },
      forWhom: forWhom === 'me' ? { kind: forWhom } : { kind: forWhom, name: guestName },
      place: address,
      object,
      holdId: holdId ?? undefined,
      source: 'site',
    }
    const visit = await deps.appointments.book(business.id, wish, actor, body.key || deps.newKey())
    const device = deviceOf(booking)
    if (device) await deps.drafts.drop(device, business.id)
    return { redirect: `${visitPath(locale, deps.appointments.linkTo(visit))}?new=1` }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await saveDraft(deps, booking, { typed: kept(typed) })
    return contactStep(deps, booking, typed, { refusal: error, key: body.key })
  }
}
