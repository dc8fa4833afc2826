import { ObjectId } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from '#platform/mongo/migrate.ts'
import { clockAt } from '../../../test/factories/salon.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { smtpDouble } from '../../../test/harness/smtp.ts'
import { createMail } from './mail.ts'
import { mailsCollection } from './mails.store.ts'
import { createSmtp, type SendMail } from './smtp.ts'

const database = await testDatabase()
const clock = clockAt('2026-11-23T03:00:00Z')
const FROM = 'Платформа <noreply@example.kz>'
const HOUR_MS = 3_600_000

let smtp: Awaited<ReturnType<typeof smtpDouble>>
let said: string[] = []

beforeAll(async () => {
  await migrate(database.db, [mailsCollection])
  smtp = await smtpDouble()
})
afterAll(() => smtp.close())
beforeEach(async () => {
  clock.set('2026-11-23T03:00:00Z')
  await stored().deleteMany({})
  smtp.feel(null)
  smtp.taken.length = 0
  said = []
})

const stored = () => database.db.collection('mails')
const server = (url = smtp.url) => createSmtp({ url, from: FROM, patienceMs: 400 })

/** A process with the outbox. */
const outbox = (send: SendMail | null = server()) =>
  createMail({
    db: database.db,
    clock,
    send,
    links: () => ({ reset: ({ data }) => `https://example.kz/reset/${data.code}` }),
    log: (line) => said.push(line),
  })

const queue = (mail: ReturnType<typeof outbox>, key = 'code:1', to = 'asel@mail.kz') =>
  database.inTransaction((tx) =>
    mail.queue(
      {
        ...{ key, to, locale: 'kk', kind: 'reset', data: { name: 'Әсел', code: 'c0de', origin: 'https://example.kz' } },
        expiresAt: new Date(clock.now().getTime() + 24 * HOUR_MS),
      },
      tx,
    ),
  )
const work = async (mail: ReturnType<typeof outbox>) => {
  for (const job of mail.jobs) await job.run(new AbortController().signal)
}
const later = (ms: number) => clock.set(new Date(clock.now().getTime() + ms).toISOString())
const states = async () => (await stored().find().toArray()).map(({ state }) => state)

describe('a mail', () => {
  test('goes with what it tells of: rolled back, it was never written', async () => {
    const mail = outbox()
    const failing = database.inTransaction(async (tx) => {
      const at = { expiresAt: new Date('2026-11-24T03:00:00Z') }
      await mail.queue({ key: 'k', to: 'a@b.kz', locale: 'kk', kind: 'reset', data: {}, ...at }, tx)
      throw new Error('the change failed')
    })
    await expect(failing).rejects.toThrow('the change failed')
    await work(mail)
    expect([await states(), smtp.taken]).toEqual([[], []])
  })

  test('is text and page, in its language, and what it said is forgotten once it is sent', async () => {
    const mail = outbox()
    await queue(mail)
    await queue(mail) // the same again is the same mail
    await work(mail)
    await work(mail)
    expect(smtp.taken).toHaveLength(1)
    const [{ to = [], source = '' } = {}] = smtp.taken
    expect(to).toEqual(['asel@mail.kz'])
    expect(source).toMatch(/^Content-Type: multipart\/alternative/m)
    expect(source).toMatch(/^Content-Language: kk/m)
    expect(source).toMatch(/^Message-ID: <code\.1@example\.kz>/im)
    expect(source).toContain('https://example.kz/reset/c0de')
    const [row] = await stored().find().toArray()
    expect(row).toMatchObject({ state: 'sent', tries: 1, sentAt: clock.now() })
    expect(row).not.toHaveProperty('data')
  })

  test('names what somebody typed as text, not as a page', async () => {
    const mail = outbox()
    const data = { name: '<img src=x onerror=alert(1)>', code: '1', origin: 'https://example.kz' }
    const expiresAt = new Date('2026-11-24T03:00:00Z')
    const typed = { key: 'k', to: 'a@mail.kz', locale: 'en', kind: 'reset', data, expiresAt } as const
    await database.inTransaction((tx) => mail.queue(typed, tx))
    await work(mail)
    expect(smtp.taken[0]?.source.split('text/html')[1]).not.toContain('<img')
  })

  test('of forty, taken by four workers at once, each comes once', async () => {
    const workers = [outbox(), outbox(), outbox(), outbox()] as const
    for (let at = 0; at < 40; at += 1) await queue(workers[0], `code:${at}`, `a${at}@mail.kz`)
    await Promise.all(workers.map(work))
    const receivers = smtp.taken.flatMap(({ to }) => to)
    expect(receivers).toHaveLength(40)
    expect(new Set(receivers).size).toBe(40)
    expect(new Set(await states())).toEqual(new Set(['sent']))
  })

  test('whose worker died after handing it over comes again under the same Message-ID: at least once', async () => {
    const real = server()
    const dying: SendMail = async (envelope, letter) => {
      await real(envelope, letter)
      await new Promise(() => undefined)
    }
    const mail = outbox(dying)
    await queue(mail)
    void work(mail)
    await expect.poll(() => smtp.taken.length).toBe(1)
    const next = outbox()
    await work(next)
    expect(smtp.taken).toHaveLength(1) // the lease still holds
    later(3 * 60_000)
    await work(next)
    const ids = smtp.taken.map(({ source }) => /^Message-ID: (.*)$/im.exec(source)?.[1])
    expect(ids).toHaveLength(2)
    expect(ids[0]).toBe(ids[1])
    expect(await states()).toEqual(['sent'])
  })
})

describe('a mail server that', () => {
  test('refuses for now gets the mail later, less and less often', async () => {
    const mail = outbox()
    smtp.feel({ refuse: 450 })
    await queue(mail)
    await work(mail)
    await work(mail)
    expect(await stored().findOne()).toMatchObject({ state: 'pending', tries: 1, error: 'EENVELOPE 450' })
    later(61_000)
    await work(mail)
    later(61_000)
    await work(mail)
    expect(await stored().findOne()).toMatchObject({ tries: 2 })
    smtp.feel(null)
    later(60_000)
    await work(mail)
    expect([smtp.taken.length, await states()]).toEqual([1, ['sent']])
  })

  test('refuses for good is not asked again', async () => {
    const mail = outbox()
    smtp.feel({ refuse: 550 })
    await queue(mail)
    await work(mail)
    smtp.feel(null)
    later(24 * HOUR_MS)
    await work(mail)
    expect([smtp.taken, await states()]).toEqual([[], ['failed']])
  })

  test('is away is tried for hours, and then no more', async () => {
    const away = await smtpDouble()
    await away.close()
    const mail = outbox(server(away.url))
    await queue(mail)
    for (let hour = 0; hour < 12; hour += 1) {
      await work(mail)
      later(HOUR_MS)
    }
    expect(await stored().findOne()).toMatchObject({ state: 'dead', tries: 10 })
  })

  test('does not answer holds nobody up for longer than its time', async () => {
    const mail = outbox()
    smtp.feel('silent')
    await queue(mail)
    const began = performance.now()
    await work(mail)
    expect(performance.now() - began).toBeLessThan(3_000)
    expect(await states()).toEqual(['pending'])
  })

  test('does not know our password says nothing of the address: the mail waits', async () => {
    const closed = await smtpDouble({ isClosed: true })
    const mail = outbox(server(closed.url))
    await queue(mail)
    await work(mail)
    expect(await stored().findOne()).toMatchObject({ state: 'pending', error: 'EAUTH 535' })
    await closed.close()
  })

  test('speaks of people is not quoted: log and row hold codes', async () => {
    const mail = outbox()
    smtp.feel({ refuse: 550 })
    await queue(mail)
    await work(mail)
    expect(said).toEqual(['mail reset: EENVELOPE 550, try 1, failed'])
  })
})

describe('without a mail server', () => {
  test('mails stay here, and stay here when there is one later', async () => {
    const mail = outbox(null)
    await queue(mail)
    expect(mail.jobs).toEqual([])
    const [here] = await mail.local()
    expect(here).toMatchObject({ to: 'asel@mail.kz', letter: { action: { url: 'https://example.kz/reset/c0de' } } })
    await work(outbox())
    expect([smtp.taken, await states()]).toEqual([[], ['local']])
  })

  test('one whose time is over is shown no more', async () => {
    const mail = outbox(null)
    await queue(mail)
    later(25 * HOUR_MS)
    expect(await mail.local()).toEqual([])
  })
})

test('the database knows mails of the shape that is written', async () => {
  await expect(stored().insertOne({ _id: new ObjectId(), key: 'x' })).rejects.toThrow()
})
