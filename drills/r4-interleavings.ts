// Two servers whose commands to the database are let through one by one, in orders that fast-check makes up: nothing is
// lost, nobody is at two places, and a visit has as many events as versions, whoever comes between whom.

import fc from 'fast-check'
import type { ObjectId } from 'mongodb'
import { Refusal } from '#kernel/errors.ts'
import { claimFromDocument, diaryWordsOf } from '#modules/diaries/index.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import { type App, createApp } from '../src/main/app.ts'
import { storageOf } from '../src/main/storage-config.ts'
import { type Drill, doctorClean, none } from './drill.ts'
import { type Act, type Arena, SCENES, type Scene } from './interleave/scenes.ts'
import { inSteps, type Steps } from './interleave/steps.ts'
import { openFloor } from './occupancy/floor.ts'
import { startAt } from './world/salon.ts'
import type { World } from './world/world.ts'

const RUNS = { small: 6, long: 150 } as const
const MINUTE_MS = 60_000
const LATER_MINUTES = 400 * 24 * 60
const SLOTS_A_DAY = 20

export const interleavings: Drill = {
  name: 'R4',
  title: "orders of two servers' commands, by fast-check's scheduler",
  async run(drilling) {
    const { world, size, figure, remark } = drilling
    const floor = await openFloor(world.app, 'Interleaved', 1)
    const past = appOn(world, world.place.database, -20)
    const slots = slotsOf()
    for (const scene of SCENES) {
      const stage = stageOf(world, scene)
      const orders = new Set<string>()
      const outcomes: Record<string, number> = {}
      const seed = drilling.random.int(2 ** 31)
      const details = await fc.check(
        fc.asyncProperty(fc.scheduler(), async (scheduler) => {
          const arena = { floor, past, app: world.app, random: drilling.random, starts: slots() }
          const { order, outcome } = await play(world, stage, scene, arena, scheduler)
          orders.add(order)
          outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
        }),
        { numRuns: RUNS[size], seed, endOnFailure: true },
      )
      figure({ what: `${scene.name}: orders`, value: `${orders.size}, granted ${tellOutcomes(outcomes)}` })
      figure(none(`${scene.name}: orders in which something did not hold`, details.failed ? 1 : 0))
      if (details.failed)
        remark(`${scene.name}, seed ${seed}, path ${details.counterexamplePath}: ${details.errorInstance}`)
      world.log(`R4: ${scene.name}, ${orders.size} orders`)
    }
    await doctorClean(drilling, 'at the end')
  },
}

const tellOutcomes = (outcomes: Record<string, number>): string =>
  Object.entries(outcomes)
    .sort()
    .map(([granted, times]) => `${granted} in ${times}`)
    .join(', ')

function appOn({ place, secret }: World, database: World['place']['database'], minutes: number): App {
  const clock = { now: () => new Date(Date.now() + minutes * MINUTE_MS) }
  return createApp({ database, secret, clock, files: storageOf({ home: place.folder, s3: null }) })
}

interface Stage {
  steps: Steps[]
  servers: App[]
}

/** Two servers: what queues within one process must not hide what two can do to each other. */
function stageOf(world: World, { isLater = false }: Scene): Stage {
  const steps = ['A', 'B'].map((who) => inSteps(world.place.database, who))
  return { steps, servers: steps.map(({ database }) => appOn(world, database, isLater ? LATER_MINUTES : 0)) }
}

/** Three starts an hour apart, others each time. */
function slotsOf(): () => Arena['starts'] {
  let next = 0
  const slot = () => startAt(4 + Math.floor(next / SLOTS_A_DAY), 60 * (next++ % SLOTS_A_DAY))
  return () => [slot(), slot(), slot()]
}

async function play(world: World, stage: Stage, scene: Scene, arena: Arena, scheduler: fc.Scheduler) {
  const acts = await scene.prepare(arena)
  const order: string[] = []
  const turn = (label: string, command: () => Promise<unknown>) => {
    void scheduler.scheduleFunction(async () => {
      order.push(label)
      await command()
    })()
  }
  for (const one of stage.steps) one.by(turn)
  try {
    const settled = await scheduler.waitFor(Promise.all(acts.map((act, i) => outcomeOf(act, stage.servers[i % 2]))))
    const granted = settled.filter((one) => one === 'granted').length
    const isBusy = settled.includes('busy')
    if (!isBusy && !scene.may.includes(granted)) throw new Error(`${granted} granted: ${settled.join(', ')}`)
    await inspect(world, arena)
    return { order: order.join('\n'), outcome: isBusy ? 'busy' : String(granted) }
  } finally {
    for (const one of stage.steps) one.by(null)
  }
}

/** @throws what is neither an answer nor a refusal */
async function outcomeOf(act: Act, server: App | undefined): Promise<string> {
  if (!server) throw new Error('no server')
  try {
    return (await act(server)) === null ? 'nothing' : 'granted'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.kind === 'busy' ? 'busy' : error.code
  }
}

interface Diary {
  _id: string
  words: number[]
}

interface Visit {
  _id: ObjectId
  status: string
  version?: number
  claims: Parameters<typeof claimFromDocument>[0][]
}

/** As many events as versions; nobody at two places but by an override; and the diaries know of every claim. */
async function inspect({ place: { database } }: World, { floor, starts }: Arena): Promise<void> {
  const businessId = toObjectId(floor.salon.businessId)
  const there = { businessId, startTime: { $gte: starts[0], $lte: starts[2] } }
  const visits = await database.db.collection<Visit>('appointments').find(there).toArray()
  for (const { _id, version = 1 } of visits) {
    const events = await database.db.collection('events').find({ businessId, 'subject.id': _id }).toArray()
    const told = events.map((event) => Number(event.version)).sort((a, b) => a - b)
    if (told.length !== version || told.some((one, i) => one !== i + 1))
      throw new Error(`a visit of version ${version} has events of ${told.join()}`)
  }
  const blocks = await database.db
    .collection<Pick<Visit, 'claims'>>('blocks')
    .find({ businessId, from: { $gte: starts[0], $lte: starts[2] } })
    .toArray()
  const live = [...visits.filter(({ status }) => status === 'scheduled' || status === 'completed'), ...blocks]
  const all = live.flatMap((owner) => owner.claims)
  for (const { diary, words } of all.map(claimFromDocument).flatMap(diaryWordsOf)) {
    const found = await database.db.collection<Diary>('diaries').findOne({ businessId, _id: diary })
    if (words.some(({ at, mask }) => ((found?.words[at] ?? 0) & mask) !== mask)) throw new Error(`free in ${diary}`)
  }
  const claims = all.filter(({ override }) => !override)
  for (const [i, a] of claims.entries())
    for (const b of claims.slice(i + 1))
      if (a.subject === b.subject && a.from < b.until && b.from < a.until)
        throw new Error(`two at ${a.from.toISOString()}`)
}
