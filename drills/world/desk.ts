// What a guest asks of a business over HTTP: each knows his device by its cookie.

import { setTimeout as pause } from 'node:timers/promises'
import type { HoldId, ServiceId, StaffId } from '#kernel/ids.ts'
import type { CartLine, Preference } from '#modules/appointments/index.ts'
import { askJson, type Reply } from './ask.ts'
import { phoneOf } from './salon.ts'
import type { World } from './world.ts'

export interface Guest {
  device: string
  phone: string
}

export interface Wish {
  lines: readonly CartLine[]
  start: Date
  prefer?: Preference
  holdId?: HoldId | undefined
}

/** What an answer tells of a visit. */
export interface Booked {
  id: string
  token: string
  version: number
}

let guests = 0

export function newGuest(): Guest {
  guests += 1
  return { device: `drill-device-${guests}`, phone: phoneOf(5_000_000 + guests) }
}

export const line = (serviceId: ServiceId, staffId: StaffId | null = null): CartLine => ({ serviceId, staffId })

export type Send = (ask: () => Promise<Reply>) => Promise<Reply>

/** As an honest client does: who is told to come back comes back with the same key. */
export function createPatience(most = 10): { send: Send; cameBack: () => number } {
  let cameBack = 0
  const send: Send = async (ask) => {
    let reply = await ask()
    for (let tries = 1; reply.status === 503 && tries < most; tries += 1) {
      cameBack += 1
      await pause(500)
      reply = await ask()
    }
    return reply
  }
  return { send, cameBack: () => cameBack }
}

export function createDesk(
  { app, port }: Pick<World, 'app' | 'port'>,
  businessId: string,
  send: Send = (ask) => ask(),
) {
  const business = `/api/businesses/${businessId}`
  const headers = ({ device }: Guest, key?: string) => ({
    cookie: `device=${device}.${app.sign(`device:${device}`)}`,
    ...(key ? { 'idempotency-key': key } : {}),
  })
  const cart = ({ lines, start, prefer }: Wish) => ({
    services: lines,
    startTime: start.toISOString(),
    ...(prefer ? { prefer } : {}),
  })
  return {
    book(server: number, guest: Guest, wish: Wish, key: string): Promise<Reply> {
      const contact = { name: 'Әсел', phone: guest.phone, ...(wish.holdId ? { holdId: wish.holdId } : {}) }
      const body = { ...cart(wish), ...contact }
      return send(() => askJson(port(server), 'POST', `${business}/appointments`, body, headers(guest, key)))
    },
    hold: (server: number, guest: Guest, wish: Wish, key: string): Promise<Reply> =>
      send(() => askJson(port(server), 'POST', `${business}/holds`, cart(wish), headers(guest, key))),
    extend: (server: number, guest: Guest, holdId: string): Promise<Reply> =>
      send(() => askJson(port(server), 'POST', `${business}/holds/${holdId}/extend`, {}, headers(guest))),
    release: (server: number, guest: Guest, holdId: string): Promise<Reply> =>
      send(() => askJson(port(server), 'POST', `${business}/holds/${holdId}/release`, {}, headers(guest))),
    move: (server: number, token: string, version: number, start: Date): Promise<Reply> =>
      send(() =>
        askJson(port(server), 'POST', `/api/visits/${token}/move`, { startTime: start.toISOString(), version }),
      ),
    cancel: (server: number, token: string): Promise<Reply> =>
      send(() => askJson(port(server), 'POST', `/api/visits/${token}/cancel`, {})),
  }
}

export type Desk = ReturnType<typeof createDesk>

export function bookedIn({ body }: Reply): Booked {
  const { appointment, link } = JSON.parse(body)
  return { id: appointment.id, token: String(link).split('/').at(-1) ?? '', version: appointment.version }
}

export const heldIn = ({ body }: Reply): HoldId => JSON.parse(body).id

export const isFailure = ({ status }: Reply): boolean => status === 0 || status >= 500
