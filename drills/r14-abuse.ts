// Hostile input in every part of every request the contracts know: a refusal each time, never a failure of ours, memory
// bounded, and an honest client is still served.

import { randomUUID } from 'node:crypto'
import { type Drill, type Drilling, doctorClean, exactly, none } from './drill.ts'
import { linkShots, type Shot, shotsAt } from './matrix/shots.ts'
import { surfaceOf } from './matrix/surface.ts'
import { openTenants, type Tenants } from './matrix/tenants.ts'
import { ask, askJson, inParallel, type Reply, tally } from './world/ask.ts'
import { phoneOf, startAt } from './world/salon.ts'

const MEMORY_BOUND_MB = 512
const LANES = 8
/** Of all payloads, in a small run. */
const SMALL_SHARE = 0.06

export const abuse: Drill = {
  name: 'R14',
  title:
    'operators, __proto__, 1 MB, deep JSON, ReDoS, look-alikes, wrong types, broken escapes, forged links and cookies',
  async run(drilling) {
    const { world, figure } = drilling
    const tenants = await openTenants(world.app)
    await warmUp(drilling, tenants)
    const before = memory(drilling)
    const every = surfaceOf(world.app).flatMap((surface) => shotsAt(surface, tenants))
    const chosen = drilling.size === 'long' ? every : every.filter(() => drilling.random.next() < SMALL_SHARE)
    const shots = [...chosen, ...linkShots(tenants)]
    const { replies, peak } = await fire(drilling, shots)
    judge(drilling, shots, replies)
    figure({ what: 'memory of the bigger server before, MB', value: before })
    figure({ what: 'its peak, MB', value: peak, must: `< ${MEMORY_BOUND_MB}`, held: peak < MEMORY_BOUND_MB })
    await strangeFields(drilling)
    await stillServing(drilling, tenants)
    await doctorClean(drilling, 'at the end')
  },
}

/** 0 where the system does not tell. */
const memory = ({ world }: Drilling): number =>
  Math.round(Math.max(...world.servers.map((server) => server.memory() ?? 0)) / 2 ** 20)

async function fire(drilling: Drilling, shots: readonly Shot[]): Promise<{ replies: Reply[]; peak: number }> {
  const { world } = drilling
  let [done, peak] = [0, 0]
  const replies = await inParallel(shots, LANES, async (shot, i) => {
    const first = await ask(world.port(i), shot.ask)
    const reply = first.status === 0 ? await ask(world.port(i), { ...shot.ask, fresh: true }) : first
    done += 1
    if (done % 100 === 0) peak = Math.max(peak, memory(drilling))
    if (done % 2000 === 0) world.log(`R14: ${done} of ${shots.length} payloads`)
    return reply
  })
  return { replies, peak }
}

function judge({ figure, remark }: Drilling, shots: readonly Shot[], replies: readonly Reply[]): void {
  const sum = { failed: 0, unanswered: 0, accepted: 0, later: 0 }
  for (const [i, { what, allowed, mayBreak = false }] of shots.entries()) {
    const { status = 0, headers = {} } = replies[i] ?? {}
    // Busy, and says when to come again: what a bounded server says under such a load.
    const isLater = status === 503 && headers['retry-after'] !== undefined
    if (isLater) sum.later += 1
    const trouble =
      status >= 500 && !isLater
        ? 'failed'
        : status === 0 && !mayBreak
          ? 'unanswered'
          : status > 0 && status < 400 && !allowed
            ? 'accepted'
            : null
    if (trouble) {
      sum[trouble] += 1
      remark(`${what}: ${status}`)
    }
  }
  figure({ what: 'payloads', value: shots.length })
  figure({
    what: 'answers',
    value: Object.entries(tally(replies))
      .map(([status, count]) => `${count} × ${status === '0' ? 'connection ended' : status}`)
      .join(', '),
  })
  figure({ what: 'slowest answer, ms', value: Math.round(Math.max(...replies.map(({ ms }) => ms))) })
  figure({ what: 'told to come back (503 with Retry-After)', value: sum.later })
  figure(none('failures of ours (other 5xx)', sum.failed))
  figure(none('not answered', sum.unanswered))
  figure(none('accepted against the contract', sum.accepted))
}

async function warmUp({ world }: Drilling, tenants: Tenants): Promise<void> {
  const paths = ['/ru', `/ru/b/${tenants.home.salon.slug}`, '/office/sign-in', `/ru/v/${tenants.home.token}`]
  const asks = Array.from({ length: 400 }, (_, i) => paths[i % paths.length] ?? '/')
  await inParallel(asks, LANES, (path, i) => ask(world.port(i >> 2), { method: 'GET', path }))
}

/** No key of the database's language, and none of JavaScript's own, may have become part of a document. */
async function strangeFields({ world, figure, remark }: Drilling): Promise<void> {
  const { db } = world.place.database
  let strange = 0
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    for (const document of await db.collection(name).find().toArray()) {
      const text = JSON.stringify(document)
      if (!/"(\$\w+|__proto__|constructor)":/.test(text)) continue
      strange += 1
      remark(`${name}: ${text.slice(0, 200)}`)
    }
  }
  figure(none('documents with an operator or __proto__ for a field', strange))
}

async function stillServing({ world, figure }: Drilling, { home, roles }: Tenants): Promise<void> {
  const { salon } = home
  const booked = await Promise.all(
    world.servers.map(({ port }, i) => {
      const body = {
        services: [{ serviceId: salon.services[0]?.id, staffId: salon.people[0] }],
        startTime: startAt(5, i * 60).toISOString(),
        name: 'Әсел',
        phone: phoneOf(77 + i),
      }
      const path = `/api/businesses/${salon.businessId}/appointments`
      return askJson(port, 'POST', path, body, { 'idempotency-key': randomUUID() })
    }),
  )
  figure(exactly('honest clients served afterwards, one a server', tally(booked)[201] ?? 0, world.servers.length))
  const path = `/api/businesses/${salon.businessId}/appointments`
  const strangers = roles.filter(({ name }) => name === 'guest' || name === 'client' || name === 'admin')
  const asked = await Promise.all(
    strangers.map(({ cookie }, i) =>
      ask(world.port(i), { method: 'GET', path, ...(cookie ? { headers: { cookie } } : {}) }),
    ),
  )
  figure(none('rights won by somebody on the way', asked.filter(({ status }) => status < 400).length))
}
