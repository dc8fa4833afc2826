// What is free, by definition and as slowly as it takes: minute by minute, every way to serve a cart tried. It shares
// no code with the engine. Beside the definitions of presence.ts:
// - Durations, buffers and claims are widened to whole 5 minutes. The client waits in steps of 5 minutes, at most
//   `maxWait` beyond what one person needs between two services (the first one's time after, the next one's before).
// - While it lasts and in the service's time before it, whoever serves is at work and nobody else has him. In the time
//   after it nobody else has him, and it is neither break nor time off; he need not be at work any more. The same for a
//   unit of the resource, which has no breaks. Where nobody serves, the place's own hours and breaks count.
// - The place's buffer counts like the service's time after, if longer, but ends where the same visit needs the same
//   person or unit next.
// - Of a service with variants a line takes what its variant takes; with none chosen, time for the longest of them and
//   the lowest price. A person's own values count variant by variant, and no others. A variant unknown is not served.
// - In parallel all services begin at the start; otherwise one after another in the order of the cart.
// - Held time is free from the minute at which the hold expires. What the asker has himself is not in his way.

import type { StaffId } from '#kernel/ids.ts'
import type { LocalDate, Minute } from '#kernel/time.ts'
import type { CartLine } from '#modules/appointments/cart.ts'
import type { Claim, OwnTerms, PlanService, ServiceVariant } from '#modules/diaries/index.ts'
import { isOnGrid, type Minutes, type OracleDay, presenceIn } from './presence.ts'
import type { OracleWorld } from './world.ts'
import { instantAt, later, wallOf, weekdayOf } from './zone-clock.ts'

export interface Server {
  line: CartLine
  service: PlanService
  staffId: StaffId | null
  /** All in minutes, widened. */
  before: number
  length: number
  after: number
  buffer: number
  price: number
  /** Units of which it needs one; null: it needs none. */
  units: string[] | null
}

export interface Done {
  server: Server
  start: Minute
  unit: string | null
}

const DAYS_BEFORE = 5
const DAYS_AFTER = 20
const MAX_WAIT = 15

const widened = (minutes: number): number => Math.ceil(minutes / 5) * 5

/** Of what the line could turn out to be; nothing where the service has no variants. */
function longest(could: readonly ServiceVariant[], { variants = {} }: OwnTerms): number | undefined {
  let most: number | undefined
  for (const { key, duration } of could) {
    const minutes = variants[key]?.duration ?? duration
    if (most === undefined || minutes > most) most = minutes
  }
  return most
}

function lowest(could: readonly ServiceVariant[], { variants = {} }: OwnTerms): number | undefined {
  let least: number | undefined
  for (const { key, price } of could) {
    const tenge = variants[key]?.price ?? price
    if (least === undefined || tenge < least) least = tenge
  }
  return least
}

export function createOracle(world: OracleWorld) {
  const { plan, cart, now } = world
  const { zone, rules } = plan
  const presence = presenceIn(plan, later(world.from, -DAYS_BEFORE), DAYS_BEFORE + DAYS_AFTER)
  const busy = busyIn(world, presence.minutes)
  const isBusy = (subject: string, minute: Minute): boolean => busy.get(subject)?.has(minute) === true

  /** Nobody and nothing to serve the line: null. */
  const serversOf = (line: CartLine): Server[] | null => {
    const service = plan.services[line.serviceId]
    if (!rules.isActive || !service?.isActive) return null
    const units = service.resource ? unitsOf(world, service.resource) : null
    if (units?.length === 0) return null
    const ways = service.variants ?? []
    const could = ways.filter(({ key }) => line.variant === undefined || line.variant === key)
    if (line.variant !== undefined && could.length === 0) return null
    const server = (staffId: StaffId | null, own: OwnTerms = {}): Server => ({
      ...{ line, service, staffId, units },
      before: widened(service.before),
      length: widened(longest(could, own) ?? own.duration ?? service.duration),
      after: widened(service.after),
      buffer: widened(Math.max(service.after, rules.buffer)),
      price: lowest(could, own) ?? own.price ?? service.price,
    })
    if (!service.needsPerson) return line.staffId ? null : [server(null)]
    const inOrder = Object.entries(plan.people).toSorted(([, a], [, b]) => a.order - b.order)
    const able = inOrder.flatMap(([id, person]) => {
      const own = person.services[line.serviceId]
      const isWanted = line.staffId ? id === line.staffId : !line.gender || person.gender === line.gender
      return person.isActive && own && isWanted ? [server(id as StaffId, own)] : []
    })
    return able.length > 0 ? able : null
  }

  const subjectOf = ({ staffId }: Server): string | null => (staffId ? `staff:${staffId}` : null)

  /** Neither break nor time off. */
  const isClean = ({ staffId }: Server, minute: Minute): boolean => {
    const { pause, off } = presence.of(staffId)
    return !pause.has(minute) && !off.has(minute)
  }

  const isAllowedBy = (server: Server, start: Minute): boolean => isInWindow(server, start) && !isStopped(server, start)

  const isInWindow = ({ service }: Server, start: Minute): boolean => {
    const { date } = wallOf(start, zone)
    return (
      !service.startWindows ||
      service.startWindows.some(({ day = weekdayOf(date), from, to }) => {
        const isThatDay = day === weekdayOf(date)
        return isThatDay && instantAt(date, from, zone) <= start && start <= instantAt(date, to, zone)
      })
    )
  }

  const isStopped = ({ service, staffId }: Server, start: Minute): boolean => {
    const person = staffId ? plan.people[staffId] : undefined
    const { date } = wallOf(start, zone)
    return [rules.phoneOnlyUntil, service.stoppedUntil, person?.stoppedUntil].some((last) => last && date <= last)
  }

  /** The line by itself, without the place's buffer. */
  const canServe = (server: Server, unit: string | null, start: Minute): boolean => {
    const { before, length, after } = server
    const subject = subjectOf(server)
    const { works } = presence.of(server.staffId)
    if (!isAllowedBy(server, start)) return false
    for (let minute = start - before; minute < start + length + after; minute += 1) {
      if (minute < start + length ? !works(minute) : !isClean(server, minute)) return false
      if ((subject && isBusy(subject, minute)) || (unit && isBusy(unit, minute))) return false
    }
    return true
  }

  const lines = cart.lines.map(serversOf)
  const lastDate = later(wallOf(now, zone).date, rules.horizon)
  const steps = Math.floor((rules.maxWait ?? MAX_WAIT) / 5)
  const known = new Map<string, boolean>()

  function* waysOn(done: Done[], start: Minute, options: readonly Server[][]): Generator<Done[]> {
    if (done.length === options.length) {
      if (done.every((one) => isParted(one, done))) yield done
      return
    }
    const previous = cart.prefer === 'parallel' ? undefined : done.at(-1)
    for (const server of options[done.length] ?? []) {
      for (const unit of server.units ?? [null]) {
        for (let step = 0; step <= (previous ? steps : 0); step += 1) {
          const at = (previous ? endOf(previous) + between(previous.server, server) : start) + step * 5
          const key = `${done.length} ${server.staffId} ${unit} ${at} ${server.line.serviceId}`
          const can = known.get(key) ?? canServe(server, unit, at)
          known.set(key, can)
          const one = { server, start: at, unit }
          if (can && !done.some((other) => collide(one, other))) yield* waysOn([...done, one], start, options)
        }
      }
    }
  }

  const spansOf = ({ server, start, unit }: Done) =>
    [subjectOf(server), unit].flatMap((subject) =>
      subject ? [{ subject, from: start - server.before, until: start + server.length + server.after }] : [],
    )

  const collide = (one: Done, other: Done): boolean =>
    spansOf(one).some((a) =>
      spansOf(other).some((b) => a.subject === b.subject && a.from < b.until && b.from < a.until),
    )

  /** The whole claims of a line, the place's buffer included. */
  const claimsOf = (one: Done, done: readonly Done[]): Claim[] =>
    spansOf(one).map(({ subject, from, until }) => {
      const own = done.flatMap(spansOf).filter((span) => span.subject === subject && span.from >= until)
      const end = one.start + one.server.length + one.server.buffer
      return { subject, from, until: Math.min(end, ...own.map((span) => span.from)) }
    })

  const isParted = (one: Done, done: readonly Done[]): boolean => {
    const after = one.start + one.server.length
    return claimsOf(one, done).every(({ subject, until }) => {
      const isServer = subject === (subjectOf(one.server) ?? one.unit)
      for (let minute = after; minute < until; minute += 1)
        if (isBusy(subject, minute) || (isServer && !isClean(one.server, minute))) return false
      return true
    })
  }

  const ways = (start: Minute, named?: readonly (StaffId | null)[]): Generator<Done[]> | Done[][] => {
    const options = cart.lines.map((line, i) => (named ? serversOf({ ...line, staffId: named[i] ?? null }) : lines[i]))
    return options.every((line) => !!line) ? waysOn([], start, options as Server[][]) : []
  }

  const never = (start: Minute): string | null => {
    if (start < now) return 'in_the_past'
    if (start < now + rules.leadTime) return 'too_soon'
    const date = presence.dayOf(start)?.date ?? wallOf(start, zone).date
    if (date > lastDate) return 'too_far'
    return isOnGrid(start, plan) ? null : 'off_grid'
  }

  const isFree = (start: Minute, named?: readonly (StaffId | null)[]): boolean => {
    if (never(start)) return false
    for (const _ of ways(start, named)) return true
    return false
  }

  const freeStarts = (date: LocalDate): Minute[] => {
    const day = presence.day(date)
    const starts: Minute[] = []
    for (let minute = day?.from ?? 0; minute < (day?.until ?? 0); minute += 1)
      if (isOnGrid(minute, plan) && isFree(minute)) starts.push(minute)
    return starts
  }

  const loads = new Map<string, number>()

  /** Cells of the business day that somebody has the person for. */
  const loadOf = (staffId: StaffId, { date, from, until }: OracleDay): number => {
    const key = `${staffId} ${date}`
    let load = loads.get(key)
    if (load !== undefined) return load
    load = 0
    for (let cell = Math.floor(from / 5); cell < Math.floor(until / 5); cell += 1)
      if (isBusy(`staff:${staffId}`, cell * 5)) load += 1
    loads.set(key, load)
    return load
  }

  return {
    world,
    loadOf,
    presence,
    lines,
    isBusy,
    isClean,
    isInWindow,
    isStopped,
    canServe,
    claimsOf,
    ways,
    never,
    isFree,
    freeStarts,
  }
}

export type Oracle = ReturnType<typeof createOracle>

export const endOf = ({ start, server }: Done): Minute => start + server.length

export const between = (one: Server, next: Server): number =>
  one.staffId !== null && one.staffId === next.staffId ? one.after + next.before : 0

function unitsOf({ plan }: OracleWorld, need: NonNullable<PlanService['resource']>): string[] {
  return Object.entries(plan.resources).flatMap(([id, { isActive, kind, units }]) => {
    const fits = 'resourceId' in need ? id === need.resourceId : kind === need.kind
    return isActive && fits ? Array.from({ length: units }, (_, i) => `resource:${id}-${i + 1}`) : []
  })
}

/** Every subject's minutes that somebody else has. */
function busyIn({ booked, held, own, now }: OracleWorld, minutes: () => Minutes): Map<string, Minutes> {
  const busy = new Map<string, Minutes>()
  const live = [...booked, ...held.filter(({ expiresAt }) => now < expiresAt).map(({ claim }) => claim)]
  for (const { subject, from, until } of live.filter((claim) => !own.includes(claim))) {
    const taken = busy.get(subject) ?? minutes()
    taken.mark(Math.floor(from / 5) * 5, widened(until))
    busy.set(subject, taken)
  }
  return busy
}
