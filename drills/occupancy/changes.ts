// A change that makes a free time unfree, in the middle of bookings, holds and moves: who was there before it stays, and
// nobody comes after it. Who was there before it is counted by the change itself, in its own transaction.

import type { LocationId } from '#kernel/ids.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { type App, createApp } from '../../src/main/app.ts'
import { storageOf } from '../../src/main/storage-config.ts'
import type { Drilling } from '../drill.ts'
import { inParallel, type Reply } from '../world/ask.ts'
import { bookedIn, createDesk, createPatience, heldIn, isFailure, line, newGuest } from '../world/desk.ts'
import { startAt } from '../world/salon.ts'
import type { World } from '../world/world.ts'
import { linesOf, type Owner } from './count.ts'
import { type Floor, openFloor } from './floor.ts'

const LANES = 12
const NEAR = 2
/** Days ahead at which nobody has ever booked: its month has no diary yet. */
const FAR = 70
const CLOSED = { isOpen: false, openTime: '00:00', closeTime: '23:00', breaks: [] }

interface Case {
  floor: Floor
  date: string
  from: Date
  until: Date
}

interface Change {
  name: string
  day: number
  make(app: App, one: Case): Promise<unknown>
  /** The visit could not be booked after the change. */
  isAgainst(visit: Owner, one: Case): boolean
}

const close = (app: App, { floor: { salon }, date }: Case) =>
  app.locations.setException(salon.businessId, salon.locationId as LocationId, { ...CLOSED, date }, 1, salon.owner)
const isThatDay = ({ wall }: Owner, { date }: Case): boolean => wall?.date === date
const byFirst = (visit: Owner, { floor }: Case): boolean =>
  linesOf(visit).some(({ staffId }) => String(staffId) === floor.people[0])
const ofFirst = (visit: Owner, { floor }: Case): boolean =>
  linesOf(visit).some(({ serviceId }) => String(serviceId) === floor.plain[0])
const [first, service] = [
  ({ floor }: Case) => floor.people[0] ?? ('' as never),
  ({ floor }: Case) => floor.plain[0] ?? ('' as never),
]
const of = ({ floor }: Case) => ({ businessId: floor.salon.businessId, owner: floor.salon.owner })

const CHANGES: readonly Change[] = [
  { name: 'a day closed', day: NEAR, make: close, isAgainst: isThatDay },
  { name: 'a day closed in a month without a diary', day: FAR, make: close, isAgainst: isThatDay },
  {
    name: 'time off',
    day: NEAR,
    make: (app, one) =>
      app.staff.addTimeOff(
        of(one).businessId,
        first(one),
        { from: one.from, until: one.until, kind: 'sick' },
        1,
        of(one).owner,
      ),
    isAgainst: (visit, { floor, from, until }) =>
      linesOf(visit).some(
        ({ staffId, startTime, endTime }) => String(staffId) === floor.people[0] && startTime < until && from < endTime,
      ),
  },
  {
    name: 'a day off in a month without a diary',
    day: FAR,
    make: (app, one) => app.staff.setDay(of(one).businessId, first(one), one.date, [], 1, of(one).owner),
    isAgainst: (visit, one) => isThatDay(visit, one) && byFirst(visit, one),
  },
  {
    name: 'a skill taken away',
    day: NEAR,
    make: (app, one) => app.staff.setSkills(of(one).businessId, first(one), [], 1, of(one).owner),
    isAgainst: byFirst,
  },
  {
    name: 'a person deactivated',
    day: NEAR,
    make: (app, one) => app.staff.setActive(of(one).businessId, first(one), false, 1, of(one).owner),
    isAgainst: byFirst,
  },
  {
    name: 'a service archived',
    day: NEAR,
    make: (app, one) => app.services.archive(of(one).businessId, service(one), 1, of(one).owner),
    isAgainst: ofFirst,
  },
  {
    name: "a business's online booking stopped",
    day: NEAR,
    make: (app, one) =>
      app.businesses.stopOnline(of(one).businessId, { until: one.date, reason: '' }, 1, of(one).owner),
    isAgainst: isThatDay,
  },
  {
    name: "a person's online booking stopped",
    day: NEAR,
    make: (app, one) =>
      app.staff.stopOnline(of(one).businessId, first(one), { until: one.date, reason: '' }, 1, of(one).owner),
    isAgainst: (visit, one) => isThatDay(visit, one) && byFirst(visit, one),
  },
  {
    name: "a service's online booking stopped",
    day: NEAR,
    make: (app, one) =>
      app.services.stopOnline(of(one).businessId, service(one), { until: one.date, reason: '' }, 1, of(one).owner),
    isAgainst: (visit, one) => isThatDay(visit, one) && ofFirst(visit, one),
  },
  {
    name: 'the business deactivated',
    day: NEAR,
    make: (app, one) => app.businesses.setActive(of(one).businessId, false, 1, of(one).owner),
    isAgainst: () => true,
  },
  {
    name: 'two of three machines gone',
    day: NEAR,
    make: (app, one) => app.resources.change(of(one).businessId, one.floor.machines, { units: 1 }, 1, of(one).owner),
    isAgainst: ({ claims }, { floor }) =>
      claims.some(({ subject }) => subject.startsWith(`resource:${floor.machines}-`) && !subject.endsWith('-1')),
  },
]

export interface Raced {
  cases: number
  before: number
  refused: number
  late: string[]
  cameBack: number
  failures: number
  floors: Floor[]
}

export async function changes(drilling: Drilling, rounds: number): Promise<Raced> {
  const sum: Raced = { cases: 0, before: 0, refused: 0, late: [], cameBack: 0, failures: 0, floors: [] }
  for (let round = 0; round < rounds; round += 1) {
    for (const change of CHANGES) {
      const floor = await openFloor(drilling.world.app, `${change.name} ${round}`)
      const raced = await race(drilling, floor, change)
      sum.cases += 1
      sum.before += raced.before
      sum.refused += raced.replies.filter(({ status }) => status >= 400 && status < 500).length
      sum.cameBack += raced.cameBack
      sum.failures += raced.replies.filter(isFailure).length
      sum.late.push(...raced.late.map((visit) => `${change.name}, round ${round}: ${visit}`))
      sum.floors.push(floor)
    }
    drilling.world.log(`R2: changes, round ${round + 1} of ${rounds}`)
  }
  return sum
}

async function race(drilling: Drilling, floor: Floor, change: Change) {
  const { world, random } = drilling
  const { send, cameBack } = createPatience()
  const desk = createDesk(world, floor.salon.businessId, send)
  const start = () => startAt(change.day, 15 * random.int(36))
  const noon = startAt(change.day, 0)
  const one: Case = {
    floor,
    date: new Date(noon.getTime() + 12 * 3_600_000).toISOString().slice(0, 10),
    from: startAt(change.day, 120),
    until: startAt(change.day, 480),
  }
  const services = [...floor.plain.slice(0, 1), ...floor.plain.slice(0, 1), floor.onMachine]
  const lines = () => {
    const isNamed = random.int(2) === 0
    return [line(services[random.int(services.length)] ?? floor.onMachine, isNamed ? first(one) : null)]
  }
  const wish = () => ({ lines: lines(), start: start() })
  // Far from the races, to be moved into them; and held, to be confirmed in them.
  const movable = await inParallel(Array.from({ length: 8 }), LANES, (_, i) =>
    desk.book(i, newGuest(), { lines: lines(), start: startAt(NEAR + 2, 60 * i) }, random.key()),
  )
  const isNewMonth = change.day === FAR
  const held = await inParallel(Array.from({ length: isNewMonth ? 0 : 8 }, wish), LANES, async (wanted, i) => {
    const guest = newGuest()
    return { guest, wanted, reply: await desk.hold(i, guest, wanted, random.key()) }
  })
  const acts = random.shuffled([
    ...Array.from({ length: 14 }, () => (server: number) => desk.book(server, newGuest(), wish(), random.key())),
    ...Array.from({ length: 5 }, () => (server: number) => desk.hold(server, newGuest(), wish(), random.key())),
    ...movable
      .filter(({ status }) => status === 201)
      .map(bookedIn)
      .map(
        ({ token, version }) =>
          (server: number) =>
            desk.move(server, token, version, start()),
      ),
    ...held
      .filter(({ reply }) => reply.status === 201)
      .map(
        ({ guest, wanted, reply }) =>
          (server: number) =>
            desk.book(server, guest, { ...wanted, holdId: heldIn(reply) }, random.key()),
      ),
  ])
  const { app, seen } = watching(world, floor, (visit) => change.isAgainst(visit, one))
  const changeAfter = random.int(Math.ceil(acts.length * 0.7))
  let answers = 0
  let changed: Promise<unknown> | null = null
  const replies: Reply[] = await inParallel(acts, LANES, async (act, i) => {
    const reply = await act(i)
    answers += 1
    if (answers >= changeAfter) changed ??= change.make(app, one)
    return reply
  })
  await changed
  const last = await inParallel(Array.from({ length: 6 }, wish), LANES, (wanted, i) =>
    desk.book(i, newGuest(), wanted, random.key()),
  )
  const against = (await visitsOf(world, floor)).filter((visit) => change.isAgainst(visit, one))
  const late = against.map(named).filter((visit) => !seen().has(visit))
  return { replies: [...replies, ...last], before: seen().size, late, cameBack: cameBack() }
}

const named = ({ _id, startTime }: Owner): string => `${_id} at ${startTime.toISOString()}`

const visitsOf = ({ place }: World, { salon }: Floor, tx?: Tx): Promise<Owner[]> =>
  place.database.db
    .collection<Owner>('appointments')
    .find({ businessId: toObjectId(salon.businessId), status: 'scheduled' }, tx ? { session: tx } : {})
    .toArray()

/** The product on a database that notes, at the end of each transaction, the visits that it finds. */
function watching(world: World, floor: Floor, isAgainst: (visit: Owner) => boolean) {
  const { database, folder } = world.place
  let seen = new Set<string>()
  const inTransaction: typeof database.inTransaction = (work) =>
    database.inTransaction(async (tx) => {
      const result = await work(tx)
      seen = new Set((await visitsOf(world, floor, tx)).filter(isAgainst).map(named))
      return result
    })
  const app = createApp({
    database: { ...database, inTransaction },
    secret: world.secret,
    files: storageOf({ home: folder, s3: null }),
  })
  return { app, seen: () => seen }
}
