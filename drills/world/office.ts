// What staff ask over HTTP, signed in.

import { type Ask, ask, askJson, type Reply } from './ask.ts'
import type { Send } from './desk.ts'
import type { Salon } from './salon.ts'
import type { World } from './world.ts'

export interface StaffPlan {
  startTime: Date
  lines: readonly { serviceId: string; staffId: string | null; duration?: number }[]
  override?: { reason: string } | undefined
}

export interface BlockPlan {
  staffId: string | null
  resourceId: string | null
  from: Date
  until: Date
  over?: boolean
}

/** The owner's desk in one business. */
export async function openOffice({ app, port }: World, { businessId, owner }: Salon, send: Send = (one) => one()) {
  const business = `/api/businesses/${businessId}`
  const cookie = `session=${await app.accounts.begin(owner.userId, 'drill')}`
  const json = (server: number, method: string, path: string, body: unknown, key?: string): Promise<Reply> =>
    send(() =>
      askJson(port(server), method, `${business}/${path}`, body, {
        cookie,
        ...(key ? { 'idempotency-key': key } : {}),
      }),
    )
  const plain = (server: number, one: Pick<Ask, 'method' | 'path'>): Promise<Reply> =>
    send(() => ask(port(server), { ...one, path: `${business}/${one.path}`, headers: { cookie } }))
  return {
    book: (server: number, plan: StaffPlan, key: string) =>
      json(server, 'POST', 'appointments/by-staff', { ...plan, client: { kind: 'walk-in' } }, key),
    rearrange: (server: number, id: string, version: number, plan: StaffPlan) =>
      json(server, 'POST', `appointments/${id}/rearrange`, { ...plan, version }),
    block: (server: number, plan: BlockPlan, key: string) => json(server, 'POST', 'blocks', plan, key),
    changeBlock: (server: number, id: string, version: number, plan: BlockPlan) =>
      json(server, 'PUT', `blocks/${id}`, { ...plan, version }),
    removeBlock: (server: number, id: string, version: number) =>
      plain(server, { method: 'DELETE', path: `blocks/${id}?version=${version}` }),
  }
}

export type Office = Awaited<ReturnType<typeof openOffice>>

/** Id and version in what is told of a visit or a block. */
export const seenIn = ({ body }: Reply): { id: string; version: number } => {
  const { id, version } = JSON.parse(body)
  return { id, version }
}
