// W4: the free times of W3 as the history behind a business grows a hundredfold.

import type { Place } from '../drills/world/place.ts'
import { createRandom } from '../drills/world/random.ts'
import { type BenchReport, isEnough, type Judged, judge } from './bench.ts'
import { answersOf, appOn, cold, p50, pathOf, today } from './free-times-field.ts'
import { openShop, type Shop } from './shop.ts'
import { fillShop } from './shop-visits.ts'
import type { BenchOptions } from './w5-book.ts'

const TIME_LIMIT_MS = 180_000
const FEW = 1_000
const A_BATCH = 5
const W4_HISTORY = 100_000

export async function benchW4(
  place: Place,
  { seed, log, timeLimitMs = TIME_LIMIT_MS, most = W4_HISTORY }: BenchOptions & { most?: number },
): Promise<BenchReport> {
  const app = appOn(place.database)
  const grown = async (name: string, visits: number) => {
    const shop = await openShop(app, { name, people: 10, services: 1 })
    await fillShop(place.database.db, shop, { today: today(), visits, random: createRandom(seed) })
    log(`W4: ${visits} visits`)
    return shop
  }
  const [young, old] = [await grown('Young', FEW), await grown('Old', most)]
  if ((await shapeOf(place, young)) !== (await shapeOf(place, old))) throw new Error('W4: other free times')
  const began = performance.now()
  const paths = { young: [pathOf(young)], old: [pathOf(old)] }
  const batch = async (path: readonly string[]): Promise<number> => {
    const times: number[] = []
    for (let i = 0; i < A_BATCH; i += 1) times.push(...(await cold(place.database, path)))
    return p50(times)
  }
  const rounds: { old: number[]; young: number[] }[] = []
  let judged: Judged[] = []
  while (!isEnough(rounds.length, judged) && performance.now() - began < timeLimitMs) {
    const a1 = await batch(paths.old)
    const [b1, b2] = [await batch(paths.young), await batch(paths.young)]
    rounds.push({ old: [a1, await batch(paths.old)], young: [b1, b2] })
    judged = [
      judge(
        { what: `p50 at ${most} visits / at ${FEW}`, bound: 1.15, kind: 'atMost' },
        rounds.map(({ old: [a = 0, d = 0], young: [b = 0, c = 0] }) => (a + d) / (b + c)),
        rounds.map(({ young: [b = 0, c = 0] }) => b / c),
      ),
    ]
    log(`W4: quadruple ${rounds.length}, ${judged[0]?.ratio.median.toFixed(2)}`)
  }
  const told = (name: string, times: readonly number[]) => `${name}: p50 ${p50(times).toFixed(1)} ms`
  return {
    name: 'W4',
    title: `free times over HTTP, cold, as a business's history grows from ${FEW} to ${most} visits`,
    ...{ seed, quadruples: rounds.length, seconds: Math.round((performance.now() - began) / 1000), judged },
    exact: [],
    told: [
      told(
        `${most} visits`,
        rounds.flatMap((one) => one.old),
      ),
      told(
        `${FEW} visits`,
        rounds.flatMap((one) => one.young),
      ),
    ],
  }
}

/** The answer without whose it is. */
async function shapeOf({ database }: Place, shop: Shop): Promise<string> {
  const [[path = '', body] = []] = await answersOf({ database } as Place, [pathOf(shop)])
  const text = String(body)
  if (!path || text.length === 0) throw new Error('no answer')
  return shop.people.reduce((told, id, i) => told.replaceAll(id, `${i}`), text)
}
