// Server-sent events: an open office screen is told that something changed, and reads it anew. Whoever was cut off needs
// no memory of ours: his browser comes back and reads all that it shows.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { limited } from '#kernel/errors.ts'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import type { Feed, Told } from '#platform/events/feed.ts'
import type { Actor } from './contract.ts'
import { permit } from './permit.ts'
import { type Serving, whoAsks } from './serving.ts'

const LIVE_PATH = '/api/businesses/:businessId/live'

/** A sign of life, and a look whether the session and the right still stand. */
const BEAT_MS = 20_000
const RETRY_MS = 1_500
/** Open streams of one account in one process: a few screens, not a flood. */
const STREAMS = 30
/** Who reads so much slower than things change has gone to sleep. */
const UNREAD_BYTES = 64 * 1024

type User = Extract<Actor, { kind: 'user' }>

export function serveLive(server: FastifyInstance, feed: Feed, serving: Serving, beatMs = BEAT_MS): void {
  const open = new Map<UserId, number>()
  const streams = new Set<() => void>()
  server.addHook('preClose', async () => {
    for (const end of streams) end()
  })

  const staffOf = async (request: FastifyRequest): Promise<User> => {
    const { businessId } = request.params as { businessId: string }
    const actor = await whoAsks(serving, request)
    return (await permit(serving.actors, actor, 'specialist', businessId)) as User
  }

  server.get(LIVE_PATH, async (request, reply) => {
    const actor = await staffOf(request)
    const count = open.get(actor.userId) ?? 0
    if (count >= STREAMS) throw limited('too_many_requests', { retryAfter: 30 })
    open.set(actor.userId, count + 1)
    const { businessId } = request.params as { businessId: BusinessId }
    const send = begin(reply)
    const unfollow = feed.follow(businessId, (event) => send(tellingOf(event, actor)))
    const end = () => {
      if (!streams.delete(end)) return
      clearInterval(beat)
      unfollow()
      const left = (open.get(actor.userId) ?? 1) - 1
      if (left > 0) open.set(actor.userId, left)
      else open.delete(actor.userId)
      reply.raw.end()
    }
    const beat = setInterval(() => {
      send(': beat\n\n')
      staffOf(request).catch(end)
    }, beatMs)
    streams.add(end)
    request.raw.on('close', end)
  })
}

function begin(reply: FastifyReply): (text: string) => void {
  reply.hijack()
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'close', // a closing server waits for what may be used again
  })
  reply.raw.write(`retry: ${RETRY_MS}\n\n`)
  return (text) => {
    if (reply.raw.writableLength > UNREAD_BYTES)
      reply.raw.destroy() // it comes back and reads what it missed
    else reply.raw.write(text)
  }
}

/** A specialist is told what kind of thing changed, not whose. */
function tellingOf({ type, subject, version, actor: by }: Told, { userId, right }: User): string {
  const mine = by === `user:${userId}`
  const change =
    right === 'specialist' ? { kind: subject.kind, mine } : { kind: subject.kind, id: subject.id, version, type, mine }
  return `data: ${JSON.stringify(change)}\n\n`
}
