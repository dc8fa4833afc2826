// A business's public pages over HTTP, as browsers, messengers and search engines ask for them.

import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { type OpenSalon, openSalon } from '../factories/open-salon.ts'
import { TODAY } from '../factories/salon.ts'
import { ORIGIN, type TestApp, testApp } from '../harness/app.ts'

let it: TestApp
let salon: OpenSalon
let slug: string

beforeAll(async () => {
  it = await testApp()
  salon = await openSalon(it.app)
  slug = salon.business.slug
})

const get = (url: string, headers: Record<string, string> = {}) =>
  it.server.inject({ url, headers: { host: 'localhost:3000', ...headers } })
const schemaOf = (html: string) =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(html)?.[1] ?? 'null') as Record<
    string,
    unknown
  >

/** What an owner has typed into the profile, past every check of today's forms. */
const store = (fields: Record<string, unknown>) =>
  it.database.db.collection('businesses').updateOne({ slug }, { $set: fields })

describe('the page of a business', () => {
  test.each([
    ['kk', '«Сұлу» салоны'],
    ['ru', 'Салон «Сұлу»'],
    ['en', 'Sulu Salon'],
  ])('in %s it tells search engines and messengers who it is', async (locale, name) => {
    const { body, statusCode } = await get(`/${locale}/b/${slug}`)
    expect(statusCode).toBe(200)
    expect(body).toContain(`<link rel="canonical" href="${ORIGIN}/${locale}/b/${slug}"/>`)
    for (const other of ['kk', 'ru', 'en'])
      expect(body).toContain(`<link rel="alternate" hrefLang="${other}" href="${ORIGIN}/${other}/b/${slug}"/>`)
    expect(body).toMatch(new RegExp(`<meta property="og:title" content="${name}`))
    expect(body).toContain(`<meta property="og:image" content="${ORIGIN}/covers/${slug}.png`)
    expect(body).not.toMatch(/undefined|NaN|\[object/)
    expect(schemaOf(body)).toMatchObject({
      '@type': 'BeautySalon',
      name: expect.stringContaining(name),
      telephone: '+77015550202',
    })
  })

  test('hostile links and texts of an owner stay texts', async () => {
    await store({
      socialMedia: {
        instagram: 'javascript:alert(1)',
        facebook: 'https://evil.example/x',
        whatsapp: '+7 7122 35 55 55',
      },
      description: '</script><script>alert(1)</script>',
      photos: {
        coverImage: 'https://evil.example/track.gif',
        gallery: ['javascript:alert(1)', '//evil.example/1.jpg'],
      },
    })
    const { body } = await get(`/kk/b/${slug}`)
    expect(body).not.toMatch(/(href|src|srcset)="[^"]*(javascript:|evil\.example)/i)
    expect(body).not.toContain('wa.me/77122')
    expect(body.match(/<script/g)).toHaveLength(2)
    expect(schemaOf(body)).toMatchObject({ description: '</script><script>alert(1)</script>' })
    await store({ socialMedia: { whatsapp: '+7 702 555 02 02' }, description: '', photos: {} })
    expect((await get(`/kk/b/${slug}`)).body).toContain('https://wa.me/77025550202')
  })

  test('a service that is not booked online has a phone instead of a button', async () => {
    const { actor, business } = salon
    const wish = await it.app.services.add(business.id, { name: 'Үйге шығу', duration: 90, price: 9000 }, actor)
    await it.app.services.change(business.id, wish.id, { isActive: false }, wish.version, actor)
    const { body } = await get(`/kk/b/${slug}`)
    expect(body).toContain('Үйге шығу')
    expect(body).not.toContain(`service=${wish.id}`)
    expect(body).toContain('Телефон арқылы жазылады')
    expect(body).toContain(`service=${salon.cut.id}`)
  })

  test('a night is told in words, today as it really is, and a notice until its day', async () => {
    const night = { isOpen: true, openTime: '18:00', closeTime: '02:00', breaks: [] }
    const shut = { isOpen: false, openTime: '10:00', closeTime: '19:00', breaks: [] }
    await it.database.db.collection('locations').updateOne(
      { businessId: (await it.database.db.collection('locations').findOne({}))?.businessId },
      {
        $set: {
          workingHours: [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, ...night })),
          exceptions: [{ date: TODAY.slice(0, 10), ...shut }],
        },
      },
    )
    await store({
      notice: { text: 'Жарық жоқ', translations: { ru: { text: 'Нет света' } }, until: TODAY.slice(0, 10) },
    })
    const { body } = await get(`/ru/b/${slug}`)
    expect(body).toContain('18:00–02:00 следующего дня')
    expect(body).toContain('Сегодня закрыто.')
    expect(body).toContain('Нет света')
    it.clock.set('2026-11-24T03:00:00Z')
    const tomorrow = (await get(`/ru/b/${slug}`)).body
    expect(tomorrow).not.toContain('Нет света')
    expect(tomorrow).not.toContain('Сегодня закрыто.')
    it.clock.set(TODAY)
  })
})

describe('on paper', () => {
  test('the price list stands in two languages whatever the reader speaks', async () => {
    for (const locale of ['kk', 'ru', 'en']) {
      const { body } = await get(`/${locale}/b/${slug}/prices`)
      expect(body).toContain('<span lang="kk">Шаш қию</span><span class="second" lang="ru">Стрижка</span>')
      expect(body.replaceAll('\u00a0', ' ')).toContain('Цены на 23 ноября 2026 г.')
      expect(body).toContain('<svg class="qr"')
      expect(body).toContain('name="robots" content="noindex"')
    }
  })

  test('the door sheet comes in two sizes, and a strange one is the big one', async () => {
    expect((await get(`/kk/b/${slug}/door?paper=a5`)).body).toContain('door-a5')
    expect((await get(`/kk/b/${slug}/door?paper=%3Cb%3E`)).body).toContain('door-a4')
  })

  test('its address meets each reader in his own language', async () => {
    const russian = await get(`/b/${slug}`, { 'accept-language': 'ru-KZ,ru;q=0.9' })
    expect([russian.statusCode, russian.headers.location]).toEqual([302, `/ru/b/${slug}`])
    expect((await get(`/b/${slug}`, { 'accept-language': 'fr' })).headers.location).toBe(`/kk/b/${slug}`)
    expect((await get('/b/nobody')).statusCode).toBe(404)
  })

  test('an address that was printed before leads to the present one', async () => {
    await store({ formerSlugs: ['sulu-old'] })
    expect((await get('/kk/b/sulu-old/prices')).headers.location).toBe(`/kk/b/${slug}/prices`)
    expect((await get('/kk/b/sulu-old/door')).headers.location).toBe(`/kk/b/${slug}/door`)
    expect((await get('/b/sulu-old', { 'accept-language': 'kk' })).headers.location).toBe(`/kk/b/${slug}`)
  })
})

describe('for programs', () => {
  test('the cover as messengers take it, kept for good', async () => {
    const picture = await get(`/covers/${slug}.png`)
    expect(await sharp(picture.rawPayload).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
    expect(picture.headers['cache-control']).toContain('immutable')
    const again = await get(`/covers/${slug}.png`, { 'if-none-match': String(picture.headers.etag) })
    expect(again.statusCode).toBe(304)
    expect((await get('/covers/nobody.png')).statusCode).toBe(404)
    expect((await get(`/covers/${slug}.gif`)).statusCode).toBe(404)
  })

  test('the sitemap has every published business and no other', async () => {
    const hidden = await openSalon(it.app)
    await it.database.db
      .collection('businesses')
      .updateOne({ slug: hidden.business.slug }, { $set: { isActive: false } })
    const { body, headers } = await get('/sitemap.xml')
    expect(headers['content-type']).toContain('xml')
    expect(body).toContain(`<loc>${ORIGIN}/ru/b/${slug}</loc>`)
    expect(body).not.toContain(`/b/${hidden.business.slug}<`)
    expect((await get('/sitemap/1.xml')).body).toBe(body)
    expect((await get('/sitemap/2.xml')).statusCode).toBe(404)
    expect((await get('/robots.txt')).body).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`)
  })

  test('no shared file hands out a cookie', async () => {
    for (const path of ['/sitemap.xml', '/robots.txt', `/covers/${slug}.png`, `/covers/${slug}.svg`])
      expect((await get(path)).headers['set-cookie']).toBeUndefined()
  })
})
