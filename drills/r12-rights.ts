// Route × role × tenant × id, generated from the contracts: who may not is told so, nothing is written, and nobody is
// shown a byte of another business.

import { randomUUID } from 'node:crypto'
import { RIGHTS, type Right } from '#platform/http/contract.ts'
import { type Drill, type Drilling, doctorClean, exactly, none } from './drill.ts'
import { filled, toAsk, type Values } from './matrix/requests.ts'
import { type Surface, surfaceOf } from './matrix/surface.ts'
import {
  fingerprint,
  hungAnew,
  openTenants,
  PASSWORD,
  type Role,
  type Side,
  signedInAnew,
  type Tenant,
  type Tenants,
} from './matrix/tenants.ts'
import { ask, inParallel, type Reply } from './world/ask.ts'
import { startAt } from './world/salon.ts'

/** Whose the thing is that an id names. `colleague`: of the same business, another person's. */
type Whose = Side | 'colleague' | 'unknown' | 'malformed'

/** `pass`: the rights let it through, whatever then becomes of it. `harmless`: refused or ignored, and nothing written. */
type Expected = 'pass' | 'sign-in' | 'forbidden' | 'not-found' | 'harmless'

interface Probe {
  surface: Surface
  role: Role
  whose: Record<string, Whose>
  expected: Expected
}

const LANES = 6
const UNKNOWN = 'f'.repeat(24)

export const rights: Drill = {
  name: 'R12',
  title: 'route × role × tenant × id, generated from the contracts',
  async run(drilling) {
    const { world, figure, remark } = drilling
    const tenants = await openTenants(world.app)
    let { roles } = tenants
    const surface = surfaceOf(world.app)
    const sum = { probes: 0, wrong: 0, leaks: 0, writes: 0, foreign: 0, covered: 0, refused: 0 }
    for (const route of surface) {
      roles = await signedInAnew(world.app, roles)
      await hungAnew(world.app, tenants)
      const every = probesOf(route, roles)
      const probes = drilling.size === 'long' ? every : some(drilling, every)
      const refused = probes.filter(({ expected }) => expected !== 'pass')
      const passed = probes.filter(({ expected }) => expected === 'pass')
      const before = await fingerprint(world.place)
      const replies = await run(drilling, tenants, refused)
      if ((await fingerprint(world.place)) !== before) {
        sum.writes += 1
        remark(`${route.name}: something was written by a request that had to be refused`)
      }
      replies.push(
        ...(await runPassing(drilling, tenants, route, passed, () => {
          sum.foreign += 1
          remark(`${route.name}: a business's people changed another business`)
        })),
      )
      for (const answered of replies) {
        const { probe, reply } = answered
        sum.probes += 1
        if (probe.expected !== 'pass') sum.refused += 1
        if (!isAs(probe, reply)) {
          sum.wrong += 1
          remark(`${told(probe)}: ${reply.status}, expected ${probe.expected}`)
        }
        for (const canary of leaked(answered, tenants)) {
          sum.leaks += 1
          remark(`${told(probe)}: answered with "${canary}"`)
        }
      }
      if (replies.length > 0) sum.covered += 1
    }
    figure({ what: 'probes (routes × roles × whose ids)', value: sum.probes })
    figure({ what: 'of them to be refused', value: sum.refused })
    figure(none('answers that differ from the contract', sum.wrong))
    figure(none('leaks of another business', sum.leaks))
    figure(none('routes where a refused request wrote', sum.writes))
    figure(none('routes where a permitted request changed another business', sum.foreign))
    figure(exactly('routes covered, %', Math.round((100 * sum.covered) / surface.length), 100))
    figure({ what: 'routes', value: surface.length })
    await doctorClean(drilling, 'at the end')
  },
}

/** Of all probes, in a small run; of each role and outcome there is always one. */
const SMALL_SHARE = 0.3

function some({ random }: Drilling, probes: readonly Probe[]): Probe[] {
  const seen = new Set<string>()
  return probes.filter(({ role, expected }) => {
    const kind = `${role.name} ${expected}`
    const isFirst = !seen.has(kind)
    seen.add(kind)
    return isFirst || random.next() < SMALL_SHARE
  })
}

const BUSINESS = 'businessId'
/** Fields that name a thing of the business in the path. */
const THINGS = ['appointmentId', 'visitId', 'photoId']
/** Fields that name a business in the address of a page, where the contract has no business id. */
const PAGE_BUSINESS = 'business'

/** What every value of a field may name; fields that name nothing are not listed. */
const VARIANTS: Readonly<Record<string, readonly Whose[]>> = {
  businessId: ['home', 'other', 'unknown', 'malformed'],
  business: ['home', 'other', 'unknown', 'malformed'],
  appointmentId: ['home', 'colleague', 'other', 'unknown', 'malformed'],
  visitId: ['home', 'colleague', 'other', 'unknown', 'malformed'],
  photoId: ['home', 'other', 'unknown', 'malformed'],
  photo: ['home', 'other', 'unknown', 'malformed'],
  slug: ['home', 'other', 'unknown', 'malformed'],
  token: ['home', 'other', 'unknown', 'malformed'],
  file: ['home', 'other', 'unknown', 'malformed'],
  locale: ['home', 'malformed'],
  serviceId: ['home', 'other', 'unknown', 'malformed'],
  staffId: ['home', 'other', 'unknown', 'malformed'],
  locationId: ['home', 'other', 'unknown', 'malformed'],
  service: ['home', 'other', 'unknown', 'malformed'],
  staff: ['home', 'other', 'unknown', 'malformed'],
}

function probesOf(surface: Surface, roles: readonly Role[]): Probe[] {
  const inPath = surface.fields.params.map(({ name }) => name)
  const named = [...surface.fields.query, ...surface.fields.body].map(({ name }) => name)
  const inputs = [...new Set(named)].filter((name) => name in VARIANTS && !inPath.includes(name) && name !== 'locale')
  // Ids of the path in every combination; each other id in every variant beside a path of either business.
  const paths = product(inPath)
  const consistent = paths.filter((path) => new Set(Object.values(path)).size <= 1 || isOneTenant(path))
  const sides = consistent.map((path) => ({ ...path, ...all(inputs, sideOf(path)) }))
  const varied = sides.flatMap((base) =>
    inputs.flatMap((name) => (VARIANTS[name] ?? []).map((whose) => ({ ...base, [name]: whose }))),
  )
  const cases = unique([...paths.map((path) => ({ ...all(inputs, sideOf(path)), ...path })), ...varied])
  return roles.flatMap((role) =>
    cases.map((whose) => ({ surface, role, whose, expected: expectedOf(surface, role, whose) })),
  )
}

const product = (names: readonly string[]): Record<string, Whose>[] =>
  names.reduce<Record<string, Whose>[]>(
    (cases, name) => cases.flatMap((one) => (VARIANTS[name] ?? ['home']).map((whose) => ({ ...one, [name]: whose }))),
    [{}],
  )

const isOneTenant = (path: Record<string, Whose>): boolean =>
  Object.entries(path).every(([name, whose]) => name === 'locale' || whose === sideOf(path))
const sideOf = (path: Record<string, Whose>): Side =>
  Object.entries(path).some(([name, whose]) => name !== 'locale' && whose === 'other') ? 'other' : 'home'
const all = (names: readonly string[], whose: Whose) => Object.fromEntries(names.map((name) => [name, whose]))
const unique = (cases: Record<string, Whose>[]) => [
  ...new Map(cases.map((one) => [JSON.stringify(Object.entries(one).sort()), one])).values(),
]

function expectedOf(surface: Surface, role: Role, whose: Record<string, Whose>): Expected {
  const { may, isApi } = surface
  const own = Object.entries(whose)
  if (may !== 'anyone') {
    if (role.name === 'guest') return 'sign-in'
    if (may === 'admin') return role.name === 'admin' ? 'pass' : 'forbidden'
    if (may === 'signed-in') return signedInExpected(role, whose)
    const right = role.home !== null && whose[BUSINESS] === role.home ? role.right : null
    if (!right) return 'not-found'
    if (rank(right) < rank(may)) return 'forbidden'
    const visit = whose[THINGS.find((name) => name in whose) ?? '']
    if (visit === 'malformed') return isApi ? 'harmless' : 'not-found'
    // `home` is the home business's visit of the specialist, `colleague` another person's there.
    const visitSide = visit === 'colleague' ? 'home' : visit
    if (visit !== undefined && visitSide !== role.home) return 'not-found'
    if (visit === 'colleague' && right === 'specialist') return 'not-found'
    return 'pass'
  }
  if (whose.locale === 'malformed') return 'not-found'
  if ('token' in whose) return whose.token === 'home' ? 'pass' : 'not-found'
  const place = whose[BUSINESS] ?? whose.slug ?? whose.file ?? whose.photo
  if (place === undefined) return 'pass'
  if (place === 'unknown' || place === 'malformed') return isApi ? 'harmless' : 'not-found'
  return own.every(([name, one]) => name === 'locale' || one === place || isIgnored(surface, name, one))
    ? 'pass'
    : 'harmless'
}

// A page takes a person it cannot read for "any".
const isIgnored = ({ isApi }: Surface, name: string, whose: Whose): boolean =>
  !isApi && name === 'staff' && whose === 'malformed'

function signedInExpected({ home }: Role, whose: Record<string, Whose>): Expected {
  if (!(PAGE_BUSINESS in whose)) return 'pass'
  const business = whose[PAGE_BUSINESS]
  if (business === 'malformed') return 'pass' // taken for none: his own, or the page that says he has none
  return home && business === home ? 'pass' : 'not-found'
}

const rank = (right: Right): number => RIGHTS.indexOf(right)

interface Answered {
  probe: Probe
  reply: Reply
  /** What was sent, where the answer may repeat it. */
  sent: string
}

const run = (drilling: Drilling, tenants: Tenants, probes: readonly Probe[]): Promise<Answered[]> =>
  inParallel(probes, LANES, async (probe, i) => {
    const { surface, role, whose } = probe
    const asked = toAsk(surface, filled(surface, valuesOf(tenants, role, whose)), {
      cookie: role.cookie,
      key: randomUUID(),
    })
    const reply = await ask(drilling.world.port(i), asked)
    return { probe, reply, sent: `${asked.path} ${asked.body ?? ''}` }
  })

/** Permitted requests may write, but those of one business's people only there. */
async function runPassing(
  drilling: Drilling,
  tenants: Tenants,
  { may }: Surface,
  probes: readonly Probe[],
  changed: () => void,
): Promise<Answered[]> {
  if (may === 'anyone') return run(drilling, tenants, probes)
  const replies: Answered[] = []
  for (const [side, foreign] of [
    ['home', 'other'],
    ['other', 'home'],
  ] as const) {
    const { businessId } = tenants[foreign].salon
    const before = await fingerprint(drilling.world.place, businessId)
    replies.push(
      ...(await run(
        drilling,
        tenants,
        probes.filter(({ role }) => (role.home ?? 'home') === side),
      )),
    )
    if ((await fingerprint(drilling.world.place, businessId)) !== before) changed()
  }
  return replies
}

let minutes = 120

function valuesOf(tenants: Tenants, role: Role, whose: Record<string, Whose>): Values {
  const ids = Object.fromEntries(Object.entries(whose).map(([name, one]) => [name, namedBy(tenants, name, one)]))
  minutes = 120 + ((minutes + 30 - 120) % 1200)
  const start = startAt(1, minutes)
  return {
    version: 1,
    startTime: start.toISOString(),
    day: start.toISOString().slice(0, 10),
    date: startAt(0, 0).toISOString().slice(0, 10),
    from: start.toISOString().slice(0, 10),
    start: '10:00',
    price: undefined,
    reason: undefined,
    // The phone of a client with a card: what stands on it must not come back.
    name: 'Probe',
    phone: tenants[sideOf(whose)].phone,
    email: role.email,
    password: PASSWORD,
    key: randomUUID(),
    ...ids,
  }
}

function namedBy(tenants: Tenants, name: string, whose: Whose): string {
  if (name === 'locale') return whose === 'malformed' ? 'xx' : 'ru'
  if (whose === 'unknown')
    return name === 'slug'
      ? 'no-such-place'
      : name === 'file'
        ? 'no-such-place.svg'
        : name === 'token'
          ? `${UNKNOWN}.${'A'.repeat(43)}`
          : UNKNOWN
  if (whose === 'malformed') return name === 'file' ? '$ne.svg' : '$ne'
  const tenant = tenants[whose === 'colleague' ? 'home' : whose]
  if (whose === 'colleague') return tenant.colleagueVisitId
  const values: Record<string, string> = {
    businessId: tenant.salon.businessId,
    business: tenant.salon.businessId,
    appointmentId: tenant.visitId,
    visitId: tenant.visitId,
    photoId: tenant.photoId,
    photo: tenant.logo,
    size: '64.webp',
    slug: tenant.salon.slug,
    file: `${tenant.salon.slug}.svg`,
    token: whose === 'home' ? tenant.token : forged(tenants.home, tenant),
    serviceId: tenant.salon.services[0]?.id ?? '',
    service: tenant.salon.services[0]?.id ?? '',
    staffId: tenant.staffId,
    staff: tenant.staffId,
    locationId: tenant.salon.locationId,
  }
  return values[name] ?? ''
}

/** Another business's visit with the signature of a genuine link. */
const forged = (genuine: Tenant, wished: Tenant): string => `${wished.visitId}.${genuine.token.split('.')[1]}`

function isAs({ surface, expected, role }: Probe, { status, headers }: Reply): boolean {
  if (status === 0 || status >= 500) return false
  switch (expected) {
    case 'sign-in':
      return surface.isApi ? status === 401 : status === 303 && String(headers.location).startsWith('/office/sign-in')
    case 'forbidden':
      return status === 403
    case 'not-found':
      return status === 404
    case 'harmless':
      return status !== 401 && status !== 403 && (!surface.isApi || status >= 400)
    case 'pass':
      return status !== 403 && (status !== 404 || isNowhere(role)) && (status !== 401 || surface.may === 'anyone')
  }
}

/** Whoever belongs to no business has no day to be shown. */
const isNowhere = ({ home }: Role): boolean => home === null

function leaked({ probe, reply, sent }: Answered, { home, other }: Tenants): string[] {
  const { role, surface, whose } = probe
  const isOwnLink = 'token' in whose && whose.token === 'home' && surface.may === 'anyone'
  const secret = [
    ...(role.home === 'home' || isOwnLink ? [] : home.canaries),
    ...(role.home === 'other' ? [] : other.canaries),
  ]
  const shown = bare(reply.body)
  return secret.filter((canary) => shown.includes(bare(canary)) && !bare(sent).includes(bare(canary)))
}

const bare = (text: string): string => text.replaceAll(/[ -]/g, '')

const told = ({ surface, role, whose }: Probe): string =>
  `${surface.name} as ${role.name} with ${Object.entries(whose)
    .map(([name, one]) => `${name}: ${one}`)
    .join(', ')}`
