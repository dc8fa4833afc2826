// Visits and the words of diaries as the stores would leave them, put in many at a time: a hundred thousand bookings
// one by one would take an hour. The doctor finds nothing wrong with them.

import { type Db, ObjectId } from 'mongodb'
import { addDays, instantOf, type LocalDate, type Minute, toDate, wallAt } from '#kernel/time.ts'
import { searchKeysOf } from '#modules/clients/index.ts'
import { type Claim, diaryWordsOf, emptyWords, staffSubject } from '#modules/diaries/index.ts'
import type { Random } from '../drills/world/random.ts'
import { phoneOf } from '../drills/world/salon.ts'
import { BUFFER, CLOSES, DURATION, OPENS, PRICE, type Shop, ZONE } from './shop.ts'

const AHEAD_DAYS = 31
const AT_ONCE = 2000
const CLIENTS = 100
/** Visits of a person and day. */
const A_DAY = { ahead: 3, past: 11 }

interface Wished {
  today: LocalDate
  visits: number
  random: Random
}

/** Fills the next month first, the same for the same seed, then the past back to where the visits are used up. */
export async function fillShop(db: Db, shop: Shop, { today, visits, random }: Wished): Promise<void> {
  const businessId = ObjectId.createFromHexString(shop.businessId)
  const locationId = ObjectId.createFromHexString(shop.locationId)
  const cards = Array.from({ length: CLIENTS }, (_, i) => cardOf(businessId, i))
  const diaries = new Map<string, Diary>()
  let documents: ReturnType<typeof visitOf>[] = []
  const flush = async () => {
    if (documents.length > 0) await db.collection('appointments').insertMany(documents, { ordered: false })
    documents = []
  }
  let left = visits
  for (const { date, person, start, isPast } of slotsOf(shop, today, random)) {
    if (left === 0) break
    left -= 1
    const card = cards[left % CLIENTS]
    if (!card) throw new Error('no client')
    const claim = { subject: staffSubject(person), from: start, until: start + DURATION + BUFFER }
    documents.push(visitOf({ shop, businessId, locationId, card, date, person, claim, isPast }))
    count(card, documents.at(-1))
    cover(diaries, claim)
    if (documents.length === AT_ONCE) await flush()
  }
  await flush()
  await db.collection('clients').insertMany(cards)
  const plan = await db.collection('diaries').findOne({ businessId, month: 'plan' }, { projection: { plan: 1 } })
  const rows = [...diaries].map(([_id, row]) => ({
    ...{ _id, businessId, locationIds: [locationId], plan: plan?.plan as number },
    ...row,
  }))
  await db.collection<(typeof rows)[number]>('diaries').insertMany(rows)
}

interface Slot {
  date: LocalDate
  person: string
  start: Minute
  isPast: boolean
}

function* slotsOf({ people }: Shop, today: LocalDate, random: Random): Generator<Slot> {
  for (let day = 1; ; day = day > 0 && day < AHEAD_DAYS ? day + 1 : Math.min(day, 0) - 1) {
    const date = addDays(today, day)
    const midnight = instantOf(date, 0, ZONE)
    const isPast = day < 0
    for (const person of people) {
      for (const at of dayOf(random, isPast ? A_DAY.past : A_DAY.ahead)) {
        yield { date, person, start: midnight + at, isPast }
      }
    }
  }
}

/** Minutes from midnight, at odd gaps, never two visits at once and none at lunch. */
function dayOf(random: Random, visits: number): number[] {
  const starts: number[] = []
  const widest = Math.floor((CLOSES - OPENS - 60) / visits / 5) - (DURATION + BUFFER) / 5
  for (let at = OPENS; starts.length < visits; at += DURATION + BUFFER) {
    at += 5 * random.int(Math.max(widest, 1))
    if (at < 14 * 60 && at + DURATION + BUFFER > 13 * 60) at = 14 * 60
    starts.push(at)
  }
  return starts
}

type Card = ReturnType<typeof cardOf>

const cardOf = (businessId: ObjectId, i: number) => ({
  ...{ _id: new ObjectId(), businessId, name: `Клиент ${i}`, phone: phoneOf(i), phoneKey: phoneOf(i) },
  searchKeys: searchKeysOf({ name: `Клиент ${i}`, phone: phoneOf(i) }),
  ...{ source: 'bench', totalSpent: 0, totalAppointments: 0, createdAt: new Date(), version: 1, locale: 'kk' },
  ...({} as { lastAppointment?: Date }),
})

function count(card: Card, visit: { status: string; startTime: Date } | undefined): void {
  card.totalAppointments += 1
  if (visit?.status !== 'completed') return
  if (!card.lastAppointment || card.lastAppointment < visit.startTime) card.lastAppointment = visit.startTime
}

interface Diary {
  subject: string
  month: string
  words: number[]
}

function cover(diaries: Map<string, Diary>, claim: Claim): void {
  for (const { diary, subject, month, words } of diaryWordsOf(claim)) {
    const row = diaries.get(diary) ?? { subject, month, words: emptyWords() }
    for (const { at, mask } of words) row.words[at] = (row.words[at] ?? 0) | mask
    diaries.set(diary, row)
  }
}

interface Visit {
  shop: Shop
  businessId: ObjectId
  locationId: ObjectId
  card: Card
  date: LocalDate
  person: string
  claim: Claim
  isPast: boolean
}

// Without a `source`, as those of a database that was adopted: their story has no events before our first change.
function visitOf({ shop, businessId, locationId, card, date, person, claim, isPast }: Visit) {
  const times = { startTime: toDate(claim.from), endTime: toDate(claim.from + DURATION) }
  const staffId = ObjectId.createFromHexString(person)
  const serviceId = ObjectId.createFromHexString(shop.services[0] ?? '')
  const now = new Date()
  return {
    ...{ _id: new ObjectId(), businessId, locationId, serviceId, clientId: card._id, staffId, ...times },
    services: [
      {
        ...{ serviceId, staffId, resourceIds: [], ...times, price: PRICE, priceFrom: false, duration: DURATION },
        ...{ name: 'Қызмет 1', staffName: 'Маман' },
      },
    ],
    ...{ anyStaff: false, wall: { ...wallAt(claim.from, ZONE), zone: ZONE }, businessDay: date },
    ...{ status: isPast ? 'completed' : 'scheduled', paymentStatus: 'pending', totalAmount: PRICE },
    ...{ locale: 'kk', reminderSent: false, feedbackSubmitted: false },
    claims: [{ subject: claim.subject, from: toDate(claim.from), until: toDate(claim.until) }],
    ...{ prefer: 'least_wait', version: 1, linkVersion: 1, createdAt: now, updatedAt: now },
  }
}
