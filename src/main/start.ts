// What `bin/start` runs: brings up the database, then the server, and takes down in reverse what it brought up.

import { createServer } from 'node:net'
import { ownAddresses } from '#platform/http/origins.ts'
import { end } from '#platform/server-process/process-mark.ts'
import { claimHome } from '#platform/server-process/run-file.ts'
import { type Config, readConfig } from './config.ts'
import { demoSignIns, isEmpty, planDemo } from './demo.ts'
import { hasMailbox } from './mail-config.ts'
import { openDatabase } from './open-database.ts'
import { migrate, startServer, startWorker } from './product.ts'
import { explain, say } from './say.ts'

/** Seconds since the epoch at which `bin/start` began. */
const BEGAN = Number(process.env.PLATFORM_BEGAN) || performance.timeOrigin / 1000

const teardown: (() => Promise<void> | void)[] = []
let stopping = false

async function start(): Promise<void> {
  const config = readConfig()
  const address =
    config.url ?? `http://${config.host === '0.0.0.0' ? 'localhost' : hostInUrl(config.host)}:${config.port}`
  const claim = claimHome(config.home, 'bin/start')
  teardown.push(() => claim.release())
  teardown.push(async () => {
    const { database } = claim.record()
    if (database) await end(database.process)
  })
  await expectFree(config)
  const open = await openDatabase(config, claim, say)
  teardown.push(() => open.close())
  void open.process?.exited.then(() =>
    fail(new Error(`The database server has ended; see ${config.home}/database.log`)),
  )
  const loadDemo = await planDemo(config, open)
  // In a new database everything is made: nobody wants to read it line by line.
  await migrate(open.database, (await isEmpty(open.database.db)) ? () => undefined : say)
  await loadDemo()
  const server = await startServer(config, open.database, { log: { level: 'warn' } })
  teardown.push(() => server.close())
  const worker = startWorker(config, open.database, say)
  teardown.push(() => worker.close())
  claim.note({ address })
  announce(config, address)
}

function announce(config: Config, address: string): void {
  say(`Ready in ${(Date.now() / 1000 - BEGAN).toFixed(1)} s`)
  say(`  ${address}`)
  if (config.host === '0.0.0.0')
    for (const ip of localNetwork()) say(`  http://${ip}:${config.port}   in the local network`)
  const signIns = demoSignIns(config)
  if (signIns.length > 0) say(`Sign in at ${address}/office/sign-in with the demo's accounts:`)
  for (const { who, email, password } of signIns) say(`  ${who.padEnd(24)} ${email.padEnd(32)} ${password}`)
  if (hasMailbox(config)) say(`No mail server is set up (PLATFORM_SMTP_URL): mails lie at ${address}/mailbox`)
  else if (!config.smtp) say('No mail server is set up (PLATFORM_SMTP_URL): nobody gets the mails of accounts.')
  say('Ctrl-C stops it.')
}

const localNetwork = (): string[] => ownAddresses().filter((address) => !address.startsWith('['))

const hostInUrl = (host: string): string =>
  host === '127.0.0.1' ? 'localhost' : host.includes(':') ? `[${host}]` : host

// Known before the database is started, rather than after.
const expectFree = ({ port, host }: Config): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const taken = new Error(`Port ${port} is taken by another program. Choose one: PORT=${port + 1} bin/start`)
      reject(error.code === 'EADDRINUSE' ? taken : new Error(`Cannot listen on ${host}:${port}: ${error.message}`))
    })
    probe.listen(port, host, () => probe.close(() => resolve()))
  })

async function stop(code: number): Promise<never> {
  if (stopping) process.exit(130)
  stopping = true
  for (const step of teardown.reverse()) {
    await Promise.resolve(step()).catch((error: unknown) => say(explain(error)))
  }
  process.exit(code)
}

async function fail(error: unknown): Promise<void> {
  if (stopping) return
  say(explain(error))
  await stop(1)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!stopping) say('Stopping …')
    void stop(0)
  })
}

// `bin/dev` starts anew after a change: the database stays, and the next start takes it over.
process.on('SIGUSR2', () => process.exit(0))

start().catch(fail)
