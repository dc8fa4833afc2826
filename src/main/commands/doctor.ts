import { parseArgs } from 'node:util'
import type { Check, Finding } from '#platform/doctor/check.ts'
import { inspect } from '#platform/mongo/inspect.ts'
import { createApp } from '../app.ts'
import { collections } from '../collections.ts'
import { type CommandContext, UsageError } from '../command.ts'
import { storageOf } from '../storage-config.ts'
import { tellServer } from './doctor-server.ts'

interface Report {
  clean: boolean
  checks: { name: string; findings: Finding[] }[]
  notes: string[]
}

const SHOWN = 10

/** Proves over the whole database that what is kept for speed agrees with its source. */
export async function run(args: string[], context: CommandContext): Promise<number> {
  const { repair, server } = optionsOf(args)
  if (server) return tellServer(context)
  const database = await context.database()
  const app = createApp({ database, secret: context.config.secret, files: storageOf(context.config) })
  const { differences, notes } = await inspect(database.db, collections)
  const schema: Check = {
    name: 'collections, validators, indexes',
    run: async () =>
      differences
        .filter((one) => one.kind !== 'documents' || one.count > 0)
        .map(({ kind, collection, ...rest }) => ({
          code: `schema_${kind}`,
          subject: collection,
          found: rest,
          expected: 'as defined: run `bin/platform migrate`',
          repaired: false,
        })),
  }
  const report: Report = { clean: true, checks: [], notes }
  for (const check of [schema, ...app.checks]) {
    const findings = await check.run({ repair })
    report.checks.push({ name: check.name, findings })
    tell(context, check.name, findings)
  }
  for (const note of notes) context.out(`note: ${note}`)
  report.clean = report.checks.every(({ findings }) => findings.every(({ repaired }) => repaired))
  context.out(
    report.clean ? 'The doctor finds nothing wrong.' : 'Not clean. What can be mended: bin/platform doctor --repair',
  )
  await context.json(report)
  return report.clean ? 0 : 1
}

function optionsOf(args: string[]): { repair: boolean; server: boolean } {
  const flag = { type: 'boolean', default: false } as const
  try {
    return parseArgs({ args, options: { repair: flag, server: flag } }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'unknown arguments')
  }
}

function tell({ out }: CommandContext, name: string, findings: readonly Finding[]): void {
  out(`${findings.length === 0 ? 'ok  ' : 'BAD '} ${name}${findings.length > 0 ? `: ${findings.length}` : ''}`)
  for (const { code, subject, found, expected, repaired } of findings.slice(0, SHOWN)) {
    out(
      `     ${code} ${subject}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}${repaired ? ' (mended)' : ''}`,
    )
  }
  if (findings.length > SHOWN) out(`     … and ${findings.length - SHOWN} more`)
}
