// Reception and guests at once within a few hours: staff book, move, make longer, take back, override and block; guests
// book and cancel; and what a tablet did without a network is sent again, late and out of order.

import type { Drilling } from '../drill.ts'
import { inParallel, type Reply } from '../world/ask.ts'
import { bookedIn, createDesk, createPatience, isFailure, newGuest } from '../world/desk.ts'
import { type BlockPlan, openOffice, type StaffPlan, seenIn } from '../world/office.ts'
import { startAt } from '../world/salon.ts'
import { type Floor, someCart } from './floor.ts'

const LANES = 12
const DAY = 6
const STEP = 15
const STARTS = 24
const ACTS = ['guest', 'guest', 'cancel', 'book', 'book', 'move', 'move', 'resize', 'undo', 'override'] as const
const BLOCKS = ['block', 'change block', 'remove block', 'replay', 'replay'] as const
const ALL = [...ACTS, ...BLOCKS]
type Act = (typeof ALL)[number]

interface Visit {
  id: string
  version: number
  plan: StaffPlan
  /** As it was before the last change. */
  before?: StaffPlan
}

export interface StaffCrowded {
  acts: Record<string, number>
  failures: Reply[]
  strange: Reply[]
  cameBack: number
  /** Keys with more than one effect. */
  doubled: number
}

export async function staffCrowd({ world, random }: Drilling, floor: Floor, count: number): Promise<StaffCrowded> {
  const { send, cameBack } = createPatience()
  const desk = createDesk(world, floor.salon.businessId, send)
  const office = await openOffice(world, floor.salon, send)
  const visits: Visit[] = []
  const guests: string[] = []
  const blocks: { id: string; version: number }[] = []
  const sent: { key: string; plan: StaffPlan; ids: Set<string> }[] = []
  const acts: Record<string, number> = {}
  const taken = <Item>(items: Item[]): Item | undefined => items.splice(random.int(items.length), 1)[0]
  const start = () => startAt(DAY, STEP * random.int(STARTS))

  const planned = (): StaffPlan => {
    const lines = someCart(random, floor).map(({ serviceId, staffId }) => ({
      serviceId,
      staffId:
        staffId ?? (serviceId === floor.roomOnly ? null : (floor.people[random.int(floor.people.length)] ?? null)),
    }))
    return { startTime: start(), lines }
  }
  const blocked = (): BlockPlan => {
    const isRoom = random.int(4) === 0
    const from = start()
    const staffId = isRoom ? null : (floor.people[random.int(floor.people.length)] ?? null)
    const until = new Date(+from + 60_000 * STEP * (1 + random.int(6)))
    return { staffId, resourceId: isRoom ? floor.room : null, from, until, over: random.int(3) === 0 }
  }
  /** The answer to a booking may be lost on its way: then the same is sent again, some time. */
  const book = async (server: number, one: (typeof sent)[number]): Promise<Reply> => {
    const reply = await office.book(server, one.plan, one.key)
    if (reply.status === 201) {
      const { id, version } = seenIn(reply)
      if (!one.ids.has(id)) visits.push({ id, version, plan: one.plan })
      one.ids.add(id)
    }
    return reply
  }
  const change = async (server: number, visit: Visit, plan: StaffPlan): Promise<Reply> => {
    const reply = await office.rearrange(server, visit.id, visit.version, plan)
    const changed = reply.status === 200 ? { version: seenIn(reply).version, plan, before: visit.plan } : {}
    visits.push({ ...visit, ...changed })
    return reply
  }
  const ofVisit = async (act: Act, server: number): Promise<Reply | null> => {
    const visit = taken(visits)
    if (!visit) return null
    const { plan, before } = visit
    if (act === 'undo' && before) return change(server, visit, before)
    if (act === 'move') return change(server, visit, { ...plan, startTime: start() })
    const longer = 15 * (2 + random.int(6))
    return change(server, visit, { ...plan, lines: plan.lines.map((line) => ({ ...line, duration: longer })) })
  }
  const ofBlock = async (act: Act, server: number): Promise<Reply | null> => {
    if (act === 'block') {
      const reply = await office.block(server, blocked(), random.key())
      if (reply.status === 201) blocks.push(seenIn(reply))
      return reply
    }
    const block = taken(blocks)
    if (!block) return null
    if (act === 'remove block') return office.removeBlock(server, block.id, block.version)
    const reply = await office.changeBlock(server, block.id, block.version, blocked())
    blocks.push(reply.status === 200 ? seenIn(reply) : block)
    return reply
  }
  const one = async (act: Act, server: number): Promise<Reply | null> => {
    if (act === 'guest') {
      const reply = await desk.book(
        server,
        newGuest(),
        { lines: someCart(random, floor), start: start() },
        random.key(),
      )
      if (reply.status === 201) guests.push(bookedIn(reply).token)
      return reply
    }
    if (act === 'cancel') {
      const token = taken(guests)
      return token ? desk.cancel(server, token) : null
    }
    if (act === 'book' || act === 'override') {
      const override = act === 'override' ? { reason: 'drill' } : undefined
      const made = { key: random.key(), plan: { ...planned(), override }, ids: new Set<string>() }
      sent.push(made)
      return book(server, made)
    }
    if (act === 'replay') {
      const again = sent[random.int(sent.length)]
      return again ? book(server, again) : null
    }
    return act === 'move' || act === 'resize' || act === 'undo' ? ofVisit(act, server) : ofBlock(act, server)
  }

  const chosen = Array.from({ length: count }, () => ALL[random.int(ALL.length)] ?? 'guest')
  const replies = await inParallel(chosen, LANES, async (act, i) => {
    const reply = await one(act, i)
    if (reply) acts[`${act} ${reply.status}`] = (acts[`${act} ${reply.status}`] ?? 0) + 1
    return reply
  })
  // At last all of it is sent once more, the last first, as after a long time without a network.
  const again = await inParallel(sent.toReversed(), LANES, (made, i) => book(i, made))
  const answered = [...replies, ...again].filter((reply) => reply !== null)
  return {
    acts,
    failures: answered.filter(isFailure),
    strange: answered.filter(({ status }) => status >= 400 && status < 500 && status !== 409 && status !== 404),
    cameBack: cameBack(),
    doubled: sent.filter(({ ids }) => ids.size > 1).length,
  }
}
