// What the office asks of staff, services and the business over HTTP: who may, what is answered, what is refused.

import { beforeAll, describe, expect, test } from 'vitest'
import { type OpenSalon, openSalon, PASSWORD } from '../factories/open-salon.ts'
import { ORIGIN, type TestApp, testApp } from '../harness/app.ts'

let it: TestApp
let salon: OpenSalon
let cookies: Record<'owner' | 'specialist' | 'stranger', string>

const signedIn = async (email: string) => `session=${(await it.app.accounts.signIn(email, PASSWORD, 'test')).token}`

beforeAll(async () => {
  it = await testApp()
  salon = await openSalon(it.app)
  const other = await openSalon(it.app)
  cookies = {
    owner: await signedIn(salon.owner.email),
    specialist: await signedIn(salon.specialist.email),
    stranger: await signedIn(other.owner.email),
  }
})

const ask = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: object, cookie?: string) => {
  const headers = { host: 'localhost:3000', origin: ORIGIN, ...(cookie ? { cookie } : {}) }
  const url = `/api/businesses/${salon.business.id}/${path}`
  const reply = await it.server.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
  return { status: reply.statusCode, body: reply.json() }
}

const stop = { until: '2026-11-30', reason: 'Instagram' }
const asked = () =>
  [
    ['GET', 'staff'],
    ['GET', 'standing'],
    [
      'POST',
      `staff/${salon.olga.id}/time-off`,
      { from: '2026-11-24T07:00:00+05:00', until: '2026-11-26T00:00:00+05:00', kind: 'sick', version: 1 },
    ],
    ['PUT', `staff/${salon.olga.id}/day`, { date: '2026-12-16', shifts: [], version: 2 }],
    ['PUT', `staff/${salon.olga.id}/serving`, { serves: 'women', gender: 'woman', version: 3 }],
    ['PUT', `staff/${salon.olga.id}/online-stop`, { stop, version: 4 }],
    [
      'POST',
      `staff/${salon.olga.id}/time-off/drop`,
      { from: '2026-11-24T02:00:00Z', until: '2026-11-25T19:00:00Z', version: 5 },
    ],
    ['PUT', `services/${salon.cut.id}/online-stop`, { stop, version: 1 }],
    ['PUT', 'online-stop', { stop, version: 1 }],
    ['PUT', 'notice', { notice: { text: 'Демалыстамыз', until: '2026-12-10' }, version: 2 }],
  ] as const

describe('away, stopped, on holiday', () => {
  test.each([
    ['a guest', undefined, 401],
    ['a specialist', 'specialist', 403],
    ["another business's owner", 'stranger', 404],
  ] as const)('%s neither sees nor changes it', async (_, who, status) => {
    for (const [method, path, body] of asked())
      expect({ path, status: (await ask(method, path, body, who && cookies[who])).status }).toEqual({ path, status })
    expect((await it.app.staff.byId(salon.business.id, salon.olga.id))?.version).toBe(1)
  })

  test('the owner does, and sending it twice is harmless', async () => {
    for (const [method, path, body] of asked()) {
      const first = await ask(method, path, body, cookies.owner)
      expect({ path, status: first.status }).toEqual({ path, status: 200 })
      expect(await ask(method, path, body, cookies.owner)).toEqual(first)
    }
    const { body } = await ask('GET', 'staff', undefined, cookies.owner)
    expect(body.staff.find(({ id }: { id: string }) => id === salon.olga.id)).toMatchObject({
      version: 6,
      serves: 'women',
      gender: 'woman',
      onlineStop: stop,
      timeOff: [],
      exceptions: [{ date: '2026-12-16', shifts: [] }],
    })
    expect((await ask('GET', 'standing', undefined, cookies.owner)).body).toEqual({
      isActive: true,
      onlineStop: stop,
      notice: { text: 'Демалыстамыз', translations: {}, until: '2026-12-10' },
      version: 3,
    })
  })

  test('a change of what is no longer so names the present version', async () => {
    const late = await ask('PUT', 'online-stop', { stop: null, version: 99 }, cookies.owner)
    expect(late).toMatchObject({ status: 409, body: { code: 'changed_meanwhile' } })
  })
})
