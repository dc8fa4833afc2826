// A server dies without a word in the middle of bookings, holds, confirmations, moves and cancellations.

import { type Deaths, noDeaths, survive } from './crash/load.ts'
import { type Drill, type Drilling, doctorClean, none } from './drill.ts'

const SIZES = { small: { deaths: 2, errands: 32 }, long: { deaths: 50, errands: 32 } } as const

export const serverCrash: Drill = {
  name: 'R5',
  title: 'kill -9 of a server under bookings, holds, confirmations, moves and cancellations',
  async run(drilling) {
    const { world, size } = drilling
    const { deaths, errands } = SIZES[size]
    const sum = noDeaths()
    for (let death = 0; death < deaths; death += 1) {
      const [victim] = world.servers
      if (!victim) throw new Error('no server')
      await survive(drilling, world, sum, errands, {
        kill: victim.kill,
        mend: () => giveUpAbandoned(drilling),
        before: 0,
        after: 1,
      })
      world.servers[0] = await world.startServer()
      world.log(`R5: death ${death + 1} of ${deaths}, ${sum.answered} answered so far`)
    }
    tell(drilling, `kill -9 of a server × ${deaths}, ${errands} errands each`, sum)
    await doctorClean(drilling, 'at the end')
  },
}

/** What a dead server left open holds its documents for a minute; where the engine is ours to command, not even that. */
export async function giveUpAbandoned({ world }: Drilling): Promise<void> {
  if (world.place.isOurs) await world.place.database.db.admin().command({ killAllSessions: [] })
}

export function tell({ figure, remark }: Drilling, what: string, sum: Deaths): void {
  const { answered, unanswered, lost, changed, wrong, doubled, holds, halves } = sum
  figure({ what, value: `${answered} requests answered, ${unanswered} left without an answer` })
  figure({ what: `${what}: left without an answer`, value: unanswered, must: '≥ 1', held: unanswered > 0 })
  figure(none(`${what}: answered and not stored (lost)`, lost.length))
  figure(none(`${what}: half states right after (doctor)`, halves.length))
  figure(none(`${what}: asked again, another answer`, changed))
  figure(none(`${what}: asked again, not as it had to end`, wrong))
  figure(none(`${what}: doubled`, doubled))
  figure(none(`${what}: holds left`, holds))
  for (const one of [...lost, ...halves].slice(0, 8)) remark(one)
}
