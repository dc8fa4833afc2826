// Lives through the demo's weeks day by day: in the morning people book, in the evening the day is marked. Every act
// goes through the product's use cases with the clock set to its moment, so nothing here could not have happened.

import { Refusal } from '#kernel/errors.ts'
import { addDays, instantOf, type LocalDate, toDate, wallMinutes } from '#kernel/time.ts'
import { type Appointment, type BookWish, cartOf } from '#modules/appointments/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { DemoApp, Log } from './demo-app.ts'
import type { DemoClock } from './demo-clock.ts'
import type { Person } from './people.ts'
import { pick, type Random, shuffled } from './random.ts'
import { severalAtOnce } from './several-at-once.ts'
import { toldBy } from './told.ts'
import type { Span, VisitWish } from './wishes.ts'

const MORNING = wallMinutes('07:30')
const EVENING = wallMinutes('23:30')
const GUEST: Actor = { kind: 'guest', device: null }

export interface Life {
  app: DemoApp
  clock: DemoClock
  now: Date
  zone: string
  span: Span
  people: readonly Person[]
  wishes: readonly VisitWish[]
  log: Log
}

interface Booked {
  wish: VisitWish
  visit: Appointment
}

/** @returns how many visits were made */
export async function liveThrough(life: Life): Promise<number> {
  const { clock, now, zone, span, wishes, log } = life
  const asked = Map.groupBy(wishes, (wish) => wish.asked)
  const booked: Booked[] = []
  const circles = new Map(
    [...new Set(wishes.map(({ business }) => business))].map((business) => [business, { life, known: new Map() }]),
  )
  const setTo = (date: LocalDate, minutes: number) =>
    clock.set(new Date(Math.min(toDate(instantOf(date, minutes, zone)).getTime(), now.getTime())))

  for (let date = addDays(span.today, -span.pastDays); date <= span.today; date = addDays(date, 1)) {
    setTo(date, MORNING)
    const houses = [...Map.groupBy(asked.get(date) ?? [], ({ business }) => business).values()]
    await severalAtOnce(houses, async (house) => {
      for (const wish of house) {
        const visit = await bookFor(life, wish, circles.get(wish.business)?.known ?? new Map())
        if (visit) booked.push({ wish, visit })
      }
    })
    setTo(date, EVENING)
    await severalAtOnce(booked, (one) => endOfDay(life, one, date))
    log(`Demo: ${date}, ${booked.length} visits`)
  }
  return booked.length
}

async function bookFor(
  { app, people }: Life,
  wish: VisitWish,
  known: Map<string, Person[]>,
): Promise<Appointment | null> {
  const { business, date, random } = wish
  for (const service of shuffled(random, business.bookable).slice(0, 3)) {
    const offer = { cart: cartOf(service.id, null), from: date, days: 1 }
    const { days } = await app.appointments.offer(business.id, offer)
    const free = days.find((day) => day.date === date)?.times ?? []
    const time = pick(random, free)
    if (!time) continue
    const staffId = pick(random, time.staffIds) ?? null
    const serves = (staffId && business.serves.get(staffId)) ?? 'all'
    const person = someone(wish, people, serves, known)
    // Half of the people have a favourite; whom a specialist serves is known only when one is named.
    const isNamed = serves !== 'all' || random() < 0.5
    const details: BookWish = {
      ...{ cart: cartOf(service.id, isNamed ? staffId : null), startTime: toDate(time.start) },
      ...toldBy(person, business.source, service.key),
      ...{ name: person.name, phone: person.phone, locale: person.locale, source: random() < 0.75 ? 'site' : 'phone' },
    }
    const key = `demo-${business.source.slug}-${date}-${Math.floor(random() * 1e9)}`
    try {
      return await app.appointments.book(business.id, details, GUEST, key)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return null
}

/** People come back: most of a house's visitors have been there before. */
function someone(
  { business, random }: VisitWish,
  people: readonly Person[],
  serves: 'all' | 'women' | 'men',
  known: Map<string, Person[]>,
): Person {
  const gender = serves === 'women' ? 'female' : serves === 'men' ? 'male' : usualGender(business.source.category)
  const fits = (person: Person) => !gender || person.gender === gender || (serves === 'all' && person.gender === null)
  const regulars = known.get(gender ?? '') ?? []
  const regular = random() < 0.55 ? pick(random, regulars) : undefined
  const person = regular ?? pick(random, people.filter(fits)) ?? people[0]
  if (!person) throw new Error('the demo has no people')
  if (!regular) known.set(gender ?? '', [...regulars, person])
  return person
}

const usualGender = (category: string): 'female' | 'male' | null => {
  if (category === 'barbershop') return 'male'
  return ['beauty-salon', 'nails', 'laser', 'toi'].includes(category) ? 'female' : null
}

async function endOfDay({ app, clock }: Life, one: Booked, date: LocalDate): Promise<void> {
  const { wish, visit } = one
  const { owner, random, fate } = { ...wish, owner: wish.business.owner }
  if (visit.status !== 'scheduled') return
  const cancelsToday = wish.date > date && (fate === 'cancels' || fate === 'is cancelled') && isDecided(random)
  if (cancelsToday) {
    one.visit =
      fate === 'cancels' && visit.cancelUntil && clock.now() <= visit.cancelUntil
        ? await app.appointments.cancelByClient(visit, null)
        : await app.appointments.mark(visit.businessId, visit.id, { to: 'cancelled', version: visit.version }, owner)
    return
  }
  if (visit.endTime > clock.now()) return
  const to = fate === 'stays away' ? 'no-show' : 'completed'
  one.visit = await app.appointments.mark(visit.businessId, visit.id, { to, version: visit.version }, owner)
}

const isDecided = (random: Random): boolean => random() < 0.6
