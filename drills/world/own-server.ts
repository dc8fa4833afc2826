// The product in this process, with a clock that the drill sets: what a process of its own would not let it do.

import type { FastifyInstance } from 'fastify'
import type { Minute } from '#kernel/time.ts'
import { createPasswords } from '#modules/accounts/index.ts'
import { UNBUILT } from '#site/document.tsx'
import { type App, createApp, serveApp } from '../../src/main/app.ts'
import type { World } from './world.ts'

export interface OwnServer {
  app: App
  server: FastifyInstance
  setClock(minute: Minute): void
  now(): Minute
}

export function openOwnServer({ place, secret }: Pick<World, 'place' | 'secret'>, minute: Minute): OwnServer {
  let now = minute
  const clock = { now: () => new Date(now * 60_000) }
  const app = createApp({ database: place.database, secret, clock, passwords: createPasswords({ cost: 4 }) })
  const server = serveApp(app, place.database, {
    assets: UNBUILT,
    assetsFolder: undefined,
    origins: () => ['http://localhost'],
    secure: false,
    log: { level: 'silent' },
  })
  const setClock = (to: Minute) => {
    now = to
  }
  return { app, server, setClock, now: () => now }
}
