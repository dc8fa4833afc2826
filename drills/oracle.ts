// The engine beside a slow oracle that goes by definition, minute by minute (oracle/): which starts are free, for what
// cost, why others are not, and what is offered instead. A world is made from one number, which is told with what
// differs; `--seed` says with which numbers a run begins.

import { type Drill, type Drilling, none } from './drill.ts'
import { compare } from './oracle/compare.ts'
import { replay } from './oracle/replay.ts'
import { worldOf } from './oracle/world.ts'
import { openOwnServer } from './world/own-server.ts'

const SIZES = {
  small: { worlds: 150, replayed: 8 },
  long: { worlds: 50_000, replayed: 300 },
} as const

/** A line for whoever waits. */
const TOLD_EVERY = 1000

export const oracle: Drill = {
  name: 'oracle',
  title: 'the engine agrees with an oracle that walks minute by minute',
  async run(drilling) {
    const { worlds, replayed } = SIZES[drilling.size]
    const first = drilling.random.int(2 ** 30)
    await compareAll(drilling, first, worlds)
    await replayAll(drilling, first, replayed)
  },
}

async function compareAll({ world, figure, remark }: Drilling, first: number, count: number): Promise<void> {
  let [free, judged, differing] = [0, 0, 0]
  for (let seed = first; seed < first + count; seed += 1) {
    const compared = compare(worldOf(seed))
    free += compared.free
    judged += compared.judged
    if (compared.differences.length > 0) differing += 1
    for (const difference of compared.differences.slice(0, 2)) remark(`world ${seed}: ${difference}`)
    await new Promise(setImmediate) // connections that nobody serves for minutes are closed
    const done = seed - first + 1
    if (done % TOLD_EVERY === 0) world.log(`oracle: ${done} of ${count} worlds, ${differing} differ`)
  }
  figure({ what: 'worlds', value: `${count}, seeds ${first} to ${first + count - 1}` })
  figure({ what: 'free starts; starts judged one by one', value: `${free}; ${judged}` })
  figure(none('worlds in which engine and oracle differ', differing))
}

async function replayAll({ world, figure, remark }: Drilling, first: number, count: number): Promise<void> {
  const own = openOwnServer(world, worldOf(first).now)
  let [requests, differing] = [0, 0]
  for (let seed = first; seed < first + count; seed += 1) {
    const replayed = await replay(worldOf(seed), world, own)
    requests += replayed.requests
    if (replayed.differences.length > 0) differing += 1
    for (const difference of replayed.differences.slice(0, 2)) remark(`world ${seed} over HTTP: ${difference}`)
  }
  await own.server.close()
  figure({ what: 'worlds replayed over HTTP', value: `${count}, ${requests} requests` })
  figure(none('worlds in which HTTP and oracle differ', differing))
}
