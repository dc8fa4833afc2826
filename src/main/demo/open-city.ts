// Opens the city's businesses through the use cases that an owner uses.

import type { BusinessId, LocationId, ResourceId, ServiceId, StaffId, UserId } from '#kernel/ids.ts'
import { LOCALES, type Locale, type LocalizedText } from '#kernel/localized-text.ts'
import type { ResourceNeed } from '#modules/diaries/index.ts'
import type { OpenBusiness } from '#modules/onboarding/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Catalogue, CatalogueBusiness, CataloguePerson } from './catalogue.ts'
import type { DemoApp } from './demo-app.ts'
import { isBookable, needsPerson, peopleHere, resourcesHere, scheduleOf } from './expressible.ts'
import { pick, type Random } from './random.ts'

export interface OpenedCity {
  id: BusinessId
  source: CatalogueBusiness
  owner: Extract<Actor, { kind: 'user' }>
  bookable: { id: ServiceId; key: string }[]
  /** Whom each person serves, by staff id. */
  serves: Map<StaffId, 'all' | 'women' | 'men'>
}

/** Accounts made before: who owns a business, and who of its people can sign in. */
export interface Crew {
  ownerOf(business: CatalogueBusiness): Promise<UserId>
  accountOf(business: CatalogueBusiness, person: CataloguePerson): UserId | null
  receptionistOf(business: CatalogueBusiness): UserId | null
}

export async function openOne(
  app: DemoApp,
  { timeZone, clientNames }: Catalogue,
  source: CatalogueBusiness,
  crew: Crew,
  random: Random,
): Promise<OpenedCity> {
  const main = source.mainLanguage
  const someone = () => `${pick(random, clientNames[main].female)} ${pick(random, clientNames[main].familyStems)?.[1]}`
  const userId = await crew.ownerOf(source)
  const actor = { kind: 'user', userId, isAdmin: false } as const
  const page = pageOf(source, timeZone, { userId, name: someone() })
  const { business, location } = await app.onboarding.openBusiness(page, actor)
  const needs = await addResources(app, business.id, location.id, source, actor)
  const services = await addServices(app, business.id, source, needs, actor)
  const serves = await addPeople(app, business.id, source, services, crew, actor)
  const receptionist = crew.receptionistOf(source)
  if (receptionist) {
    const desk = { userId: receptionist, right: 'reception' as const, name: someone(), isActive: false, order: 99 }
    await app.staff.add(business.id, desk, actor)
  }
  // At a barber's people come without a booking and wait.
  if (source.category === 'barbershop') {
    await app.queue.switch(business.id, { isOn: true, byDoor: true, version: 0 }, actor)
  }
  const bookable = source.services
    .filter((service) => isBookable(source, service))
    .flatMap(({ key }) => {
      const id = services.get(key)
      return id ? [{ id, key }] : []
    })
  return { id: business.id, source, owner: actor, bookable, serves }
}

function pageOf(source: CatalogueBusiness, zone: string, owner: { userId: UserId; name: string }): OpenBusiness {
  const { address, contacts, geo, slug, category, features, kaspiQrLink, servedDistricts, mainLanguage: main } = source
  const { own: place, others: places } = inLanguages(
    { street: address.street, city: address.city, ...(address.landmark ? { landmark: address.landmark } : {}) },
    main,
  )
  const { own, others } = inLanguages({ name: source.name, description: source.description }, main)
  return {
    owner: { ...owner, serves: false },
    slug,
    profile: {
      ...{ name: own.name ?? slug, description: own.description ?? '', category, mainLocale: main },
      ...{ translations: merged(others, places), contacts, features, kaspiQrLink },
      socialMedia: source.socialMedia,
    },
    settings: source.settings,
    location: {
      ...{ name: own.name ?? slug, zone, phone: contacts.phone, geo, workingHours: source.workingHours },
      ...(servedDistricts ? { servedDistricts } : {}),
      address: { ...place, building: address.building, postalCode: address.postalCode },
      translations: merged(
        Object.fromEntries(Object.entries(others).map(([locale, texts]) => [locale, { name: texts?.name }])),
        places,
      ),
    },
  }
}

async function addResources(
  app: DemoApp,
  businessId: BusinessId,
  locationId: LocationId,
  source: CatalogueBusiness,
  actor: Actor,
): Promise<Map<string, ResourceNeed>> {
  const needs = new Map<string, ResourceNeed>()
  for (const [order, { key, name, kind, units }] of resourcesHere(source).entries()) {
    const { own, others } = inLanguages({ name }, source.mainLanguage)
    const added = { name: own.name ?? key, translations: others, kind, units, order }
    const { id }: { id: ResourceId } = await app.resources.add(businessId, locationId, added, actor)
    needs.set(key, { resourceId: id })
    if (!needs.has(kind)) needs.set(kind, { kind })
  }
  return needs
}

async function addServices(
  app: DemoApp,
  businessId: BusinessId,
  source: CatalogueBusiness,
  needs: ReadonlyMap<string, ResourceNeed>,
  actor: Actor,
): Promise<Map<string, ServiceId>> {
  const ids = new Map<string, ServiceId>()
  for (const [order, service] of source.services.entries()) {
    const { key, name, description, duration, price, priceFrom = false, category, bufferAfter = 0 } = service
    const { variants = [] } = service
    const { own, others } = inLanguages({ name, ...(description ? { description } : {}) }, source.mainLanguage)
    const { id } = await app.services.add(
      businessId,
      {
        ...{ name: own.name ?? key, description: own.description ?? '', translations: others },
        ...{ duration, price, priceFrom, category, after: bufferAfter, order },
        variants: variants.map(({ name, ...variant }) => {
          const texts = inLanguages({ name }, source.mainLanguage)
          return { ...variant, name: texts.own.name ?? variant.key, translations: texts.others }
        }),
        needsPerson: needsPerson(source, service),
        resource: (service.needs && needs.get(service.needs.resource)) ?? null,
        ...(service.atClient ? { place: 'client' as const } : {}),
        ...(service.object ? { object: service.object } : {}),
        startWindows: service.startWindow ? [service.startWindow] : [],
        isActive: isBookable(source, service),
      },
      actor,
    )
    ids.set(key, id)
  }
  return ids
}

async function addPeople(
  app: DemoApp,
  businessId: BusinessId,
  source: CatalogueBusiness,
  services: ReadonlyMap<string, ServiceId>,
  crew: Crew,
  actor: Actor,
): Promise<Map<StaffId, 'all' | 'women' | 'men'>> {
  const added = new Map<StaffId, 'all' | 'women' | 'men'>()
  for (const [at, person] of peopleHere(source).entries()) {
    const { name, title, own: terms = {}, serves = 'all', kaspiQrLink = null } = person
    const { own, others } = inLanguages({ ...(typeof name === 'string' ? {} : { name }), title }, source.mainLanguage)
    const userId = crew.accountOf(source, person)
    const { id } = await app.staff.add(
      businessId,
      {
        ...{ userId, right: userId ? ('specialist' as const) : null, serves, kaspiQrLink, order: at + 1 },
        // Whom the catalogue lets serve one sex only is of it.
        gender: serves === 'all' ? null : serves === 'women' ? ('woman' as const) : ('man' as const),
        ...{ name: typeof name === 'string' ? name : (own.name ?? person.key), title: own.title ?? '' },
        translations: others,
        services: person.services.flatMap((key) => {
          const serviceId = services.get(key)
          return serviceId ? [{ serviceId, ...terms[key] }] : []
        }),
        schedule: scheduleOf(person),
      },
      actor,
    )
    added.set(id, serves)
  }
  return added
}

type Texts<Field extends string> = Partial<Record<Field, string>>

/** The main language's texts are the document's own fields; the others stand beside them. */
function inLanguages<Field extends string>(
  texts: { [Name in Field]?: LocalizedText },
  main: Locale,
): { own: Texts<Field>; others: Partial<Record<Locale, Texts<Field>>> } {
  const inLocale = (locale: Locale) =>
    Object.fromEntries(
      Object.entries<LocalizedText | undefined>(texts).flatMap(([field, text]) =>
        text?.[locale] ? [[field, text[locale]]] : [],
      ),
    ) as Texts<Field>
  const others = LOCALES.filter((locale) => locale !== main)
    .map((locale) => [locale, inLocale(locale)] as const)
    .filter(([, found]) => Object.keys(found).length > 0)
  return { own: inLocale(main), others: Object.fromEntries(others) }
}

const merged = <A extends string, B extends string>(
  a: Partial<Record<Locale, Texts<A>>>,
  b: Partial<Record<Locale, Texts<B>>>,
): Partial<Record<Locale, Texts<A | B>>> =>
  Object.fromEntries(
    LOCALES.filter((locale) => a[locale] ?? b[locale]).map((locale) => [locale, { ...a[locale], ...b[locale] }]),
  )
