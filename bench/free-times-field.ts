// What W3 and W4 share: a server that has met no business yet, and its answers to one question.

import type { AddressInfo } from 'node:net'
import { addDays, localDateAt, toMinute } from '#kernel/time.ts'
import { UNBUILT } from '#site/document.tsx'
import type { Place } from '../drills/world/place.ts'
import { createApp, serveApp } from '../src/main/app.ts'
import { quartiles } from './bench.ts'
import { type Caller, createCaller } from './http-client.ts'
import { type Shop, ZONE } from './shop.ts'

const SECRET = 'x'.repeat(32)
export const DAYS = 30

export const today = () => localDateAt(toMinute(new Date()), ZONE)
/** From tomorrow on: what is left of today changes while one measures. */
export const first = () => addDays(today(), 1)

export const pathOf = ({ businessId, services }: Shop, days = DAYS) =>
  `/api/businesses/${businessId}/free-times?services=${services[0]}:any&from=${first()}&days=${days}`

export const appOn = (database: Place['database']) => createApp({ database, secret: SECRET })

/** A process that has met nobody: what it compiles of plans it compiles anew. @param headers of every question */
export async function freshServer(database: Place['database'], headers: Record<string, string> = {}) {
  const server = serveApp(appOn(database), database, {
    assets: UNBUILT,
    origins: () => ['http://localhost'],
    secure: false,
    log: { level: 'silent' },
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  const caller = createCaller((server.server.address() as AddressInfo).port, headers)
  await caller.get('/healthz')
  const close = async () => {
    caller.close()
    await server.close()
  }
  return { caller, close }
}

export async function timesOf(caller: Caller, paths: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (const path of paths) {
    const asked = performance.now()
    await caller.get(path)
    times.push(performance.now() - asked)
  }
  return times
}

/** Each business asked once, by a server that has not met it. */
export async function cold(database: Place['database'], paths: readonly string[]): Promise<number[]> {
  const { caller, close } = await freshServer(database)
  try {
    return await timesOf(caller, paths)
  } finally {
    await close()
  }
}

export const p50 = (times: readonly number[]) => quartiles(times).median
export const p99 = (times: readonly number[]) =>
  [...times].sort((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN

export async function answersOf({ database }: Place, paths: readonly string[]): Promise<Map<string, Buffer>> {
  const { caller, close } = await freshServer(database)
  try {
    const answers = new Map<string, Buffer>()
    for (const path of paths) answers.set(path, await caller.get(path))
    return answers
  } finally {
    await close()
  }
}
