// Route × role × tenant × id, generated from the contracts: who may not is told so, nothing is written, and nobody is
// shown a byte of another business.

import { randomUUID } from 'node:crypto'
import { type Drill, type Drilling, doctorClean, exactly, none } from './drill.ts'
import { isAs, mustRefuse } from './matrix/expected.ts'
import { valuesOf } from './matrix/named.ts'
import { type Probe, probesOf } from './matrix/probes.ts'
import { filled, toAsk } from './matrix/requests.ts'
import { type Surface, surfaceOf } from './matrix/surface.ts'
import {
  fingerprint,
  heldAnew,
  hungAnew,
  invitedAnew,
  openTenants,
  signedInAnew,
  type Tenants,
  writtenBetween,
} from './matrix/tenants.ts'
import { ask, inParallel, type Reply } from './world/ask.ts'

const LANES = 6

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
      if (route.path.includes(':invitationId')) await invitedAnew(world.app, tenants)
      if (namesHold(route)) await heldAnew(world.app, tenants)
      const every = probesOf(route, roles)
      const probes = drilling.size === 'long' ? every : some(drilling, every)
      const refused = probes.filter(({ expected }) => mustRefuse(expected))
      const passed = probes.filter(({ expected }) => !mustRefuse(expected))
      const before = await fingerprint(world.place)
      const replies = await run(drilling, tenants, refused)
      const written = writtenBetween(before, await fingerprint(world.place))
      if (written.length > 0) {
        sum.writes += 1
        remark(`${route.name}: a request that had to be refused wrote into ${written.join(', ')}`)
      }
      replies.push(
        ...(await runPassing(drilling, tenants, route, passed, (written) => {
          sum.foreign += 1
          remark(`${route.name}: a business's people changed another business: ${written.join(', ')}`)
        })),
      )
      for (const answered of replies) {
        const { probe, reply } = answered
        sum.probes += 1
        if (mustRefuse(probe.expected)) sum.refused += 1
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

const namesHold = ({ fields }: Surface): boolean =>
  [...fields.params, ...fields.query, ...fields.body].some(({ name }) => name === 'holdId' || name === 'hold')

/** Of all probes, in a small run; of each role and outcome there is always one. */
const SMALL_SHARE = 0.1

function some({ random }: Drilling, probes: readonly Probe[]): Probe[] {
  const seen = new Set<string>()
  return probes.filter(({ role, expected }) => {
    const kind = `${role.name} ${expected}`
    const isFirst = !seen.has(kind)
    seen.add(kind)
    return isFirst || random.next() < SMALL_SHARE
  })
}

interface Answered {
  probe: Probe
  reply: Reply
  /** What was sent, where the answer may repeat it. */
  sent: string
}

const run = (drilling: Drilling, tenants: Tenants, probes: readonly Probe[]): Promise<Answered[]> =>
  inParallel(probes, LANES, async (probe, i) => {
    const { surface, role, whose } = probe
    const asked = toAsk(surface, filled(surface, valuesOf(tenants, surface, role, whose)), {
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
  changed: (written: string[]) => void,
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
    const written = writtenBetween(before, await fingerprint(drilling.world.place, businessId))
    if (written.length > 0) changed(written)
  }
  return replies
}

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
