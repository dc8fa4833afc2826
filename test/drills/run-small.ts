import { inject, onTestFinished } from 'vitest'
import type { Drill, DrillReport } from '../../drills/drill.ts'
import { runDrill } from '../../drills/index.ts'
import { openWorld } from '../../drills/world/world.ts'

const SEED = 20_261_122

/** @returns what did not hold, in words; nothing of it may be there */
export async function notHeld(drill: Drill, { ownServer = false } = {}): Promise<string[]> {
  const log = () => undefined
  const world = await openWorld({ serverUri: ownServer ? null : inject('databaseUri'), log })
  onTestFinished(() => world.close()) // also when the test ran out of time
  return told(await runDrill(drill, world, { size: 'small', seed: SEED }))
}

const told = ({ held, figures, remarks }: DrillReport): string[] =>
  held
    ? []
    : [
        ...figures
          .filter((one) => one.held === false)
          .map(({ what, value, must }) => `${what}: ${value}, must be ${must}`),
        ...remarks,
      ]
