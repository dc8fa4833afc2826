import type { Drill, DrillReport, Figure, Size } from './drill.ts'
import { oracle } from './oracle.ts'
import { races } from './r1-races.ts'
import { occupancy } from './r2-occupancy.ts'
import { interleavings } from './r4-interleavings.ts'
import { serverCrash } from './r5-server-crash.ts'
import { databaseCrash } from './r6-database-crash.ts'
import { network } from './r7-network.ts'
import { idempotency } from './r9-idempotency.ts'
import { outbox } from './r11-outbox.ts'
import { rights } from './r12-rights.ts'
import { abuse } from './r14-abuse.ts'
import { clocks } from './r16-clocks.ts'

import { createRandom } from './world/random.ts'
import type { World } from './world/world.ts'

export const drills: readonly Drill[] = [
  races,
  occupancy,
  interleavings,
  serverCrash,
  databaseCrash,
  network,
  idempotency,
  outbox,
  rights,
  abuse,
  clocks,
  oracle,
]

const REMARKS = 20

export async function runDrill(
  drill: Drill,
  world: World,
  { size, seed }: { size: Size; seed: number },
): Promise<DrillReport> {
  const began = performance.now()
  const figures: Figure[] = []
  const remarks: string[] = []
  const remark = (text: string) => {
    if (remarks.length < REMARKS) remarks.push(text)
  }
  await drill.run({ world, size, random: createRandom(seed), figure: (one) => figures.push(one), remark })
  for (const server of world.servers) for (const failure of server.failures()) remark(`server: ${failure}`)
  const held = figures.every((figure) => figure.held !== false)
  const seconds = Math.round((performance.now() - began) / 100) / 10
  return { name: drill.name, title: drill.title, size, seed, seconds, held, figures, remarks }
}
