// A database that holds exactly the specification's documents becomes one of ours: fields of ours are added to what
// has none, and no stored field is changed. A business is marked as adopted by its `slug`, written last: a killed run
// begins that business anew.

import { type Db, type Document, ObjectId } from 'mongodb'
import { type BusinessId, isId } from '#kernel/ids.ts'
import { parsePhone } from '#kernel/phone.ts'
import { createBusinessesStore } from '#modules/businesses/businesses.store.ts'
import { type Business, freeSlug, rulesOf, slugOf } from '#modules/businesses/index.ts'
import { createDiariesStore } from '#modules/diaries/diaries.store.ts'
import { hoursOf } from '#modules/locations/index.ts'
import { createLocationsStore } from '#modules/locations/locations.store.ts'
import { compiled as compiledService, type Service } from '#modules/services/index.ts'
import { createServicesStore } from '#modules/services/services.store.ts'
import { compiled as compiledPerson, type Member } from '#modules/staff/index.ts'
import { createStaffStore } from '#modules/staff/staff.store.ts'
import { translator } from '#platform/i18n/translator.ts'
import { toId, toObjectId } from '#platform/mongo/collection.ts'
import type { Migration } from '#platform/mongo/migrate.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import { readableWeek, shiftsOf } from './adopt/foreign-hours.ts'
import { claimsOf, completion, diariesOf, type OldVisit, standing } from './adopt/foreign-visits.ts'

const ZONE = 'Asia/Atyrau'
const BATCH = 500
const NOT_YET = { slug: { $exists: false } }

export const adoptForeignDatabase = (inTransaction: InTransaction): Migration => ({
  name: '2026-11-22-adopt-foreign-database',
  again: async (db) => (await db.collection('businesses').findOne(NOT_YET, { projection: { _id: 1 } })) !== null,
  async run(db, log) {
    const adopt = adoption(db, inTransaction)
    const waiting = await db
      .collection('businesses')
      .find(NOT_YET, { projection: { _id: 1, name: 1 } })
      .toArray()
    for (const { _id, name } of waiting) {
      const visits = await adopt(toId(_id))
      log(`adopted: ${name}, ${visits} visits`)
    }
  },
})

function adoption(db: Db, inTransaction: InTransaction) {
  const stores = {
    businesses: createBusinessesStore(db),
    diaries: createDiariesStore(db, inTransaction),
    locations: createLocationsStore(db),
    services: createServicesStore(db),
    staff: createStaffStore(db),
  }
  return async (businessId: BusinessId): Promise<number> => {
    const found = await stores.businesses.byId(businessId)
    if (!found) return 0
    const services = await stores.services.ofBusiness(businessId)
    const business = { ...found, mainLocale: languageOf(found, services) }
    const visits = await visitsOf(db, businessId)
    await openPlace(stores, inTransaction, business)
    const people = await hire(db, stores, inTransaction, business, services, visits)
    await writePlan(stores, inTransaction, business, services)
    await takeTimes(db, stores, business, services, people, visits)
    await completeCards(db, business, services)
    await inTransaction(async (tx) => {
      const wished = slugOf(business.name)
      const slug = freeSlug(wished, await stores.businesses.slugsLike(wished, tx))
      const ours = { slug, mainLocale: business.mainLocale, version: 1 }
      await db.collection('businesses').updateOne({ _id: toObjectId(businessId) }, { $set: ours }, { session: tx })
    })
    return visits.length
  }
}

type Stores = {
  businesses: ReturnType<typeof createBusinessesStore>
  diaries: ReturnType<typeof createDiariesStore>
  locations: ReturnType<typeof createLocationsStore>
  services: ReturnType<typeof createServicesStore>
  staff: ReturnType<typeof createStaffStore>
}

/** The city writes Kazakh or Russian; letters that Russian lacks tell. */
const languageOf = ({ name, description }: Business, services: readonly Service[]): Business['mainLocale'] =>
  /[әғқңөұүһі]/i.test([name, description, ...services.map((service) => service.name)].join(' ')) ? 'kk' : 'ru'

const visitsOf = (db: Db, businessId: BusinessId): Promise<OldVisit[]> =>
  db
    .collection<OldVisit>('appointments')
    .find({ businessId: toObjectId(businessId) } as object)
    .project<OldVisit>({ serviceId: 1, staffId: 1, startTime: 1, endTime: 1, status: 1, totalAmount: 1, claims: 1 })
    .batchSize(1000)
    .toArray()

async function openPlace(
  { locations, diaries }: Stores,
  inTransaction: InTransaction,
  business: Business,
): Promise<void> {
  const businessId = business.id
  if (await locations.defaultOf(businessId)) return
  const id = toId<'location'>(new ObjectId())
  const place = { workingHours: readableWeek(business.workingHours), periods: [], exceptions: [] }
  await inTransaction(async (tx) => {
    await locations.insert(
      {
        ...{ id, businessId, name: business.name, translations: {}, isDefault: true, zone: ZONE, version: 1 },
        ...{
          ...place,
          servedDistricts: [],
          address: business.address,
          phone: business.contacts.phone ?? null,
          geo: null,
        },
      },
      new Date(),
      tx,
    )
    await diaries.openPlan(businessId, id, { zone: ZONE, hours: hoursOf(place), rules: rulesOf(business) }, tx)
  })
}

/** The owner is the first staff member; whoever else old visits name is one too, under the very id they name. */
async function hire(
  db: Db,
  { staff }: Stores,
  inTransaction: InTransaction,
  business: Business,
  services: readonly Service[],
  visits: readonly OldVisit[],
): Promise<Member[]> {
  const known = await staff.ofBusiness(business.id)
  const named = new Set(visits.flatMap(({ staffId }) => (staffId instanceof ObjectId ? [String(staffId)] : [])))
  for (const { id } of known) named.delete(id)
  const ownerId: string = business.userId
  const ids = [...named].filter((id) => id !== ownerId)
  if (!known.some(({ right }) => right === 'owner')) ids.unshift(named.has(ownerId) ? ownerId : String(new ObjectId()))
  const accounts = await namesOf(db, [ownerId, ...ids])
  const t = translator(business.mainLocale)
  const everything = services.map(({ id }) => ({ serviceId: id }))
  const schedule = shiftsOf(readableWeek(business.workingHours))
  const hired = ids.map((id, at): Member => {
    const isOwner = known.length === 0 && at === 0
    const account = isOwner ? ownerId : id
    const name =
      accounts.get(account) ?? (isOwner ? business.name : `${t('common.specialist')} ${known.length + at + 1}`)
    const userId = isId(account) && (isOwner || accounts.has(account)) ? toId<'user'>(account) : null
    return {
      ...{ id: toId<'staff'>(id), businessId: business.id, userId, right: isOwner && userId ? 'owner' : null, name },
      ...{ title: '', translations: {}, services: everything, schedule, serves: 'all', kaspiQrLink: null, photo: null },
      ...{ exceptions: [], timeOff: [], gender: null, onlineStop: null, standIn: null },
      ...{ isActive: true, order: known.length + at, version: 1 },
    }
  })
  await inTransaction(async (tx) => {
    for (const member of hired) await staff.insert(member, new Date(), tx)
  })
  return [...known, ...hired]
}

async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const users = await db
    .collection('users')
    .find({ _id: { $in: ids.filter(isId).map((id) => toObjectId(id)) } })
    .project<{ _id: ObjectId; name: string }>({ name: 1 })
    .toArray()
  return new Map(users.map(({ _id, name }) => [String(_id), name]))
}

async function writePlan(
  { diaries, staff }: Stores,
  inTransaction: InTransaction,
  business: Business,
  services: readonly Service[],
): Promise<void> {
  const people = await staff.ofBusiness(business.id)
  const bookable = ({ duration }: Service) => duration >= 5 && duration <= 1440
  await inTransaction((tx) =>
    diaries.changePlan(
      business.id,
      {
        rules: rulesOf(business),
        services: Object.fromEntries(
          services.map((one) => [one.id, compiledService({ ...one, isActive: one.isActive && bookable(one) })]),
        ),
        people: Object.fromEntries(people.map((one) => [one.id, compiledPerson(one)])),
      },
      tx,
    ),
  )
}

async function takeTimes(
  db: Db,
  { locations, diaries }: Stores,
  business: Business,
  services: readonly Service[],
  people: readonly Member[],
  visits: readonly OldVisit[],
): Promise<void> {
  const [place] = await locations.ofBusiness(business.id)
  const [someone] = people
  if (!place || !someone) throw new Error(`${business.name}: no place or no person to give the old visits to`)
  const claims = claimsOf(visits, toObjectId(someone.id))
  const names = {
    zone: place.zone,
    locationId: toObjectId(place.id),
    service: (id: ObjectId) => services.find((service) => service.id === String(id))?.name ?? '',
    person: (id: ObjectId) => people.find((member) => member.id === String(id))?.name ?? '',
  }
  const updates = claims.filter(({ visit }) => !visit.claims).map((claim) => completion(claim, names))
  await inBatches(db, 'appointments', updates)
  const window = await diaries.read(business.id, place.id, 0, 0, 0)
  const months = diariesOf(standing(claims)).map(({ _id, ...diary }) => ({
    replaceOne: {
      filter: { _id: _id as unknown as ObjectId },
      replacement: {
        ...diary,
        businessId: toObjectId(business.id),
        locationIds: [toObjectId(place.id)],
        plan: window?.plan.number ?? 1,
      },
      upsert: true,
    },
  }))
  await inBatches(db, 'diaries', months)
}

async function inBatches(db: Db, collection: string, writes: Parameters<ReturnType<Db['collection']>['bulkWrite']>[0]) {
  for (let at = 0; at < writes.length; at += BATCH) {
    await db.collection(collection).bulkWrite(writes.slice(at, at + BATCH), { ordered: false })
  }
}

/** Versions for services and clients, and the one main card of each phone, so that a new visit joins it. */
async function completeCards(db: Db, business: Business, services: readonly Service[]): Promise<void> {
  const unversioned = { version: { $exists: false } }
  await inBatches(
    db,
    'services',
    services.map(({ id }, order) => ({
      updateOne: {
        filter: { _id: toObjectId(id), ...unversioned },
        update: { $set: { version: 1, order, needsPerson: true } },
      },
    })),
  )
  const owner = { businessId: toObjectId(business.id) }
  const cards: Document[] = await db
    .collection('clients')
    .find(owner, { projection: { phone: 1, phoneKey: 1 } })
    .sort({ _id: 1 })
    .toArray()
  const taken = new Set(cards.map(({ phoneKey }) => phoneKey))
  const keyed = cards.flatMap(({ _id, phone, phoneKey }) => {
    const key = phoneKey || typeof phone !== 'string' ? null : parsePhone(phone)
    if (!key || taken.has(key)) return []
    taken.add(key)
    return [{ updateOne: { filter: { _id, ...owner }, update: { $set: { phoneKey: key } } } }]
  })
  await inBatches(db, 'clients', keyed)
  await db.collection('clients').updateMany({ ...owner, ...unversioned }, { $set: { version: 1 } })
}
