import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { DrillReport } from '../../../drills/drill.ts'
import { drills, runDrill } from '../../../drills/index.ts'
import { openWorld } from '../../../drills/world/world.ts'
import { type CommandContext, UsageError } from '../command.ts'

/** Faults and attacks against servers and a database of the run's own: `drill [R1 …] [--long] [--seed N]`. */
export async function run(args: string[], context: CommandContext): Promise<number> {
  const { names, long, seed } = optionsOf(args)
  const wanted = names.length > 0 ? drills.filter(({ name }) => names.includes(name)) : drills
  const reports: DrillReport[] = []
  let engine = ''
  for (const drill of wanted) {
    const world = await openWorld({ serverUri: context.config.mongodbUri, log: context.log })
    engine = world.place.engine
    try {
      context.log(`${drill.name}: ${drill.title}`)
      const report = await runDrill(drill, world, { size: long ? 'long' : 'small', seed })
      reports.push(report)
      tell(context, report)
    } finally {
      await world.close()
    }
  }
  const held = reports.every((report) => report.held)
  context.out(`\nEngine: ${engine}. Seed: ${seed}. ${held ? 'All of it held.' : 'NOT all of it held.'}`)
  await context.json({ date: new Date().toISOString(), engine, held, drills: reports })
  return held ? 0 : 1
}

function tell({ out }: CommandContext, { name, title, held, seconds, figures, remarks }: DrillReport): void {
  out(`\n${name} ${held ? 'held' : 'NOT HELD'} (${seconds} s): ${title}`)
  const width = Math.max(...figures.map(({ what }) => what.length))
  for (const { what, value, must, held: isHeld } of figures) {
    const mark = isHeld === undefined ? ' ' : isHeld ? '✓' : '✗'
    out(`  ${mark} ${what.padEnd(width)}  ${value}${must && !isHeld ? `, must be ${must}` : ''}`)
  }
  for (const remark of remarks) out(`    ${remark}`)
}

function optionsOf(args: string[]): { names: string[]; long: boolean; seed: number } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { long: { type: 'boolean', default: false }, seed: { type: 'string' } },
    })
    const unknown = positionals.filter((name) => !drills.some((drill) => drill.name === name))
    if (unknown.length > 0) throw new Error(`no such drill: ${unknown.join(', ')}`)
    const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
    if (!Number.isSafeInteger(seed)) throw new Error('--seed wants a whole number')
    return { names: positionals, long: values.long, seed }
  } catch (error) {
    const known = drills.map(({ name, title }) => `  ${name.padEnd(4)} ${title}`).join('\n')
    throw new UsageError(`${error instanceof Error ? error.message : 'unknown arguments'}\nDrills:\n${known}`)
  }
}
