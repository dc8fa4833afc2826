// The one table of rights, walked: every endpoint and every page that asks for a right, with every right there is.
// What each asks for stands in its contract; that a contract asks for no less than it should is said here by hand.

import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { May } from '#platform/http/contract.ts'
import { includes, MAY, RIGHTS, type Right } from '#platform/http/rights.ts'
import { UNBUILT } from '#site/document.tsx'
import { pagesOf } from '../../src/main/app.ts'
import { openFrontDesk } from '../factories/front-desk.ts'
import { type OpenSalon, openSalon, PASSWORD } from '../factories/open-salon.ts'
import { testApp } from '../harness/app.ts'

const it = await testApp()
const { app, server } = it

interface Door {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  may: May
}
const api: Door[] = app.routes.map(({ endpoint: { method, path, may } }) => ({ method, path, may }))
const pages: Door[] = pagesOf(app, UNBUILT).map(({ method, path, may }) => ({ method, path, may }))
const isRight = (may: May): may is Right => RIGHTS.some((right) => right === may)
const guarded = [...api, ...pages].filter(({ may }) => isRight(may))
const name = ({ method, path }: Door) => `${method} ${path}`

let salon: OpenSalon
const sessions = new Map<Right | 'stranger', string>()

beforeAll(async () => {
  salon = await openSalon(app)
  for (const right of RIGHTS) {
    const email = `${right}@rights.example`
    const { id } = await app.accounts.createUser({ name: right, email, password: PASSWORD, role: 'client' })
    await app.staff.add(salon.business.id, { name: right, userId: id, right, isActive: false }, salon.actor)
    sessions.set(right, (await app.accounts.signIn(email, PASSWORD, 'rights')).token)
  }
  const other = await openSalon(app)
  sessions.set('stranger', (await app.accounts.signIn(other.owner.email, PASSWORD, 'rights')).token)
})

/** Asks with ids that are nothing's and an empty body: rights are judged before. */
async function asked({ method, path }: Door, session: string | undefined): Promise<number> {
  const url = path.replaceAll(/:(\w+)/g, (_, param: string) =>
    param === 'businessId' ? salon.business.id : param === 'locale' ? 'ru' : 'f'.repeat(24),
  )
  const isPage = !path.startsWith('/api/')
  const { statusCode } = await server.inject({
    ...{ method, url: url.replace('*', 'today') },
    headers: {
      'idempotency-key': randomUUID(),
      ...(method === 'GET' || method === 'DELETE'
        ? {}
        : { 'content-type': isPage ? 'application/x-www-form-urlencoded' : 'application/json' }),
    },
    ...(method === 'GET' || method === 'DELETE' ? {} : { payload: isPage ? 'a=1' : '{}' }),
    ...(session ? { cookies: { session } } : {}),
  })
  return statusCode
}

describe('whoever holds a right', () => {
  test.each(RIGHTS)('%s gets in exactly where the table says', async (right) => {
    const wrong: string[] = []
    for (const door of guarded) {
      const status = await asked(door, sessions.get(right))
      const isLetIn = includes(right, door.may as Right)
      const isAsSaid = isLetIn ? status !== 403 && status !== 401 && status < 500 : status === 403
      if (!isAsSaid) wrong.push(`${name(door)}: ${status} to ${right}, asks for ${door.may}`)
    }
    expect(wrong).toEqual([])
    expect(guarded.length).toBeGreaterThan(60)
  })

  test('elsewhere is told that there is no such business, and a guest to sign in', async () => {
    const wrong: string[] = []
    for (const door of guarded) {
      const [stranger, guest] = [await asked(door, sessions.get('stranger')), await asked(door, undefined)]
      const isAsSaid = stranger === 404 && guest === (door.path.startsWith('/api/') ? 401 : 303)
      if (!isAsSaid) wrong.push(`${name(door)}: ${stranger} to a stranger, ${guest} to a guest`)
    }
    expect(wrong).toEqual([])
  })
})

test('rights rise: each includes those before it, and no other', () => {
  expect(RIGHTS.map((held) => RIGHTS.filter((needed) => includes(held, needed)))).toEqual([
    ['specialist'],
    ['specialist', 'reception'],
    ['specialist', 'reception', 'manager'],
    ['specialist', 'reception', 'manager', 'owner'],
  ])
})

test('who may not override the rules is refused, whatever his screen shows', async () => {
  const desk = await openFrontDesk(it)
  const override = { override: { reason: 'Кезек' } }
  expect((await desk.book('18:30', override, 'anna')).status).toBe(403)
  const { body: visit } = await desk.book('11:00', {}, 'anna')
  const lines = [desk.line()]
  const moved = { startTime: visit.startTime, version: visit.version, lines, ...override }
  expect((await desk.ask('anna', 'POST', `appointments/${visit.id}/rearrange`, moved)).status).toBe(403)
  expect((await desk.book('18:30', override, 'reception')).status).toBe(201)
})

test('what a business is asked about needs a right in it, but for what clients see', () => {
  const open = api.filter(({ path, may }) => path.includes('/:businessId') && !isRight(may)).map(name)
  const ofClients = [
    'services',
    'free-times',
    'why',
    'holds',
    'holds/:holdId/extend',
    'holds/:holdId/release',
    'appointments',
  ]
  expect(open.map((one) => one.split('/:businessId/')[1]).sort()).toEqual(ofClients.sort())
})

test.each<[string, Right]>([
  ['PUT /api/businesses/:businessId/kaspi-link', MAY.changeKaspi],
  ['PUT /api/businesses/:businessId/staff/:staffId/right', MAY.changeTeam],
  ['POST /api/businesses/:businessId/invitations', MAY.changeTeam],
  ['PATCH /api/businesses/:businessId/settings', MAY.changeBusiness],
  ['POST /api/businesses/:businessId/appointments/:appointmentId/cancel', MAY.cancelVisits],
  ['GET /api/businesses/:businessId/clients', MAY.findClients],
  ['GET /api/businesses/:businessId/audit', MAY.seeAudit],
])('%s asks for %s', (wanted, right) => {
  expect(api.find((door) => name(door) === wanted)?.may).toBe(right)
})
