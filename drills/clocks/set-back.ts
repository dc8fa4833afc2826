// The server's clock is set back by an hour while people book: no time is sold twice, a key keeps its one effect, held
// time stays held, and nothing fails.

import type { Minute } from '#kernel/time.ts'
import type { OwnServer } from '../world/own-server.ts'
import type { Random } from '../world/random.ts'
import { phoneOf, type Salon, startAt } from '../world/salon.ts'

const HOUR = 60

export interface Answer {
  status: number
  id: string | null
  link: string | null
  body: string
}

interface Sent {
  path: string
  body: Record<string, unknown>
  key: string
  device: number
}

export interface Outcome {
  what: string
  answer: Answer
  expected: string
  held: boolean
}

let guests = 0

function createClients({ server, app }: OwnServer, salon: Salon) {
  const [staffId = ''] = salon.people
  const serviceId = salon.services[0]?.id ?? ''

  async function send({ path, body, key, device }: Sent): Promise<Answer> {
    const id = `device-${device}`
    const reply = await server.inject({
      method: 'POST',
      url: path,
      headers: { 'idempotency-key': key, cookie: `device=${id}.${app.sign(`device:${id}`)}` },
      payload: body,
    })
    const told = reply.statusCode < 300 ? reply.json() : {}
    const link = typeof told.link === 'string' ? told.link : null
    return { status: reply.statusCode, id: told.appointment?.id ?? told.id ?? null, link, body: reply.body }
  }

  const at = (start: Minute) => ({
    services: [{ serviceId, staffId }],
    startTime: new Date(start * 60_000).toISOString(),
  })
  const businessPath = `/api/businesses/${salon.businessId}`

  return {
    send,
    booking(start: Minute, key: string, { device = 0, holdId }: { device?: number; holdId?: string } = {}): Sent {
      guests += 1
      const person = { name: 'Әсел', phone: phoneOf(guests) }
      return {
        path: `${businessPath}/appointments`,
        body: { ...at(start), ...person, ...(holdId ? { holdId } : {}) },
        key,
        device,
      }
    },
    hold: (start: Minute, key: string, device: number): Sent => ({
      path: `${businessPath}/holds`,
      body: at(start),
      key,
      device,
    }),
    cancelling: (link: string, key: string): Sent => ({
      path: `/api/visits/${link.split('/').at(-1) ?? ''}/cancel`,
      body: {},
      key,
      device: 0,
    }),
  }
}

/** One step after another, each with what it must come to. */
export async function setBack(own: OwnServer, salon: Salon, random: Random): Promise<Outcome[]> {
  const noon = startAt(1, 12 * HOUR).getTime() / 60_000
  const clients = createClients(own, salon)
  const outcomes: Outcome[] = []
  const expect = (what: string, answer: Answer, expected: string, held: boolean) =>
    outcomes.push({ what, answer, expected, held })
  const is = async (what: string, sent: Sent, status: number): Promise<Answer> => {
    const answer = await clients.send(sent)
    expect(what, answer, String(status), answer.status === status)
    return answer
  }

  own.setClock(noon)
  const booking = clients.booking(noon + 2 * HOUR, random.key())
  const booked = await is('a booking', booking, 201)
  const holding = clients.hold(noon + 4 * HOUR, random.key(), 1)
  const held = await is('a hold', holding, 201)
  await is('a start within the lead time', clients.booking(noon + 30, random.key()), 422)

  own.setClock(noon - HOUR)
  const again = await clients.send(booking)
  expect('the same booking again', again, 'the same visit', again.status === 201 && again.id === booked.id)
  await is('another for the same time', clients.booking(noon + 2 * HOUR, random.key()), 409)
  const heldAgain = await clients.send(holding)
  expect('the same hold again', heldAgain, 'the same hold', heldAgain.status === 201 && heldAgain.id === held.id)
  await is('another for the held time', clients.booking(noon + 4 * HOUR, random.key()), 409)
  await is('a start that is far enough now', clients.booking(noon + 30, random.key()), 201)
  const own4 = clients.booking(noon + 4 * HOUR, random.key(), { device: 1, ...(held.id ? { holdId: held.id } : {}) })
  const confirmed = await clients.send(own4)
  expect('the hold confirmed', confirmed, 'a visit of its id', confirmed.status === 201 && confirmed.id === held.id)

  await is('a hold made in the hour that comes twice', clients.hold(noon + 6 * HOUR, random.key(), 2), 201)
  own.setClock(noon)
  await is('when that hour has passed again it has lapsed', clients.booking(noon + 6 * HOUR, random.key()), 201)
  await is('the visit is cancelled', clients.cancelling(booked.link ?? '', random.key()), 200)
  own.setClock(noon - HOUR)
  await is('and its time is free', clients.booking(noon + 2 * HOUR, random.key()), 201)
  return outcomes
}

/** Bookings, holds and confirmations at random, some sent twice, while the clock jumps to and fro. */
export async function storm(own: OwnServer, salon: Salon, random: Random, count: number): Promise<Answer[]> {
  const noon = startAt(2, 12 * HOUR).getTime() / 60_000
  const clients = createClients(own, salon)
  const answers: Answer[] = []
  const sent: Sent[] = []
  const holds: { id: string; start: Minute; device: number }[] = []
  for (let i = 0; i < count; i += 1) {
    own.setClock(noon + (random.int(3) - 1) * HOUR + random.int(15))
    const start = noon + HOUR + random.int(40) * 15
    const kind = random.int(4)
    const earlier = sent[random.int(Math.max(sent.length, 1))]
    const mine = holds[random.int(Math.max(holds.length, 1))]
    const next =
      kind === 0 && earlier
        ? earlier
        : kind === 1 && mine
          ? clients.booking(mine.start, random.key(), { device: mine.device, holdId: mine.id })
          : kind === 2
            ? clients.hold(start, random.key(), i)
            : clients.booking(start, random.key())
    sent.push(next)
    const both = await Promise.all([clients.send(next), clients.send(clients.booking(start, random.key()))])
    answers.push(...both)
    if (kind === 2 && both[0].id) holds.push({ id: both[0].id, start, device: i })
  }
  return answers
}
