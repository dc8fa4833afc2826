import { writeFile } from 'node:fs/promises'
import { connect, type Database } from '#platform/mongo/connect.ts'
import { uriAt } from '#platform/server-process/launch-database.ts'
import { claimHome, ownerOf } from '#platform/server-process/run-file.ts'
import { type CommandContext, type CommandEntry, UsageError } from './command.ts'
import { readConfig } from './config.ts'
import { openDatabase } from './open-database.ts'
import { explain, say } from './say.ts'

const COMMANDS: Record<string, CommandEntry> = {
  admin: { summary: 'create: makes an account for a platform admin', load: () => import('./commands/admin.ts') },
  bench: {
    summary: 'W1 W3 …: measures workloads beside a peer, on a database of its own; --seed N',
    load: () => import('./commands/bench.ts'),
  },
  doctor: {
    summary: 'proves that diaries, figures and collections are right; --repair mends; --server tries the server',
    load: () => import('./commands/doctor.ts'),
  },
  drill: {
    summary: 'R1 …: faults and attacks against a database and servers of its own; --long, --seed N',
    load: () => import('./commands/drill.ts'),
  },
  migrate: {
    summary: 'makes collections, validators and indexes as this version defines them',
    load: () => import('./commands/migrate.ts'),
  },
  seed: {
    summary: 'loads the demo, the catalogue of Atyrau, into an empty database',
    load: () => import('./commands/seed.ts'),
  },
}

async function main([name, ...rest]: string[]): Promise<number> {
  if (!name || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${usage()}\n`)
    return name ? 0 : 2
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!entry) {
    say(`There is no command "${name}".\n\n${usage()}`)
    return 2
  }
  const { args, jsonFile } = takeJson(rest)
  const { context, close } = createContext(jsonFile)
  closing = close
  try {
    const { run } = await entry.load()
    return (await run(args, context)) ?? 0
  } finally {
    await close()
  }
}

const usage = (): string => {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length))
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return ['bin/platform COMMAND [options] [--json FILE]', '', ...lines].join('\n')
}

function takeJson(rest: string[]): { args: string[]; jsonFile: string | null } {
  const at = rest.indexOf('--json')
  if (at < 0) return { args: rest, jsonFile: null }
  const jsonFile = rest[at + 1]
  if (!jsonFile) throw new UsageError('--json needs the name of a file.')
  return { args: rest.toSpliced(at, 2), jsonFile }
}

interface Opened {
  uri: string
  database: Database
  close(): Promise<void>
}

function createContext(jsonFile: string | null): { context: CommandContext; close(): Promise<void> } {
  const config = readConfig()
  let opening: Promise<Opened> | null = null
  const opened = () => {
    opening ??= open()
    return opening
  }
  const open = async (): Promise<Opened> => {
    const running = config.mongodbUri ? null : ownerOf(config.home)?.database
    if (running) {
      const uri = uriAt(running.port)
      const database = await connect(uri)
      return { uri, database, close: () => database.close() }
    }
    const claim = config.mongodbUri ? null : claimHome(config.home, 'bin/platform')
    const ours = await openDatabase(config, claim, say)
    const close = async () => {
      await ours.close()
      claim?.release()
    }
    return { uri: ours.uri, database: ours.database, close }
  }
  const context: CommandContext = {
    config,
    database: async () => (await opened()).database,
    databaseUri: async () => (await opened()).uri,
    out: (line) => process.stdout.write(`${line}\n`),
    log: say,
    json: async (result) => {
      if (jsonFile) await writeFile(jsonFile, `${JSON.stringify(result, null, 2)}\n`)
    },
  }
  return { context, close: async () => (await opening?.catch(() => null))?.close() }
}

let closing: () => Promise<void> = async () => undefined

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void closing().finally(() => process.exit(130)))
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(explain(error))
    process.exit(error instanceof UsageError ? 2 : 1)
  },
)
