// Hostile input in every part of every request the contracts know: a refusal each time, never a failure of ours, memory
// bounded, and an honest client is still served.

import { randomUUID } from 'node:crypto'
import { type Drill, type Drilling, doctorClean, exactly, none } from './drill.ts'
import { HOSTILE_PICTURES } from './matrix/hostile-pictures.ts'
import {
  ADDRESS_ENDS,
  BODIES,
  forgedLinks,
  HEADERS,
  LONG_ADDRESS,
  MEGABYTE,
  PAYLOADS,
  type Payload,
} from './matrix/payloads.ts'
import { type Filled, filled, toAsk, type Values, withPicture } from './matrix/requests.ts'
import { type Surface, surfaceOf } from './matrix/surface.ts'
import { openTenants, type Role, type Tenants } from './matrix/tenants.ts'
import { type Ask, ask, askJson, inParallel, type Reply, tally } from './world/ask.ts'
import { phoneOf, startAt } from './world/salon.ts'

const MEMORY_BOUND_MB = 512
const LANES = 8
/** Of all payloads, in a small run. */
const SMALL_SHARE = 0.15

interface Shot {
  what: string
  ask: Ask
  /** The contract itself takes this value, so success is no escape. */
  allowed: boolean
  /** The connection may end before the whole request was read. */
  mayBreak?: boolean
}

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

/** The role that gets furthest: the endpoints of the office are tried from inside. */
const insider = ({ roles }: Tenants, { may }: Surface): Role | undefined =>
  roles.find(({ name }) => name === (may === 'anyone' ? 'guest' : 'owner'))

function valuesOf({ home }: Tenants): Values {
  const { salon } = home
  return {
    businessId: salon.businessId,
    business: salon.businessId,
    appointmentId: home.visitId,
    visitId: home.visitId,
    photoId: home.photoId,
    photo: home.logo,
    size: '64.webp',
    slug: salon.slug,
    file: `${salon.slug}.svg`,
    token: home.token,
    locale: 'ru',
    serviceId: salon.services[0]?.id,
    service: salon.services[0]?.id,
    staffId: home.staffId,
    staff: home.staffId,
    locationId: salon.locationId,
    // A version nobody has seen: what gets through changes nothing.
    version: 1_000_000,
    startTime: startAt(3, 0).toISOString(),
    start: '03:00',
    day: startAt(3, 180).toISOString().slice(0, 10),
    date: startAt(3, 0).toISOString().slice(0, 10),
    from: startAt(3, 0).toISOString().slice(0, 10),
    name: 'Probe',
    phone: phoneOf(1),
    email: 'nobody@drill.example',
    key: 'drill-key-of-r14',
  }
}

function shotsAt(surface: Surface, tenants: Tenants): Shot[] {
  const cookie = insider(tenants, surface)?.cookie
  // Neither the private link nor the session itself may be used up on the way.
  const isCancel = surface.path.endsWith('/cancel') && 'token' in filled(surface, {}).params
  const values = { ...valuesOf(tenants), ...(isCancel ? { token: `${'0'.repeat(24)}.${'A'.repeat(43)}` } : {}) }
  const good = filled(surface, values)
  const base = toAsk(surface, good, { cookie, key: randomUUID() })
  const hasBody = base.body !== undefined
  return [
    ...(['params', 'query', 'body'] as const).flatMap((part) =>
      surface.fields[part].flatMap(({ name }) =>
        PAYLOADS.map((payload) => shotAt(surface, good, part, name, payload, cookie)),
      ),
    ),
    ...(hasBody ? surface.fields.body.slice(0, 3) : []).map(({ name }) => ({
      what: `${surface.name} body.${name} of 1 MB`,
      ask: toAsk(surface, { ...good, body: { ...good.body, [name]: MEGABYTE } }, { cookie, key: randomUUID() }),
      allowed: false,
      mayBreak: true,
    })),
    ...(surface.hasFile ? HOSTILE_PICTURES : []).map(({ name, bytes }) => ({
      what: `${surface.name} file: ${name}`,
      ask: { ...base, body: withPicture({ kind: 'gallery' }, bytes) },
      allowed: false,
      mayBreak: bytes.length > 2 ** 20,
    })),
    ...(hasBody ? BODIES : []).map(({ name, type, body }) => ({
      what: `${surface.name} body: ${name}`,
      ask: { ...base, headers: { ...base.headers, 'content-type': type }, body },
      allowed: !surface.isApi || Object.keys(surface.fields.body).length === 0 || surface.accepts('body', {}),
      mayBreak: body.length > 60_000,
    })),
    ...ADDRESS_ENDS.map((end) => ({
      what: `${surface.name} address ending ${end.slice(0, 60)}`,
      ask: { ...base, path: base.path + (base.path.includes('?') ? end.replace('?', '&') : end) },
      allowed: true,
    })),
    {
      what: `${surface.name} address of 1 MB`,
      ask: { ...base, path: base.path.split('?')[0] + LONG_ADDRESS },
      allowed: false,
      mayBreak: true,
    },
    ...HEADERS.map((headers) => ({
      what: `${surface.name} header ${JSON.stringify(headers).slice(0, 80)}`,
      ask: { ...base, headers: { ...base.headers, ...headers } },
      allowed: true,
      mayBreak: 'transfer-encoding' in headers || 'expect' in headers,
    })),
  ]
}

function shotAt(
  surface: Surface,
  good: Filled,
  part: 'params' | 'query' | 'body',
  name: string,
  payload: Payload,
  cookie: string | undefined,
): Shot {
  const isJson = part === 'body' && surface.isApi
  const key = randomUUID()
  const asText = toAsk(
    surface,
    { ...good, [part]: { ...good[part], [name]: sendable(payload.text, part) } },
    { cookie, key },
  )
  const rest = JSON.stringify(good.body)
  const inJson = `${rest.slice(0, -1)}${rest === '{}' ? '' : ','}${JSON.stringify(name)}:${payload.json}}`
  const value = part === 'body' ? { ...good.body, [name]: parsed(payload) } : { ...good[part], [name]: payload.text }
  return {
    what: `${surface.name} ${part}.${name}: ${payload.name}`,
    ask: isJson ? { ...asText, body: inJson } : asText,
    allowed: payload.kind === 'text' || !surface.isApi || (payload.kind === 'type' && surface.accepts(part, value)),
    mayBreak: !isJson && payload.text.length > 10_000,
  }
}

/** A lone surrogate cannot be written into an address. */
const sendable = (text: string, part: string): string => (part === 'body' ? text : text.slice(0, 12_000)).toWellFormed()

function parsed({ json, text }: Payload): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return text
  }
}

const linkShots = ({ home }: Tenants): Shot[] =>
  forgedLinks(home.token).flatMap((token) =>
    [
      { method: 'GET', path: `/api/visits/${encodeURIComponent(token)}` },
      { method: 'GET', path: `/ru/v/${encodeURIComponent(token)}` },
      { method: 'POST', path: `/ru/v/${encodeURIComponent(token)}/cancel` },
      {
        method: 'POST',
        path: `/api/visits/${encodeURIComponent(token)}/cancel`,
        headers: { 'content-type': 'application/json' },
        body: '{}',
      },
    ].map((one) => ({ what: `forged link: ${one.method} ${one.path}`, ask: one, allowed: false })),
  )

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
  const sum = { failed: 0, unanswered: 0, accepted: 0 }
  for (const [i, { what, allowed, mayBreak = false }] of shots.entries()) {
    const { status = 0 } = replies[i] ?? {}
    const trouble =
      status >= 500
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
  figure(none('failures of ours (5xx)', sum.failed))
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
