// The database dies without a word under load and is started again on the same data. What it answered for must be there;
// without its flush at each commit it must not be, or the drill sees nothing.

import { noDeaths, survive } from './crash/load.ts'
import { type Drill, type Drilling, none } from './drill.ts'
import { tell } from './r5-server-crash.ts'
import { openWorld, type World } from './world/world.ts'

const SIZES = {
  small: { deaths: 1, errands: 24, controls: 0 },
  long: { deaths: 20, errands: 96, controls: 10 },
} as const

export const databaseCrash: Drill = {
  name: 'R6',
  title: 'kill -9 of the database under load, started again on the same data',
  async run(drilling) {
    const { world, size, figure, remark } = drilling
    if (!world.place.isOurs) {
      figure({ what: 'NOT RUN', value: 'the database server is not ours to kill' })
      remark('R6 was NOT RUN: it kills the database, so it wants one that it started itself, without MONGODB_URI')
      return
    }
    const { deaths, errands, controls } = SIZES[size]
    const sum = await crashes(drilling, world, deaths, errands)
    tell(drilling, `kill -9 of the database × ${deaths}, ${errands} errands each`, sum)
    figure(none("doctor's findings at the end", (await world.doctor()).length))
    if (controls > 0) await control(drilling, controls, errands)
  },
}

async function crashes(drilling: Drilling, world: World, deaths: number, errands: number) {
  const sum = noDeaths()
  for (let death = 0; death < deaths; death += 1) {
    await survive(drilling, world, sum, errands, {
      kill: world.place.killDatabase,
      mend: () => world.ready(),
      before: death,
      after: death + 1,
    })
    world.log(`R6: death ${death + 1} of ${deaths}, ${sum.lost.length} lost`)
  }
  return sum
}

/** The same without the flush: until something is lost. */
async function control(drilling: Drilling, tries: number, errands: number): Promise<void> {
  const { world, figure } = drilling
  const careless = await openWorld({ serverUri: null, log: world.log, durable: false })
  try {
    let [lost, deaths] = [0, 0]
    for (; deaths < tries && lost === 0; deaths += 1) {
      const sum = noDeaths()
      // What is lost may leave anything behind: only the first death of the data tells.
      await survive(drilling, careless, sum, errands, {
        kill: careless.place.killDatabase,
        mend: () => careless.ready(),
        before: deaths,
        after: deaths + 1,
      }).catch(() => undefined)
      lost += sum.lost.length
    }
    const what = `control, without a flush at commit: answered and lost after ${deaths} deaths`
    figure({ what, value: lost > 0 ? lost : '0: the drill is blind on this engine', must: '≥ 1', held: lost > 0 })
  } finally {
    await careless.close()
  }
}
