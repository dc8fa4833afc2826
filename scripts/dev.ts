// Rebuilds and restarts when a file under src/ changes. The database stays up: the next start takes it over.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { watch } from 'node:fs'

const SETTLE_MS = 150

let server: ChildProcess | null = null
let timer: NodeJS.Timeout | undefined
let ending = false

function build(): boolean {
  return spawnSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit' }).status === 0
}

function start(): void {
  const began = String(Date.now() / 1000)
  const env = { ...process.env, PLATFORM_BEGAN: began }
  server = spawn(process.execPath, ['--enable-source-maps', 'dist/server/start.js'], { stdio: 'inherit', env })
  server.once('exit', (code) => {
    server = null
    if (ending) process.exit(code ?? 1)
  })
}

function restart(): void {
  if (ending || !build()) return
  if (server) {
    server.once('exit', start)
    server.kill('SIGUSR2')
  } else start()
}

watch('src', { recursive: true }, (_, file) => {
  if (!file || /\.test\.tsx?$/.test(file)) return
  clearTimeout(timer)
  timer = setTimeout(restart, SETTLE_MS)
})

// The server hears Ctrl-C by itself; we only wait for it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    ending = true
    if (signal === 'SIGTERM') server?.kill(signal)
    if (!server) process.exit(0)
  })
}

if (build()) start()
