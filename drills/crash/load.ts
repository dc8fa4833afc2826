// The same round for whatever dies: a load, a death in its middle, what was answered looked up, all of it asked again.

import { setTimeout as pause } from 'node:timers/promises'
import type { Drilling } from '../drill.ts'
import type { Reply } from '../world/ask.ts'
import { createDesk } from '../world/desk.ts'
import { openSalon } from '../world/salon.ts'
import type { World } from '../world/world.ts'
import { changedBetween, endOf, errandsIn, lostOf, runAll } from './errands.ts'

export interface Deaths {
  deaths: number
  answered: number
  unanswered: number
  lost: string[]
  changed: number
  wrong: number
  doubled: number
  holds: number
  halves: string[]
}

export const noDeaths = (): Deaths => ({
  ...{ deaths: 0, answered: 0, unanswered: 0, lost: [], changed: 0, wrong: 0, doubled: 0, holds: 0, halves: [] },
})

export interface Death {
  /** Ends it without a warning. */
  kill(): Promise<void>
  /** Brings back what the survivors need. */
  mend(): Promise<void>
  /** Numbers of the servers asked before and after. */
  before: number
  after: number
}

const PATIENCE_MS = 90_000
const GONE: Reply = { status: 0, headers: {}, body: '', ms: 0 }

/** Sends until there is an answer that is not "come back later". */
export async function insist(ask: () => Promise<Reply>): Promise<Reply> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await pause(250)) {
    const reply = await ask()
    if ((reply.status !== 503 && reply.status !== 0) || Date.now() > deadline) return reply
  }
}

export async function survive(
  drilling: Drilling,
  world: World,
  sum: Deaths,
  count: number,
  { kill, mend, before, after }: Death,
): Promise<void> {
  const salon = await openSalon(world.app, { name: `Crash ${sum.deaths}`, people: 4, durations: [30] })
  const place = { desk: createDesk(world, salon.businessId), salon }
  const errands = errandsIn(drilling, salon, count)
  const killAfter = 1 + drilling.random.int(Math.floor(count * 1.5))
  let dead: Promise<void> | null = null
  let answers = 0
  const first = await runAll(
    place,
    errands,
    async (ask) => {
      if (dead) return GONE
      const reply = await ask()
      if (reply.status > 0 && reply.status < 500) answers += 1
      else sum.unanswered += 1
      if (answers >= killAfter) dead ??= kill()
      return reply
    },
    before,
  )
  await (dead ?? kill())
  await mend()
  sum.deaths += 1
  sum.answered += answers
  sum.lost.push(...(await lostOf(world, salon, errands, first)))
  sum.halves.push(...(await world.doctor()).map(({ code, subject }) => `${code} ${subject}`))
  const second = await runAll(place, errands, insist, after, first)
  const { wrong, doubled, holds } = await endOf(world, salon, errands)
  sum.changed += changedBetween(errands, first, second)
  sum.wrong += wrong
  sum.doubled += doubled
  sum.holds += holds
}
