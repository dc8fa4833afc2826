import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { BenchReport, Quartiles } from '../../../bench/bench.ts'
import { benchW1, benchW2 } from '../../../bench/w1-engine.ts'
import { benchW3 } from '../../../bench/w3-free-times.ts'
import { benchW4 } from '../../../bench/w4-history.ts'
import { type BenchOptions, benchW5 } from '../../../bench/w5-book.ts'
import { benchW6 } from '../../../bench/w6-calendar.ts'
import { benchW11 } from '../../../bench/w11-http.ts'
import { benchW12 } from '../../../bench/w12-page.ts'
import { benchW14 } from '../../../bench/w14-search.ts'
import { openPlace, type Place } from '../../../drills/world/place.ts'
import { type CommandContext, UsageError } from '../command.ts'

type Workload = (place: Place, options: BenchOptions) => Promise<BenchReport>

const WORKLOADS: Readonly<Record<string, Workload>> = {
  ...{ W1: benchW1, W2: benchW2, W3: benchW3, W4: benchW4 },
  ...{ W5: benchW5, W6: benchW6, W11: benchW11, W12: benchW12, W14: benchW14 },
}

/** Workloads beside a peer and a limit in the same run: `bench [W5 W14 …] [--seed N]`. */
export async function run(args: string[], context: CommandContext): Promise<number> {
  const { names, seed } = optionsOf(args)
  const reports: BenchReport[] = []
  let engine = ''
  for (const name of names) {
    const place = await openPlace({ kind: 'bench', serverUri: context.config.mongodbUri, log: context.log })
    engine = place.engine
    try {
      const report = await WORKLOADS[name]?.(place, { seed, log: context.log })
      if (report) {
        reports.push(report)
        tell(context, report)
      }
    } finally {
      await place.close()
    }
  }
  context.out(`\nEngine: ${engine}. Seed: ${seed}.`)
  await context.json({ date: new Date().toISOString(), engine, workloads: reports })
  return reports.some(({ exact }) => exact.some(({ what, verdict }) => what === 'overlaps' && verdict === 'missed'))
    ? 1
    : 0
}

const show = ({ lower, median, upper }: Quartiles): string =>
  `${median.toFixed(2)} (${lower.toFixed(2)}–${upper.toFixed(2)})`

function tell({ out }: CommandContext, { name, title, quadruples, seconds, judged, exact, told }: BenchReport): void {
  out(`\n${name}: ${title} (${quadruples} quadruples, ${seconds} s)`)
  for (const { what, ratio, band, bound, kind, verdict } of judged) {
    const goal = `${kind === 'atMost' ? '≤' : '≥'} ${bound}`
    out(`  ${verdict.padEnd(9)}  ${what}: ${show(ratio)}, goal ${goal}; the peer against itself ${show(band)}`)
  }
  for (const { what, value, goal, verdict } of exact) out(`  ${verdict.padEnd(9)}  ${what}: ${value}, goal ${goal}`)
  for (const line of told) out(`             ${line}`)
}

function optionsOf(args: string[]): { names: string[]; seed: number } {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { seed: { type: 'string' } } })
    const unknown = positionals.filter((name) => !Object.hasOwn(WORKLOADS, name))
    if (unknown.length > 0) throw new Error(`no such workload: ${unknown.join(', ')}`)
    const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
    if (!Number.isSafeInteger(seed)) throw new Error('--seed wants a whole number')
    return { names: positionals.length > 0 ? positionals : Object.keys(WORKLOADS), seed }
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown arguments'
    throw new UsageError(`${reason}\nWorkloads: ${Object.keys(WORKLOADS).join(', ')}`)
  }
}
