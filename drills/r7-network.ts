// The wire between a server and its database fails under load, in every way that a wire can. Nothing is done twice,
// nobody waits for ever, and the server says of itself that it cannot work, until it can.

import { setTimeout as pause } from 'node:timers/promises'
import { changedBetween, endOf, errandsIn, lostOf, runAll } from './crash/errands.ts'
import { insist } from './crash/load.ts'
import { type Drill, type Drilling, doctorClean, none } from './drill.ts'
import { giveUpAbandoned } from './r5-server-crash.ts'
import { openWire, type Weather, type Wire } from './wire/proxy.ts'
import { ask, type Reply } from './world/ask.ts'
import { createDesk } from './world/desk.ts'
import { openSalon } from './world/salon.ts'
import { type ServerProcess, startServer } from './world/servers.ts'

interface Storm {
  weather: Exclude<Weather, 'fair'>
  /** The server must say that it is not ready; where it may still work, it may say so. */
  isSeen: boolean
}

const STORMS: readonly Storm[] = [
  { weather: 'reset', isSeen: true },
  { weather: 'cut', isSeen: true },
  { weather: 'slow', isSeen: false },
  { weather: 'still', isSeen: true },
  { weather: 'half-open', isSeen: true },
  { weather: 'deaf', isSeen: true },
]

const SIZES = {
  small: { rounds: 1, errands: 16, lasts: 2_500, storms: ['reset', 'slow', 'deaf'] },
  long: { rounds: 3, errands: 32, lasts: 8_000, storms: STORMS.map(({ weather }) => weather) },
} as const

/** In which every request must end, by an answer or by the end of its connection. */
const DEADLINE_MS = 30_000
const LOOK_EVERY_MS = 100

export const network: Drill = {
  name: 'R7',
  title: 'the wire between server and database: reset, cut, slow, still, half-open, deaf, under bookings with keys',
  async run(drilling) {
    const { world, size } = drilling
    const { hosts } = world.place.database.client.options
    const [{ host = '', port = 0 } = {}] = hosts
    if (hosts.length !== 1 || !host || !port) {
      drilling.figure({ what: 'NOT RUN', value: 'a database of several hosts tells its clients past the wire' })
      return
    }
    const wire = await openWire(host, port)
    const uri = world.place.uri.replace(/^(mongodb:\/\/(?:[^@/]*@)?)[^/]*/, `$1127.0.0.1:${wire.port}`)
    const server = await startServer({ ...world.place, uri }, world.secret)
    world.servers.push(server) // its log is looked through, and it is stopped with the others
    try {
      const { rounds, storms } = SIZES[size]
      const sums = STORMS.filter(({ weather }) => storms.some((one) => one === weather)).map((storm) => ({
        ...storm,
        ...nothingYet(),
      }))
      for (let round = 0; round < rounds; round += 1) {
        for (const sum of sums) await weathered(drilling, { wire, server, sum, round })
        world.log(`R7: round ${round + 1} of ${rounds}`)
      }
      for (const sum of sums) tell(drilling, sum)
      await doctorClean(drilling, 'at the end')
    } finally {
      wire.set('fair')
      await server.stop()
      await wire.close()
    }
  },
}

const nothingYet = () => ({
  ...{ asked: 0, answered: 0, busy: 0, broken: 0, late: 0, slowest: 0 },
  ...{ lost: [] as string[], changed: 0, wrong: 0, doubled: 0, holds: 0, unfit: 0 },
  ...{ flips: 0, storms: 0, recovered: [] as number[] },
})

type Sum = Storm & ReturnType<typeof nothingYet>

interface Weathering {
  wire: Wire
  server: ServerProcess
  sum: Sum
  round: number
}

async function weathered(drilling: Drilling, { wire, server, sum, round }: Weathering): Promise<void> {
  const { world, size, random } = drilling
  const { errands: count, lasts } = SIZES[size]
  const name = `Wire ${sum.weather} ${round}`
  const salon = await openSalon(world.app, { name, people: 4, durations: [30] })
  const port = () => server.port
  const place = { desk: createDesk({ app: world.app, port }, salon.businessId), salon }
  const errands = errandsIn(drilling, salon, count)
  const stormAfter = 1 + random.int(Math.floor(count / 2))
  let storm: ReturnType<typeof blow> | null = null
  let answers = 0
  const first = await runAll(
    place,
    errands,
    async (ask) => {
      const reply = await ask()
      note(sum, reply)
      answers += 1
      if (answers >= stormAfter) storm ??= blow(wire, server, sum.weather, lasts)
      return reply
    },
    0,
  )
  const { hasFlipped, recoveredMs } = await (storm ?? blow(wire, server, sum.weather, lasts))
  sum.storms += 1
  if (hasFlipped) sum.flips += 1
  sum.recovered.push(recoveredMs)
  await giveUpAbandoned(drilling)
  sum.lost.push(...(await lostOf(world, salon, errands, first)))
  const second = await runAll(place, errands, insist, 0, first)
  const { wrong, doubled, holds } = await endOf(world, salon, errands)
  sum.changed += changedBetween(errands, first, second)
  sum.wrong += wrong
  sum.doubled += doubled
  sum.holds += holds
}

function note(sum: Sum, { status, ms }: Reply): void {
  sum.asked += 1
  sum.slowest = Math.max(sum.slowest, ms)
  if (ms >= DEADLINE_MS) sum.late += 1
  else if (status === 0) sum.broken += 1
  else if (status === 503) sum.busy += 1
  else if (status >= 500) sum.unfit += 1
  else sum.answered += 1
}

/** The bad weather, and what the server says of itself meanwhile. */
async function blow(wire: Wire, server: ServerProcess, weather: Weather, lasts: number) {
  const isReady = async () => (await ask(server.port, { method: 'GET', path: '/readyz', fresh: true })).status === 200
  wire.set(weather)
  let hasFlipped = false
  for (const end = Date.now() + lasts; Date.now() < end; await pause(LOOK_EVERY_MS)) hasFlipped ||= !(await isReady())
  wire.set('fair')
  const healed = Date.now()
  while (!(await isReady()) && Date.now() - healed < 2 * DEADLINE_MS) await pause(LOOK_EVERY_MS)
  return { hasFlipped, recoveredMs: Date.now() - healed }
}

function tell({ figure, remark }: Drilling, sum: Sum): void {
  const { weather, isSeen, storms, flips, asked, answered, busy, broken, recovered } = sum
  const [most, slowest] = [Math.max(...recovered), sum.slowest]
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  figure({
    what: `${weather} × ${storms}`,
    value: `${asked} requests: ${answered} answered, ${busy} told to come back (503), ${broken} without an answer; slowest ${seconds(slowest)}`,
  })
  figure(none(`${weather}: longer than ${DEADLINE_MS / 1000} s`, sum.late))
  figure(none(`${weather}: another 5xx than 503`, sum.unfit))
  const what = `${weather}: storms in which /readyz said so`
  figure({ what, value: flips, ...(isSeen ? { must: `${storms}`, held: flips === storms } : {}) })
  figure({
    what: `${weather}: ready again after`,
    value: seconds(most),
    must: `< ${DEADLINE_MS / 1000} s`,
    held: most < DEADLINE_MS,
  })
  figure(none(`${weather}: answered and not stored (lost)`, sum.lost.length))
  figure(none(`${weather}: asked again, another answer`, sum.changed))
  figure(none(`${weather}: asked again, not as it had to end`, sum.wrong))
  figure(none(`${weather}: doubled`, sum.doubled))
  figure(none(`${weather}: holds left`, sum.holds))
  for (const one of sum.lost.slice(0, 8)) remark(one)
}
