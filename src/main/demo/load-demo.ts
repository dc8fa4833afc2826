// Invariant: the demo goes only into a database that nobody has used, and through the product's own use cases.

import { randomInt } from 'node:crypto'
import type { Db } from 'mongodb'
import type { UserId } from '#kernel/ids.ts'
import { localDateAt, toMinute } from '#kernel/time.ts'
import type { DemoSignIn } from '../product.ts'
import { type CatalogueBusiness, catalogue } from './catalogue.ts'
import type { DemoApp, Log } from './demo-app.ts'
import type { DemoClock } from './demo-clock.ts'
import { liveThrough } from './live-through.ts'
import { type Crew, type OpenedCity, openOne } from './open-city.ts'
import { inventPeople } from './people.ts'
import { randomFrom } from './random.ts'
import { severalAtOnce } from './several-at-once.ts'
import { thinkOut } from './wishes.ts'

export { demoClock } from './demo-clock.ts'

export interface DemoSize {
  businesses: number
  pastDays: number
  comingDays: number
  /** At most; where a day is full, fewer. */
  visits: number
}

const WHOLE_CITY: DemoSize = { businesses: 24, pastDays: 28, comingDays: 14, visits: 1000 }
/** For tests: the barber and the salon, a week. */
export const ONE_STREET: DemoSize = { businesses: 2, pastDays: 4, comingDays: 3, visits: 40 }

export interface LoadDemo {
  db: Db
  /** Composed with this very clock. */
  app: DemoApp
  clock: DemoClock
  now: Date
  /** The same seed and day give the same city. */
  seed: string
  log: Log
  size?: DemoSize
}

export interface LoadedDemo {
  signIns: DemoSignIn[]
  businesses: number
  visits: number
}

/** @throws when the database holds anything of anybody */
export async function loadDemo({ db, app, clock, now, seed, log, size = WHOLE_CITY }: LoadDemo): Promise<LoadedDemo> {
  if (!(await isUnused(db))) throw new Error('The demo is loaded into an empty database only; this one is in use.')
  const sources = catalogue.businesses.slice(0, size.businesses)
  const today = localDateAt(toMinute(now), catalogue.timeZone)
  clock.set(new Date(now.getTime() - (size.pastDays + 30) * 86_400_000))

  const { crew, signIns } = await makeAccounts(app, sources)
  const businesses: OpenedCity[] = []
  await severalAtOnce([...sources.entries()], async ([at, source]) => {
    businesses[at] = await openOne(app, catalogue, source, crew, randomFrom(`${seed}/${source.slug}/owner`))
    log(`Demo: ${Object.keys(businesses).length} of ${sources.length} businesses`)
  })
  const span = { today, pastDays: size.pastDays, comingDays: size.comingDays }
  const people = inventPeople(catalogue, randomFrom(`${seed}/people`), Math.ceil(size.visits / 3))
  const wishes = thinkOut(businesses, span, size.visits, seed)
  const visits = await liveThrough({ app, clock, now, zone: catalogue.timeZone, span, people, wishes, log })
  return { signIns, businesses: businesses.length, visits }
}

async function isUnused(db: Db): Promise<boolean> {
  const ofPeople = ['users', 'businesses', 'services', 'clients', 'appointments', 'clientNotes', 'payments']
  const found = await Promise.all(ofPeople.map((name) => db.collection(name).findOne({}, { projection: { _id: 1 } })))
  return found.every((document) => document === null)
}

/** Letters that nobody confuses when he types them from a screen. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
const newPassword = (): string => Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('')

const mailOf = ({ slug }: CatalogueBusiness, who?: string): string => `${who ? `${who}.` : ''}${slug}@example.kz`

/** A few accounts can sign in, with passwords of this installation; the other owners have accounts without one. */
async function makeAccounts(app: DemoApp, sources: readonly CatalogueBusiness[]) {
  const signIns: DemoSignIn[] = []
  const withPassword = async (who: string, email: string, name: string, role: 'admin' | 'business' | 'client') => {
    const password = newPassword()
    const { id } = await app.accounts.createUser({ name, email, password, role })
    signIns.push({ who, email, password })
    return id
  }
  const nameOf = ({ name, mainLanguage }: CatalogueBusiness) => name[mainLanguage] ?? ''
  await withPassword('admin', 'admin@example.kz', 'Admin', 'admin')
  const [first, second] = sources
  const owners = new Map<CatalogueBusiness, UserId>()
  for (const source of sources.slice(0, 2)) {
    const id = await withPassword(`owner, ${source.slug}`, mailOf(source), nameOf(source), 'client')
    owners.set(source, id)
  }
  const desk =
    second && (await withPassword(`reception, ${second.slug}`, mailOf(second, 'reception'), nameOf(second), 'client'))
  const master = first?.staff[0]
  const specialist =
    first && master
      ? await withPassword(`specialist, ${first.slug}`, mailOf(first, master.key), String(master.name), 'client')
      : null
  const crew: Crew = {
    ownerOf: async (source) =>
      owners.get(source) ??
      (await app.accounts.createUser({ name: nameOf(source), email: mailOf(source), role: 'client' })).id,
    accountOf: (source, person) => (source === first && person === master ? specialist : null),
    receptionistOf: (source) => (source === second ? (desk ?? null) : null),
  }
  return { crew, signIns }
}
