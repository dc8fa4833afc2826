// Two businesses with everything an id can name, canaries in what is private to each, and somebody in every role.

import { createHash, randomUUID } from 'node:crypto'
import { BSON, type Document, type Filter } from 'mongodb'
import type { UserId } from '#kernel/ids.ts'
import { cartOf } from '#modules/appointments/index.ts'
import type { Right } from '#platform/http/rights.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import type { App } from '../../src/main/app.ts'
import type { Place } from '../world/place.ts'
import { openSalon, type Salon, serving, startAt } from '../world/salon.ts'
import { PICTURE } from './requests.ts'

export type Side = 'home' | 'other'

export interface Tenant {
  salon: Salon
  /** Booked with the member who has an account. */
  visitId: string
  colleagueVisitId: string
  token: string
  /** Of somebody who waits in its live queue. */
  placeToken: string
  staffId: string
  /** In the gallery: there to be removed. */
  photoId: string
  /** Open: there to be taken back. */
  invitationId: string
  /** Name of the logo, which stays. */
  logo: string
  /** Kept for the role "client". */
  holdId: string
  /** Of a client whose card is a canary. */
  phone: string
  /** Texts that only people of this business may ever be shown. */
  canaries: string[]
}

export interface Role {
  name: string
  cookie: string | undefined
  home: Side | null
  right: Right | null
  email: string
  userId: string
}

export interface Tenants {
  home: Tenant
  other: Tenant
  roles: Role[]
}

export const PASSWORD = 'a password for drills'

export async function openTenants(app: App): Promise<Tenants> {
  const home = await openTenant(app, 'home', '+77017770001')
  const other = await openTenant(app, 'other', '+77017770002')
  const roles: Role[] = [
    { name: 'guest', cookie: undefined, home: null, right: null, email: 'nobody@drill.example', userId: '' },
    await signedIn(app, 'client', null, null, 'client'),
    await member(app, home, 'specialist'),
    await member(app, home, 'reception'),
    await member(app, home, 'manager'),
    await member(app, home, 'owner'),
    await signedIn(app, 'admin', null, null, 'admin'),
    { ...(await member(app, other, 'owner')), name: 'owner of another business', home: 'other' },
  ]
  const tenants = { home: home.tenant, other: other.tenant, roles }
  await hungAnew(app, tenants)
  await invitedAnew(app, tenants)
  await heldAnew(app, tenants)
  return tenants
}

interface Opened {
  tenant: Tenant
  side: Side
  specialist: { email: string; userId: string }
}

async function openTenant(app: App, side: Side, phone: string): Promise<Opened> {
  const salon = await openSalon(app, { name: `Tenant ${side}`, people: 1, durations: [30] })
  const email = `specialist-${side}@drill.example`
  const user = await app.accounts.createUser({ name: 'Specialist', email, role: 'client', password: PASSWORD })
  const staffId = await salon.addMember('Specialist', user.id, 'specialist', serving(salon))
  const name = `Canary Name ${side} qzx`
  const notes = `canary note ${side} qzx`
  const book = (staff: string, minutes: number) =>
    app.appointments.book(
      salon.businessId,
      {
        cart: cartOf(salon.services[0]?.id ?? ('' as never), staff as never),
        startTime: startAt(0, minutes),
        name,
        phone,
        notes,
        locale: 'kk',
        source: 'site',
      },
      { kind: 'guest', device: null },
      `canary-${side}-${minutes}`,
    )
  const own = await book(staffId, 0)
  const colleagues = await book(salon.people[0] ?? '', 60)
  const canaries = [name, notes, phone.slice(-10)]
  const token = app.appointments.linkTo(own)
  const visits = { visitId: own.id, colleagueVisitId: colleagues.id, token, placeToken: await inQueue(app, salon) }
  const photos = { photoId: '', invitationId: '', logo: (await hang(app, salon, 'logo')).url.slice('/photos/'.length) }
  const tenant: Tenant = { salon, ...visits, ...photos, staffId, phone, canaries, holdId: '' }
  return { tenant, side, specialist: { email, userId: user.id } }
}

async function inQueue({ queue }: App, { businessId, owner }: Salon): Promise<string> {
  await queue.switch(businessId, { isOn: true, byDoor: true, version: 0 }, owner)
  const wish = { services: [], staffId: null, how: 'desk', locale: 'kk' } as const
  return queue.linkTo(await queue.join(businessId, wish, owner, randomUUID()))
}

const hang = ({ photos }: App, { businessId, owner }: Salon, kind: 'logo' | 'gallery') =>
  photos.add({ owner: { businessId }, place: { kind }, bytes: PICTURE }, owner, randomUUID())

/** A picture in each gallery again: some endpoints remove the one they were asked with. */
export async function hungAnew(app: App, { home, other }: Tenants): Promise<void> {
  for (const tenant of [home, other]) {
    const { gallery } = await app.photos.shownBy(tenant.salon.businessId, 'kk')
    tenant.photoId = (gallery[0] ?? (await hang(app, tenant.salon, 'gallery'))).id
  }
}

/** An open invitation of each again. */
export async function invitedAnew(app: App, { home, other }: Tenants): Promise<void> {
  for (const tenant of [home, other]) {
    const { businessId, owner } = tenant.salon
    const [open] = await app.invitations.open(businessId)
    const invited = { email: `${randomUUID()}@drill.example`, right: 'reception' } as const
    const from = { origin: 'http://localhost', locale: 'kk' } as const
    const made =
      open ?? (await app.invitations.invite(businessId, invited, { ...owner, right: 'owner' }, randomUUID(), from))
    tenant.invitationId = made.id
  }
}

const HOLDER = 'client'
let held = 0

/** Time kept in each again: some endpoints give it back, or let it go for another. */
export async function heldAnew(app: App, { home, other, roles }: Tenants): Promise<void> {
  const holder = roles.find(({ name }) => name === HOLDER)?.userId ?? ''
  const actor = { kind: 'user', userId: holder as UserId, isAdmin: false } as const
  for (const tenant of [home, other]) {
    const { businessId, services, people } = tenant.salon
    held += 1
    const cart = cartOf(services[0]?.id ?? ('' as never), people[0] ?? null)
    const startTime = startAt(20 + Math.floor(held / 40), (held % 40) * 30)
    tenant.holdId = (await app.appointments.hold(businessId, { cart, startTime }, actor, randomUUID())).id
  }
}

/** Whether the held time is this role's. */
export const isHolder = ({ name }: Role): boolean => name === HOLDER

async function member(app: App, { tenant, side, specialist }: Opened, right: Right): Promise<Role> {
  if (right === 'specialist') return session(app, right, side, right, specialist.email, specialist.userId)
  const email = `${right}-${side}@drill.example`
  const user = await app.accounts.createUser({ name: right, email, role: 'client', password: PASSWORD })
  await tenant.salon.addMember(right, user.id, right, { isActive: false })
  return session(app, right, side, right, email, user.id)
}

async function signedIn(app: App, name: string, home: null, right: null, role: 'client' | 'admin'): Promise<Role> {
  const email = `${name}@drill.example`
  const { id } = await app.accounts.createUser({ name, email, role, password: PASSWORD })
  return session(app, name, home, right, email, id)
}

async function session(
  app: App,
  name: string,
  home: Side | null,
  right: Right | null,
  email: string,
  userId: string,
): Promise<Role> {
  return { name, cookie: await cookieOf(app, email), home, right, email, userId }
}

const cookieOf = async (app: App, email: string): Promise<string> =>
  `session=${(await app.accounts.signIn(email, PASSWORD, `drill-${email}`)).token}`

/** Signs in again whose session is gone: some endpoints end the one they were asked with. */
export const signedInAnew = (app: App, roles: readonly Role[]): Promise<Role[]> =>
  Promise.all(
    roles.map(async (role) => {
      const token = role.cookie?.slice('session='.length)
      if (!token || (await app.accounts.whoIs(token))) return role
      return { ...role, cookie: await cookieOf(app, role.email) }
    }),
  )

// Sessions remember when they were used, attempts are counted, whatever the answer.
const ALWAYS_WRITTEN = ['sessions', 'loginAttempts']
/** What a guest has typed so far is kept for himself, whatever becomes of it. */
const OWN_NOTES = ['drafts']

/** A hash a collection of all that is stored, or of one business's documents. */
export async function fingerprint({ database }: Place, businessId?: string): Promise<Map<string, string>> {
  const { db } = database
  const filter: Filter<Document> = businessId ? { businessId: toObjectId(businessId) } : {}
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name)
  const left = [...ALWAYS_WRITTEN, ...(businessId ? [] : OWN_NOTES)]
  const hashes = new Map<string, string>()
  for (const name of names.filter((one) => !left.includes(one)).sort()) {
    const hash = createHash('sha256')
    for (const document of await db.collection(name).find(filter).sort({ _id: 1 }).toArray())
      hash.update(BSON.serialize(document))
    hashes.set(name, hash.digest('hex'))
  }
  return hashes
}

/** Collections that differ. */
export const writtenBetween = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...after.keys()].filter((name) => before.get(name) !== after.get(name))
