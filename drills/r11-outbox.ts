// Workers killed between the handling of an event and its mark, events that no listener can digest, one that hangs:
// nothing is lost, nothing overtakes, and the others flow.

import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ObjectId } from 'mongodb'
import { createEvents } from '#platform/events/events.store.ts'
import { toId } from '#platform/mongo/collection.ts'
import { type Drill, type Drilling, exactly, none } from './drill.ts'
import { createEar, EAR, HANGS_MS, HEARD, type Heard } from './world/ear.ts'

const SIZES = {
  small: { subjects: 40, versions: 4, deadly: 2, poison: 3 },
  long: { subjects: 400, versions: 10, deadly: 10, poison: 20 },
} as const

const WORKERS = 2
/** Groups that one worker handles at a time. */
const IN_FLIGHT = 16
const PATIENCE_MS = 240_000
const PROGRAM = resolve('drills/world/ear-worker.ts')

export const outbox: Drill = {
  name: 'R11',
  title: 'outbox: workers killed between handling and mark, poison, one that hangs',
  async run(drilling) {
    const { world, figure } = drilling
    const { db } = world.place.database
    const wished = await write(drilling)
    const stop = new AbortController()
    let deaths = 0
    const workers = Array.from({ length: WORKERS }, () => keepAlive(world.place.uri, stop.signal, () => (deaths += 1)))
    const began = performance.now()
    const waiting = () => db.collection('events').countDocuments({ pending: EAR })
    while ((await waiting()) > 0 && performance.now() - began < PATIENCE_MS) await pause(100)
    const seconds = (performance.now() - began) / 1000
    stop.abort()
    await Promise.all(workers)

    const heard = await db.collection<Heard>(HEARD).find().sort({ began: 1, _id: 1 }).toArray()
    const events = new Set(heard.map(({ event }) => event))
    figure({ what: 'events, and how long until none waited', value: `${wished.events}, ${seconds.toFixed(1)} s` })
    // One death may take two deadly events with it.
    figure({ what: 'workers that died between handling and mark', value: deaths, must: '≥ 1', held: deaths > 0 })
    figure(none('events that still wait', await waiting()))
    figure(none('lost: neither heard nor shelved', wished.events - wished.poison - events.size))
    figure(
      exactly('on the shelf', await db.collection('events').countDocuments({ 'dead.listener': EAR }), wished.poison),
    )
    const twice = heard.length - events.size
    const most = deaths * IN_FLIGHT
    figure({ what: 'heard twice', value: twice, must: `≤ ${most}, what the dead had in flight`, held: twice <= most })
    figure(none('heard before an earlier one of the subject', overtaking(heard)))
    figure(none('two of a subject handled at the same time', meetings(heard)))
    figure(flowing(heard))
    const told = (await world.doctor()).filter(({ code }) => code === 'event_shelved').length
    figure(exactly("events on the shelf in the doctor's words", told, wished.poison))
  },
}

/** Every subject changes several times; some changes are of the bad kinds. */
async function write({ world, size, random }: Drilling): Promise<{ events: number; poison: number }> {
  const { subjects, versions, deadly, poison } = SIZES[size]
  const { db, inTransaction } = world.place.database
  const ear = createEar(db)
  const { append } = createEvents(db, () => [ear])
  const kinds = [
    ...Array.from({ length: deadly }, () => 'drill.deadly'),
    ...Array.from({ length: poison }, () => 'drill.poison'),
    'drill.hang',
  ]
  const ids = Array.from({ length: subjects }, () => String(new ObjectId()))
  const businessId = toId<'business'>(new ObjectId())
  const bad = new Map(kinds.map((kind, i) => [i, { kind, version: 1 + random.int(versions) }]))
  for (let version = 1; version <= versions; version += 1) {
    await inTransaction(async (tx) => {
      for (const [i, id] of ids.entries()) {
        const special = bad.get(i)
        const type = special?.version === version ? special.kind : 'drill.changed'
        await append(
          { businessId, type, subject: { kind: 'drill', id }, version, actor: 'platform', at: new Date() },
          tx,
        )
      }
    })
  }
  return { events: subjects * versions, poison }
}

/** A worker, and another in its place whenever it dies, as a supervisor would. */
async function keepAlive(uri: string, stop: AbortSignal, died: () => void): Promise<void> {
  while (!stop.aborted) {
    const child = spawn(process.execPath, [PROGRAM, uri], { stdio: 'ignore' })
    const end = () => child.kill('SIGTERM')
    stop.addEventListener('abort', end, { once: true })
    const signal = await new Promise((exited) => child.once('exit', (_, how) => exited(how)))
    stop.removeEventListener('abort', end)
    if (signal === 'SIGKILL') died()
  }
}

const bySubject = (heard: readonly Heard[]) => Map.groupBy(heard, ({ subject }) => subject).values()

/** How many were heard for the first time after a later one of their subject. */
const overtaking = (heard: readonly Heard[]): number =>
  [...bySubject(heard)].reduce((sum, of) => {
    const first = [...new Map(of.toReversed().map((one) => [one.event, one])).values()]
    const versions = first.sort((a, b) => a.began.getTime() - b.began.getTime()).map(({ version }) => version)
    return sum + versions.filter((version, i) => version < (versions[i - 1] ?? 0)).length
  }, 0)

const meetings = (heard: readonly Heard[]): number =>
  [...bySubject(heard)].reduce((sum, of) => {
    const ended = of.filter((one) => one.ended !== undefined)
    return sum + ended.filter((one, i) => one.began < (ended[i - 1]?.ended ?? one.began)).length
  }, 0)

function flowing(heard: readonly Heard[]) {
  const hung = heard.find(({ began, ended }) => ended && ended.getTime() - began.getTime() >= HANGS_MS)
  const meanwhile = heard.filter(({ began }) => hung?.ended && began > hung.began && began < hung.ended).length
  return { what: 'heard while one handling hung', value: meanwhile, must: '≥ 1', held: meanwhile > 0 }
}
