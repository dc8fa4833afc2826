// A salon with everybody who works in it signed in: who asks what over HTTP, and what the doctor says of it afterwards.

import { randomUUID } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import type { LocalDate, WallTime } from '#kernel/time.ts'
import { ORIGIN, type TestApp } from '../harness/app.ts'
import { openSalon, PASSWORD } from './open-salon.ts'

export type Who = 'owner' | 'reception' | 'anna' | 'zhanar' | 'stranger'

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any endpoint, looked into by the tests
  body: any
}

/** Tuesday, open from 10 to 19 in Atyrau (UTC+5). */
export const TUESDAY = '2026-11-24'
export const at = (time: WallTime, date: LocalDate = TUESDAY): string => new Date(`${date}T${time}+05:00`).toISOString()

export async function openFrontDesk(it: TestApp) {
  const { app } = it
  const salon = await openSalon(app)
  const other = await openSalon(app)
  const { business, cut, anna, olga, actor } = salon
  const hired = async (name: string, right: 'reception' | 'specialist') => {
    const email = `${name}-${business.slug}@example.kz`
    const { id } = await app.accounts.createUser({ name, email, password: PASSWORD, role: 'business' })
    const schedule = { kind: 'weekly' as const, days: [1, 2, 3, 4, 5, 6].map((day) => ({ day, ...SHIFT })) }
    const services = right === 'specialist' ? [{ serviceId: cut.id }] : []
    const member = await app.staff.add(business.id, { name, services, schedule, userId: id, right, order: 5 }, actor)
    return { email, member }
  }
  const desk = await hired('Ақбота', 'reception')
  const zhanar = await hired('Жанар', 'specialist')
  const colour = await app.services.add(business.id, { name: 'Шаш бояу', duration: 120, price: 12_000 }, actor)
  const session = async (email: string) => `session=${(await app.accounts.signIn(email, PASSWORD, 'test')).token}`
  const cookies: Record<Who, string> = {
    owner: await session(salon.owner.email),
    reception: await session(desk.email),
    anna: await session(salon.specialist.email),
    zhanar: await session(zhanar.email),
    stranger: await session(other.owner.email),
  }

  const ask = async (
    who: Who | null,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    key: string = randomUUID(),
  ): Promise<Answer> => {
    const asked: InjectOptions = {
      method,
      url: `/api/businesses/${business.id}/${path}`,
      headers: {
        host: 'localhost:3000',
        origin: ORIGIN,
        'idempotency-key': key,
        ...(who ? { cookie: cookies[who] } : {}),
      },
      ...(body ? { payload: body } : {}),
    }
    const reply = await it.server.inject(asked)
    return { status: reply.statusCode, body: reply.body ? reply.json() : null }
  }

  return {
    ...salon,
    colour,
    zhanar: zhanar.member,
    ask,

    /** By reception, a haircut by Anna of a new client, unless told otherwise. */
    book: (time: WallTime, changes: object = {}, who: Who = 'reception', key?: string) =>
      ask(who, 'POST', 'appointments/by-staff', bodyOf(time, changes), key),

    block: (from: WallTime, until: WallTime, changes: object = {}, who: Who = 'reception', key?: string) =>
      ask(who, 'POST', 'blocks', { ...NOBODY, staffId: anna.id, from: at(from), until: at(until), ...changes }, key),

    line: (staffId: string | null = anna.id, changes: object = {}) => ({ serviceId: cut.id, staffId, ...changes }),

    /** What the doctor finds. */
    doctor: async () => (await Promise.all(app.checks.map((check) => check.run({ repair: false })))).flat(),

    second: olga,
  }

  function bodyOf(time: WallTime, changes: object) {
    const client = { kind: 'new', name: 'Қымбат Жұмабаева' }
    return { client, startTime: at(time), lines: [{ serviceId: cut.id, staffId: anna.id }], ...changes }
  }
}

const SHIFT = { from: '10:00', to: '19:00', breaks: [] }
const NOBODY = { staffId: null, resourceId: null }

export type FrontDesk = Awaited<ReturnType<typeof openFrontDesk>>
