// Coming into a team by a link: invited, accepted once, taken back, sent again; and what a right may give.

import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { StaffId } from '#kernel/ids.ts'
import type { Right } from '#platform/http/rights.ts'
import { type OpenSalon, openSalon, PASSWORD } from '../factories/open-salon.ts'
import { TODAY } from '../factories/salon.ts'
import { testApp } from '../harness/app.ts'
import { mailReader } from '../harness/mails.ts'

const { server, app, clock, database } = await testApp()
const mails = mailReader(app)

let salon: OpenSalon
let owner = ''
let serial = 0
let email = ''
beforeEach(async () => {
  clock.set(TODAY)
  salon = await openSalon(app)
  owner = await sessionOf(salon.owner.email)
  serial += 1
  email = `dana-${serial}@mail.kz`
})

const sessionOf = async (address: string) => (await app.accounts.signIn(address, PASSWORD, `test-${serial}`)).token
const send = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, session?: string) =>
  server.inject({
    method,
    url,
    headers: { 'idempotency-key': randomUUID() },
    ...(session ? { cookies: { session } } : {}),
    ...(payload ? { payload } : {}),
  })
const at = (path = '') => `/api/businesses/${salon.business.id}/invitations${path}`
const invite = (more: object = {}, session = owner) =>
  send('POST', at(), { email, right: 'reception', ...more }, session)
const codeTo = (address = email) => mails.codeTo(address, 'invitation')
const daysLater = (days: number) => clock.set(new Date(Date.parse(TODAY) + days * 24 * 3_600_000).toISOString())
const account = (address: string) =>
  app.accounts.createUser({ name: 'Дана', email: address, password: PASSWORD, role: 'client' })
const join = (code: string, name = 'Дана') => send('POST', '/api/invitations/join', { code, name, password: PASSWORD })
const accept = (code: string, session: string) => send('POST', '/api/invitations/accept', { code }, session)
const code = (reply: { json(): { code?: string } }) => reply.json().code

async function member(right: Right): Promise<{ session: string; staffId: StaffId }> {
  const address = `${right}-${serial}@mail.kz`
  const { id } = await account(address)
  const { id: staffId } = await app.staff.add(salon.business.id, { name: right, userId: id, right }, salon.actor)
  return { session: await sessionOf(address), staffId }
}

describe('an invitation', () => {
  test('is accepted by signing up: the account, its right and its business are there at once', async () => {
    const sent = await invite({ name: 'Дана' })
    expect(sent.statusCode).toBe(201)
    const found = await send('POST', '/api/invitations/read', { code: await codeTo() })
    expect(found.json()).toEqual({
      ...{ business: salon.business.name, email, name: 'Дана', right: 'reception', hasAccount: false },
    })
    const reply = await join(await codeTo())
    expect(reply.statusCode).toBe(201)
    const session = reply.cookies.find(({ name }) => name === 'session')?.value ?? ''
    const me = (await send('GET', '/api/me', undefined, session)).json()
    expect(me).toMatchObject({
      user: { email, isVerified: true },
      businesses: [{ id: salon.business.id, right: 'reception' }],
      businessId: salon.business.id,
    })
    expect((await send('GET', at(), undefined, owner)).json()).toEqual({ invitations: [] })
  })

  test('gives its account to a person who works here already', async () => {
    await invite({ staffId: salon.olga.id, right: 'specialist' })
    await account(email)
    const session = await sessionOf(email)
    const accepted = await accept(await codeTo(), session)
    expect(accepted.json()).toEqual({ businessId: salon.business.id })
    const { staffId, right } = (await send('GET', '/api/me', undefined, session)).json().businesses[0]
    expect([staffId, right]).toEqual([salon.olga.id, 'specialist'])
    expect((await app.staff.byId(salon.business.id, salon.olga.id))?.name).toBe('Ольга')
  })

  test('accepted again by the same account is answered alike; by others it is used', async () => {
    await invite()
    await account(email)
    const session = await sessionOf(email)
    const token = await codeTo()
    const replies = await Promise.all([1, 2, 3].map(() => accept(token, session)))
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    expect((await accept(token, session)).statusCode).toBe(200)
    expect(code(await join(token))).toBe('invitation_used')
    expect(code(await accept(token, owner))).toBe('invitation_used')
    const team = await app.staff.ofBusiness(salon.business.id)
    expect(team.filter(({ name }) => name === 'Дана')).toHaveLength(1)
  })

  test('used by two who sign up at once makes one account', async () => {
    await invite()
    const token = await codeTo()
    const both = await Promise.all(['One', 'Two', 'Three'].map((name) => join(token, name)))
    expect(both.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1)
    expect(both.every(({ statusCode }) => statusCode === 201 || statusCode === 409)).toBe(true)
    expect(await database.db.collection('users').countDocuments({ email })).toBe(1)
  })

  test('opens for the address that was invited, and no other', async () => {
    await invite()
    await account(`other-${email}`)
    const other = await sessionOf(`other-${email}`)
    expect(code(await accept(await codeTo(), other))).toBe('invitation_other_address')
    await account(email)
    expect(code(await join(await codeTo()))).toBe('invitation_sign_in')
  })

  test('lives seven days, and again seven when it is sent again', async () => {
    const { id, version } = (await invite()).json()
    const token = await codeTo()
    daysLater(7)
    expect(code(await join(token))).toBe('invitation_expired')
    expect((await send('GET', at(), undefined, owner)).json().invitations[0].isExpired).toBe(true)
    const again = await send('POST', at(`/${id}/send`), { version }, owner)
    expect(again.statusCode).toBe(200)
    const twice = await send('POST', at(`/${id}/send`), { version }, owner)
    expect(code(twice)).toBe('changed_meanwhile')
    daysLater(13.9)
    expect((await join(token)).statusCode).toBe(201)
  })

  test('taken back opens nothing, and the address can be invited anew', async () => {
    const { id } = (await invite()).json()
    const token = await codeTo()
    expect((await send('DELETE', at(`/${id}`), undefined, owner)).statusCode).toBe(204)
    expect((await send('DELETE', at(`/${id}`), undefined, owner)).statusCode).toBe(204)
    expect(code(await join(token))).toBe('invitation_revoked')
    expect((await invite()).statusCode).toBe(201)
  })

  test('taken back while it is being accepted is one or the other', async () => {
    const { id } = (await invite()).json()
    const [joined, revoked] = await Promise.all([join(await codeTo()), send('DELETE', at(`/${id}`), undefined, owner)])
    expect([joined.statusCode, revoked.statusCode]).toSatisfy(
      ([one, other]) => (one === 201 && other === 409) || (one === 409 && other === 204),
    )
    expect(await database.db.collection('users').countDocuments({ email })).toBe(joined.statusCode === 201 ? 1 : 0)
  })

  test('forged, or of another installation, opens nothing', async () => {
    await invite()
    const token = await codeTo()
    for (const wrong of [`${token.slice(0, 24)}.${'A'.repeat(43)}`, 'x', token.slice(0, -1)])
      expect(code(await join(wrong))).toBe('invitation_invalid')
  })

  test('goes out once for one key, and once for one address', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const payload = { email, right: 'reception' }
    const ask = () => server.inject({ method: 'POST', url: at(), headers, payload, cookies: { session: owner } })
    const [one, two] = [await ask(), await ask()]
    expect([two.statusCode, two.json()]).toEqual([201, one.json()])
    expect(code(await invite())).toBe('already_invited')
    expect(await mails.kindsTo(email)).toEqual(['invitation'])
  })

  test('is not for who is there already, and not for a person who has an account', async () => {
    expect(code(await invite({ email: salon.specialist.email }))).toBe('already_member')
    expect(code(await invite({ staffId: salon.anna.id }))).toBe('already_member')
  })

  test('is no other business’s to see, to take back, or to send', async () => {
    const { id } = (await invite()).json()
    const other = await openSalon(app)
    const theirs = `/api/businesses/${other.business.id}/invitations/${id}`
    const session = await sessionOf(other.owner.email)
    expect((await send('DELETE', theirs, undefined, session)).statusCode).toBe(404)
    expect((await send('POST', `${theirs}/send`, { version: 1 }, session)).statusCode).toBe(404)
    expect((await send('DELETE', at(`/${id}`), undefined, session)).statusCode).toBe(404)
  })
})

describe('a right', () => {
  test('is given up to the own one', async () => {
    const { session } = await member('manager')
    expect(code(await invite({ right: 'owner' }, session))).toBe('right_too_high')
    expect((await invite({ right: 'manager' }, session)).statusCode).toBe(201)
    expect((await invite({}, (await member('reception')).session)).statusCode).toBe(403)
  })

  const setRight = (staffId: string, right: Right | null, version: number, session = owner) =>
    send('PUT', `/api/businesses/${salon.business.id}/staff/${staffId}/right`, { right, version }, session)

  test('taken away works at once, and the person can be invited again', async () => {
    const { session, staffId } = await member('reception')
    const day = () =>
      send('GET', `/api/businesses/${salon.business.id}/blocks?from=2026-11-24&days=1`, undefined, session)
    expect((await day()).statusCode).not.toBe(404)
    expect((await setRight(staffId, null, 1)).json()).toMatchObject({ right: null, hasAccount: false })
    expect((await day()).statusCode).toBe(404)
    expect((await invite({ staffId, email: `reception-${serial}@mail.kz` })).statusCode).toBe(201)
  })

  test('of an owner is no manager’s to change, and the last owner stays', async () => {
    const { session } = await member('manager')
    const staff = await app.staff.ofBusiness(salon.business.id)
    const first = staff.find(({ right }) => right === 'owner')
    expect(code(await setRight(first?.id ?? '', 'reception', 1, session))).toBe('right_too_high')
    expect(code(await setRight(first?.id ?? '', 'manager', 1))).toBe('last_owner')
  })

  test('of two owners who end each other’s at once, one stays', async () => {
    const second = await member('owner')
    const staff = await app.staff.ofBusiness(salon.business.id)
    const first = staff.find(({ right, id }) => right === 'owner' && id !== second.staffId)?.id ?? ''
    await Promise.all([setRight(second.staffId, null, 1), setRight(first, null, 1, second.session)])
    const owners = (await app.staff.ofBusiness(salon.business.id)).filter(({ right }) => right === 'owner')
    expect(owners).toHaveLength(1)
  })
})

describe('one account in two businesses', () => {
  test('switches between them, and to no other', async () => {
    const other = await openSalon(app)
    const { id } = await account(email)
    for (const { business, actor } of [salon, other])
      await app.staff.add(business.id, { name: 'Дана', userId: id, right: 'reception' }, actor)
    const session = await sessionOf(email)
    const me = async () => (await send('GET', '/api/me', undefined, session)).json()
    const to = (businessId: string) => send('PUT', '/api/me/business', { businessId }, session)
    expect((await me()).businesses).toHaveLength(2)
    await to(other.business.id)
    expect((await me()).businessId).toBe(other.business.id)
    await to(salon.business.id)
    expect((await me()).businessId).toBe(salon.business.id)
    const third = await openSalon(app)
    expect((await to(third.business.id)).statusCode).toBe(404)
    expect((await me()).businessId).toBe(salon.business.id)
  })
})
