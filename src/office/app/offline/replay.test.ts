// Devices whose clocks are wrong, and a queue that waited too long: nothing is sent at another time than it was done at,
// nothing is sent that is old, and nothing is lost.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { NewAct } from './queue.ts'

const drawer = vi.hoisted(() => new Map<string, unknown>())
vi.mock('./drawer.ts', () => ({
  keep: async (key: string, value: unknown) => drawer.set(key, structuredClone(value)),
  drop: async (key: string) => drawer.delete(key),
  keptAll: async () => [...drawer.values()],
}))

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOON = Date.parse('2026-11-24T07:00:00Z')

let sent: { path: string; key: string | null; body: unknown }[] = []
/** What the server says the time is. */
let truth = NOON

async function aDevice(clockOff: number) {
  truth = NOON
  vi.setSystemTime(truth + clockOff)
  const queue = await import('./queue.ts')
  const clock = await import('./server-clock.ts')
  const { replay } = await import('./replay.ts')
  clock.setClock(new Date(truth).toISOString())
  await queue.openQueue('desk')
  /** Time goes by for both; the device's clock may be set meanwhile. */
  const later = (ms: number, setBy = 0) => {
    truth += ms
    vi.setSystemTime(Date.now() + ms + setBy)
  }
  return { ...queue, ...clock, replay, later, kept: () => [...drawer.values()] as { refused?: { code: string } }[] }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.resetModules()
  drawer.clear()
  sent = []
  const stored = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  })
  for (const name of ['addEventListener', 'dispatchEvent']) vi.stubGlobal(name, () => undefined)
  vi.stubGlobal('document', { documentElement: { lang: 'kk' } })
  vi.stubGlobal('fetch', async (path: string, { method, headers, body }: RequestInit) => {
    if (method === 'GET') return Response.json({ now: new Date(truth).toISOString() })
    sent.push({
      path: path.split('/').at(-1) ?? '',
      key: new Headers(headers).get('idempotency-key'),
      body: JSON.parse(String(body)),
    })
    return Response.json({ id: 'named', version: 1 })
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const about = { client: '', start: '', service: '' } as unknown as NewAct['about']
const businessId = 'salon' as NewAct['businessId']
const walkIn = (key: string, startTime: number): NewAct => ({
  ...{ kind: 'walk-in', visitId: key, key, about, businessId },
  body: { startTime: new Date(startTime).toISOString(), lines: [], client: { kind: 'walk-in' } },
})
const arrival = (visitId: string): NewAct =>
  ({ ...{ kind: 'mark', visitId, version: 1, about, businessId }, marking: { mark: 'arrive' } }) as NewAct

test.each([40, -40])('a walk-in on a clock %i minutes off has the time of the server', async (minutes) => {
  const device = await aDevice(minutes * MINUTE)
  device.later(5 * MINUTE)
  await device.enqueue(walkIn('first', device.serverNow()))
  expect(device.waiting().map(({ at }) => at)).toEqual([NOON + 5 * MINUTE])
  device.later(2 * HOUR)
  expect(await device.replay()).toBe(1)
  const startTime = new Date(NOON + 5 * MINUTE).toISOString()
  expect(sent).toMatchObject([{ path: 'by-staff', key: 'first', body: { startTime } }])
  expect(device.kept()).toEqual([])
})

test('how old an act is, the server says: a device that believes three days have passed sends what was done today', async () => {
  const device = await aDevice(0)
  await device.enqueue(walkIn('first', device.serverNow()))
  device.later(10 * MINUTE, 72 * HOUR)
  expect(await device.replay()).toBe(1)
})

test('a queue three days old is not sent: all of it is kept, and told as what it is', async () => {
  const device = await aDevice(40 * MINUTE)
  await device.enqueue(walkIn('first', device.serverNow()))
  await device.enqueue(arrival('first'))
  await device.enqueue(arrival('other'))
  device.later(72 * HOUR)
  expect(await device.replay()).toBe(0)
  expect(sent).toEqual([])
  expect(device.waiting()).toEqual([])
  expect(device.kept().map(({ refused }) => refused?.code)).toEqual(['old', 'depends', 'old'])
})

test('what was done later is sent later, though the clock was set back in between', async () => {
  const device = await aDevice(40 * MINUTE)
  await device.enqueue(walkIn('first', device.serverNow()))
  device.later(MINUTE, -40 * MINUTE)
  await device.enqueue(arrival('first'))
  await device.openQueue('desk') // as after the page was opened anew
  await device.replay()
  expect(sent.map(({ path }) => path)).toEqual(['by-staff', 'arrive'])
})
