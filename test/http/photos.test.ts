// Photos over HTTP, with bytes as people and attackers send them.

import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/http/contract.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import { bombOf, gifOf } from '../../drills/matrix/hostile-pictures.ts'
import { openSalon, PASSWORD } from '../factories/open-salon.ts'
import { animatedWebp, apng, photograph } from '../factories/pictures.ts'
import { ORIGIN, testApp } from '../harness/app.ts'

const { app, server, database, clock, filesFolder } = await testApp()
const salon = await openSalon(app)
const { db } = database
const businessId = salon.business.id
afterAll(() => server.close())
const PHOTOS = `/api/businesses/${businessId}/photos`
const jpeg = await photograph({ width: 800, height: 600, format: 'jpeg', located: true })

const cookieOf = async (email: string) => ({
  cookie: `session=${(await app.accounts.signIn(email, PASSWORD, 'test')).token}`,
})
const owner = await cookieOf(salon.owner.email)
const specialist = await cookieOf(salon.specialist.email)

const newKey = () => randomUUID()

interface Sent {
  fields?: Record<string, string>
  file?: Uint8Array | null
  name?: string
  key?: string
  as?: Record<string, string>
  url?: string
}

async function send({
  fields = { kind: 'gallery' },
  file = jpeg,
  name = 'a.jpg',
  key = newKey(),
  as = owner,
  url = PHOTOS,
}: Sent) {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  if (file) form.set('file', new Blob([new Uint8Array(file)], { type: 'image/jpeg' }), name)
  const request = new Request(ORIGIN, { method: 'POST', body: form })
  return server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': request.headers.get('content-type') ?? '', 'idempotency-key': key, ...as },
    payload: Buffer.from(await request.arrayBuffer()),
  })
}

const ask = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers })
const shown = async () => (await ask(PHOTOS, owner)).json()
const present = async () => (await app.businesses.byId(businessId))?.photos ?? {}
const rows = (filter = {}) => db.collection('photos').find(filter).toArray()
const filesLeft = () => {
  try {
    return readdirSync(`${filesFolder}/kept/photos`)
  } catch {
    return []
  }
}
const doctor = async () => {
  const check = app.checks.find(({ name }) => name === 'photos and their files')
  return ((await check?.run({ repair: false })) ?? []).map(({ code }) => code)
}
const sweep = () => app.jobs.find(({ name }) => name === 'photos.sweep')?.run(new AbortController().signal)

describe('a photo that is taken', () => {
  test('hangs in its place, in every size, and nothing tells where it was made', async () => {
    const reply = await send({ fields: { kind: 'cover' } })
    expect(reply.statusCode).toBe(201)
    const photo = reply.json()
    expect(photo).toMatchObject({ width: 800, height: 600, widths: [160, 320, 640, 800] })
    expect((await present()).coverImage).toBe(photo.url)
    expect((await shown()).cover).toEqual(photo)
    for (const width of photo.widths) {
      for (const [ending, type] of [
        ['avif', 'image/avif'],
        ['webp', 'image/webp'],
        ['jpg', 'image/jpeg'],
      ]) {
        const size = await ask(`${photo.url}/${width}.${ending}`)
        expect([size.statusCode, size.headers['content-type']]).toEqual([200, type])
        expect(size.headers['cache-control']).toBe('public, max-age=31536000, immutable')
        expect(size.headers['x-content-type-options']).toBe('nosniff')
        expect(size.headers['set-cookie']).toBeUndefined()
        expect(size.rawPayload.includes('GPS-marker')).toBe(false)
        const { width: real, exif } = await sharp(size.rawPayload).metadata()
        expect([real, exif]).toEqual([width, undefined])
      }
    }
    expect(await doctor()).toEqual([])
  })

  test('is not sent twice to whoever has it', async () => {
    const { url } = (await shown()).cover
    const { etag } = (await ask(`${url}/320.avif`)).headers
    const again = await ask(`${url}/320.avif`, { 'if-none-match': String(etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  test('takes the place of the one before, whose files go at once', async () => {
    const { url: old } = (await shown()).cover
    const { url } = (await send({ fields: { kind: 'cover' } })).json()
    expect((await present()).coverImage).toBe(url)
    expect((await ask(`${old}/320.avif`)).statusCode).toBe(404)
    expect((await ask(`${old}/320.jpg`)).statusCode).toBe(404)
    expect(filesLeft()).not.toContain(old.split('/').at(-1))
    await sweep()
    expect(await rows({ state: { $ne: 'ready' } })).toEqual([])
    expect(await doctor()).toEqual([])
  })

  test('is one, however often it is sent with its key', async () => {
    const key = newKey()
    const replies = await Promise.all([1, 2, 3].map(() => send({ fields: { kind: 'logo' }, key })))
    const later = await send({ fields: { kind: 'logo' }, key })
    expect(new Set([...replies, later].map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
    expect(await rows({ kind: 'logo', state: 'ready' })).toHaveLength(1)
    const other = await send({ fields: { kind: 'cover' }, key })
    expect([other.statusCode, other.json().code]).toEqual([422, 'key_reused'])
    expect((await send({ fields: { kind: 'logo' }, key: 'short' })).json().code).toBe('key_required')
  })

  test('of a person, and of an account', async () => {
    const fields = { kind: 'person', staffId: salon.anna.id }
    const { url } = (await send({ fields })).json()
    expect((await app.staff.byId(businessId, salon.anna.id))?.photo).toBe(url)
    const own = await send({ fields: {}, as: specialist, url: '/api/account/photo' })
    expect(own.statusCode).toBe(201)
    expect((await app.accounts.byId(salon.specialist.id))?.image).toBe(own.json().url)
    expect(await doctor()).toEqual([])
    const gone = await server.inject({ method: 'DELETE', url: '/api/account/photo', headers: specialist })
    expect(gone.statusCode).toBe(204)
    expect((await app.accounts.byId(salon.specialist.id))?.image).toBeUndefined()
    expect((await send({ fields: { kind: 'person' } })).json().code).toBe('invalid_input')
    expect((await send({ fields: { kind: 'person', staffId: 'f'.repeat(24) } })).statusCode).toBe(404)
  })

  test('is an event of what it hangs on, with the version after it', async () => {
    const [event] = await db
      .collection('events')
      .find({ businessId: toObjectId(businessId), type: 'business.photos-changed' })
      .sort({ version: -1 })
      .limit(1)
      .toArray()
    expect(event?.version).toBe((await app.businesses.byId(businessId))?.version)
    expect(event?.actor).toBe(`user:${salon.owner.id}`)
  })
})

describe('the gallery', () => {
  const gallery = async (): Promise<{ id: string; url: string }[]> => (await shown()).gallery

  test('keeps its order, moves and removes', async () => {
    for (const _ of [1, 2, 3]) expect((await send({})).statusCode).toBe(201)
    const [a, b, c] = (await gallery()).map(({ id }) => id)
    const move = (id: string | undefined, to: number) =>
      server.inject({ method: 'PUT', url: `${PHOTOS}/${id}/place`, headers: owner, payload: { to } })
    expect((await move(c, 0)).statusCode).toBe(204)
    expect((await move(c, 0)).statusCode).toBe(204)
    expect((await gallery()).map(({ id }) => id)).toEqual([c, a, b])
    await move(c, 12)
    expect((await gallery()).map(({ id }) => id)).toEqual([a, b, c])
    const remove = () => server.inject({ method: 'DELETE', url: `${PHOTOS}/${b}`, headers: owner })
    expect([(await remove()).statusCode, (await remove()).statusCode]).toEqual([204, 204])
    expect((await gallery()).map(({ id }) => id)).toEqual([a, c])
    expect(await doctor()).toEqual([])
  })

  test('holds twelve, also when many come at once', async () => {
    const small = await photograph({ width: 64, height: 64, format: 'png' })
    const replies = await Promise.all(Array.from({ length: 6 }, () => send({ file: small })))
    const more = await Promise.all(Array.from({ length: 6 }, () => send({ file: small })))
    const statuses = [...replies, ...more].map(({ statusCode }) => statusCode)
    expect(statuses.filter((status) => status === 201)).toHaveLength(10)
    expect([...replies, ...more].filter(({ statusCode }) => statusCode === 409).map((one) => one.json().code)).toEqual([
      'gallery_full',
      'gallery_full',
    ])
    expect(await gallery()).toHaveLength(12)
    expect(await rows({ state: 'pending' })).toEqual([])
    expect(await doctor()).toEqual([])
  })

  test('keeps addresses from elsewhere, which are not shown', async () => {
    const foreign = 'https://elsewhere.kz/a.jpg'
    await db
      .collection('businesses')
      .updateOne({ slug: salon.business.slug }, { $push: { 'photos.gallery': foreign } } as never)
    const [{ id } = { id: '' }] = await gallery()
    await server.inject({ method: 'DELETE', url: `${PHOTOS}/${id}`, headers: owner })
    expect(await gallery()).toHaveLength(11)
    expect((await present()).gallery).toContain(foreign)
    expect(await doctor()).toEqual([])
  })
})

describe('what is refused leaves nothing behind', async () => {
  const cases: [string, Uint8Array | null, string][] = [
    ['no file', null, 'photo_empty'],
    ['zero bytes', new Uint8Array(), 'photo_empty'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'photo_format'],
    ['a page named .jpg', Buffer.from('<!doctype html><script>alert(1)</script>'), 'photo_format'],
    ['a GIF that is a page', gifOf('=1;/*<script>*/'), 'photo_format'],
    ['a truncated JPEG', jpeg.subarray(0, jpeg.length / 2), 'photo_broken'],
    ['a bomb', bombOf(50_000, 50_000), 'photo_too_many_pixels'],
    ['a moving WebP', await animatedWebp(), 'photo_animated'],
    ['a moving PNG', await apng(), 'photo_animated'],
    ['16 MB', Buffer.alloc(16 * 2 ** 20, 1), 'photo_too_large'],
    ['40 MB', Buffer.alloc(40 * 2 ** 20, 1), 'photo_too_large'],
  ]
  test.each(cases)('%s', async (_, file, code) => {
    const before = [(await rows()).length, filesLeft().length, JSON.stringify(await present())]
    const reply = await send({ file })
    expect([reply.statusCode, reply.json().code]).toEqual([422, code])
    expect([(await rows()).length, filesLeft().length, JSON.stringify(await present())]).toEqual(before)
  })

  test('40 MB before the first byte of it is read', async () => {
    const address = await server.listen({ port: 0, host: '127.0.0.1' })
    const { hostname, port } = new URL(address)
    const headers = {
      ...owner,
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': 40 * 2 ** 20,
      'idempotency-key': newKey(),
    }
    const asked = request({ hostname, port, method: 'POST', path: PHOTOS, headers })
    asked.flushHeaders()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    expect([answer.statusCode, await text(answer)]).toEqual([422, expect.stringContaining('photo_too_large')])
    asked.destroy()
  })

  test('in the reader’s language', async () => {
    const titles = await Promise.all(
      ['kk', 'ru', 'en'].map(async (locale) => {
        const reply = await send({ file: gifOf(''), as: { ...owner, 'accept-language': locale } })
        return reply.json().title
      }),
    )
    expect(titles).toEqual([
      expect.stringContaining('жарамайды'),
      expect.stringContaining('не подходит'),
      expect.stringContaining('cannot be used'),
    ])
  })

  test('a form that is none', async () => {
    const post = (type: string, payload: string) =>
      server.inject({
        method: 'POST',
        url: PHOTOS,
        headers: { ...owner, 'content-type': type, 'idempotency-key': newKey() },
        payload,
      })
    expect((await post('application/json', '{"kind":"logo"}')).json().code).toBe('media_type')
    expect((await post('multipart/form-data', 'x')).json().code).toBe('unreadable_body')
    expect((await post('multipart/form-data; boundary=x', '--x\r\nContent-Disp')).json().code).toBe('unreadable_body')
    const open = '--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\nlogo\r\n--x\r\n'
    const file = 'Content-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n\xff\xd8\xff\r\n'
    expect((await post('multipart/form-data; boundary=x', open + file)).statusCode).toBe(422)
    expect((await post('multipart/form-data; boundary=x', `${open}${file}--x\r\n${file}--x--`)).json().code).toBe(
      'unreadable_body',
    )
    const long = `--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\n${'a'.repeat(5000)}\r\n--x--`
    expect((await post('multipart/form-data; boundary=x', long)).json().code).toBe('invalid_input')
    expect((await send({ fields: { kind: 'account' } })).json().code).toBe('invalid_input')
  })
})

describe('addresses', () => {
  test('lead to sizes of photos and nowhere else', async () => {
    const { url } = (await shown()).cover
    const name = url.split('/').at(-1)
    for (const path of [
      `${url}`,
      `${url}/master.webp`,
      `${url}/641.webp`,
      `${url}/1920.webp`,
      `${url}/640.gif`,
      `${url}/0640.webp`,
      `${url}/..%2f..%2fsecret`,
      `/photos/..%2f..%2f/640.webp`,
      `/photos/${name.replace('800x600', '801x600')}/640.webp`,
      `/photos/${'f'.repeat(24)}-800x600/640.webp`,
      '/photos/__proto__/640.webp',
    ]) {
      expect((await ask(path)).statusCode, path).toBe(404)
    }
  })

  test('ask the encoder once, however many come', async () => {
    const { url } = (await shown()).cover
    const replies = await Promise.all(Array.from({ length: 30 }, () => ask(`${url}/800.webp`)))
    expect(new Set(replies.map(({ statusCode, rawPayload }) => `${statusCode} ${rawPayload.length}`)).size).toBe(1)
  })
})

describe('who may', () => {
  test('managers and owners of the business, and nobody else', async () => {
    const before = JSON.stringify(await present())
    const other = await openSalon(app)
    const stranger = await cookieOf(other.owner.email)
    const { id } = (await shown()).gallery[0]
    for (const [as, status] of [
      [{}, 401],
      [specialist, 403],
      [stranger, 404],
    ] as const) {
      expect((await send({ as })).statusCode).toBe(status)
      expect((await server.inject({ method: 'DELETE', url: `${PHOTOS}/${id}`, headers: as })).statusCode).toBe(status)
      expect((await ask(PHOTOS, as)).statusCode).toBe(status)
    }
    const theirs = `/api/businesses/${other.business.id}/photos/${id}`
    expect((await server.inject({ method: 'DELETE', url: theirs, headers: stranger })).statusCode).toBe(404)
    const place = { method: 'PUT', url: `${theirs}/place`, headers: stranger, payload: { to: 0 } } as const
    expect((await server.inject(place)).statusCode).toBe(404)
    expect(JSON.stringify(await present())).toBe(before)
  })
})

describe('the page of the office', () => {
  const OFFICE = `/office/b/${businessId}/photos`
  const page = async (url: string, as = owner) => (await ask(url, as)).body

  test('takes a picture by a plain form, shows it, and removes it', async () => {
    const reply = await send({ url: OFFICE, fields: { kind: 'logo', key: newKey() } })
    expect([reply.statusCode, reply.headers.location]).toEqual([
      303,
      `/office/photos?business=${businessId}&done=added`,
    ])
    const { logo } = await present()
    expect(await page(String(reply.headers.location))).toContain(`src="${logo}/640.jpg"`)
    const removed = await server.inject({
      method: 'POST',
      url: `${OFFICE}/${logo?.slice('/photos/'.length).split('-')[0]}/remove`,
      headers: { ...owner, 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(removed.headers.location).toBe(`/office/photos?business=${businessId}&done=removed`)
    expect((await present()).logo).toBeUndefined()
  })

  test('comes back with the reason where a picture is not taken', async () => {
    for (const [file, text] of [
      [Buffer.alloc(40 * 2 ** 20), 'тым үлкен'],
      [gifOf(''), 'жарамайды'],
      [new Uint8Array(), 'таңдалмаған'],
    ] as const) {
      const reply = await send({ url: OFFICE, fields: { kind: 'logo', key: newKey() }, file })
      expect(reply.statusCode).toBe(422)
      expect(reply.body).toContain(text)
      expect(reply.body).toContain('id="gallery"')
    }
  })

  test('shows a specialist his own picture only', async () => {
    const html = await page('/office/photos', specialist)
    expect(html).toContain('id="own"')
    expect(html).not.toContain('id="gallery"')
    const sent = await send({ url: '/office/account/photo', fields: { key: newKey() }, as: specialist })
    expect(sent.headers.location).toBe('/office/photos?done=own')
    expect(await page('/office/photos', specialist)).toContain('/640.jpg')
    expect((await send({ url: OFFICE, as: specialist })).statusCode).toBe(403)
  })
})

describe('what goes wrong in between', () => {
  const actor: Actor = salon.actor

  test('an upload that died is swept when it is old, and not before', async () => {
    const dead = { _id: toObjectId('a'.repeat(24)), businessId: toObjectId(businessId), kind: 'logo', state: 'pending' }
    await db
      .collection('photos')
      .insertOne({ ...dead, width: 9, height: 9, bytes: 1, version: 1, createdAt: clock.now() })
    await sweep()
    expect(await rows({ state: 'pending' })).toHaveLength(1)
    const now = clock.now().toISOString()
    clock.set(new Date(clock.now().getTime() + 2 * 3_600_000).toISOString())
    await sweep()
    clock.set(now)
    expect(await rows({ state: 'pending' })).toEqual([])
  })

  test('the doctor tells a photo without its row, without its file, and one that nothing names', async () => {
    const ready = await rows({ kind: 'cover', state: 'ready' })
    const name = `${ready[0]?._id}-800x600`
    const cover = (await present()).coverImage
    rmSync(`${filesFolder}/kept/photos/${name}/master.webp`)
    expect(await doctor()).toEqual(['photo_file'])
    await db.collection('photos').updateOne({ kind: 'cover', state: 'ready' }, { $set: { state: 'removed' } })
    expect(await doctor()).toEqual(['photo_unknown'])
    await app.businesses.changeProfile(
      businessId,
      { name: 'Сұлу', category: 'beauty-salon', mainLocale: 'kk' },
      (await app.businesses.byId(businessId))?.version ?? 0,
      actor,
    )
    expect((await present()).coverImage).toBe(cover) // a change of the texts leaves the pictures alone
    await db.collection('businesses').updateOne({ slug: salon.business.slug }, { $unset: { 'photos.coverImage': '' } })
    await db.collection('photos').updateOne({ kind: 'cover', state: 'removed' }, { $set: { state: 'ready' } })
    expect(await doctor()).toEqual(['photo_unnamed'])
    const check = app.checks.find((one) => one.name === 'photos and their files')
    expect((await check?.run({ repair: true }))?.map(({ repaired }) => repaired)).toEqual([true])
    expect(await doctor()).toEqual([])
  })
})
