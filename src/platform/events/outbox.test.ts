import { ObjectId } from 'mongodb'
import { describe, expect, it } from 'vitest'
import type { BusinessId } from '#kernel/ids.ts'
import { toId } from '#platform/mongo/collection.ts'
import { migrate } from '#platform/mongo/migrate.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { createDrain, type Patience } from './drain.ts'
import { createEvents, eventsCollection } from './events.store.ts'
import type { Listener, StoredEvent } from './listener.ts'
import { createOutboxStore } from './outbox.store.ts'

const database = await testDatabase()
const { db, inTransaction } = database
await migrate(db, [eventsCollection])

const NOW = new Date('2026-11-23T03:00:00Z')
const newId = () => String(new ObjectId())
const newBusiness = (): BusinessId => toId(new ObjectId())

/** A clock one turns by hand. */
function handClock() {
  let now = NOW.getTime()
  return {
    now: () => new Date(now),
    pass: (ms: number) => {
      now += ms
    },
  }
}

let listenerCount = 0
/** A listener of this test alone, and what it has heard. */
function listening(handle: (event: StoredEvent) => unknown = () => undefined, coalesce?: 'business') {
  const heard: StoredEvent[] = []
  listenerCount += 1
  const listener: Listener = {
    name: `test-${listenerCount}`,
    ...(coalesce && { coalesce }),
    hears: (type) => type === 'thing.changed',
    async handle(event) {
      await handle(event)
      heard.push(event)
    },
  }
  const { append } = createEvents(db, () => [listener])
  const write = (businessId: BusinessId, subject: string, version: number, type = 'thing.changed') =>
    inTransaction((tx) =>
      append({ businessId, type, subject: { kind: 'thing', id: subject }, version, actor: 'platform', at: NOW }, tx),
    )
  const waiting = () => db.collection('events').countDocuments({ pending: listener.name })
  const shelf = () => db.collection('events').find({ 'dead.listener': listener.name }).toArray()
  return { listener, heard, write, waiting, shelf }
}

function draining(listener: Listener, patience: Partial<Patience> = {}) {
  const clock = handClock()
  const lines: string[] = []
  const drain = createDrain(listener, { db, log: (line) => lines.push(line), clock, patience })
  return { ...drain, clock, lines }
}

describe('the outbox', () => {
  it('names those who hear an event with the event, and nobody for others', async () => {
    const { listener, heard, write, waiting } = listening()
    await write(newBusiness(), newId(), 1)
    await write(newBusiness(), newId(), 1, 'other.changed')
    expect(await waiting()).toBe(1)
    await draining(listener).settle()
    expect(heard).toHaveLength(1)
    expect(await waiting()).toBe(0)
  })

  it('tells the events of a subject in the order of versions, whatever order they lie in', async () => {
    const { listener, heard, write } = listening()
    const [business, one, other] = [newBusiness(), newId(), newId()]
    for (const version of [3, 1, 4, 2]) for (const subject of [one, other]) await write(business, subject, version)
    await draining(listener).settle()
    for (const subject of [one, other]) {
      expect(heard.filter((event) => event.subject.id === subject).map(({ version }) => version)).toEqual([1, 2, 3, 4])
    }
  })

  it('tries again after a while, and keeps later ones of the subject waiting behind', async () => {
    let broken = true
    const { listener, heard, write } = listening(() => {
      if (broken) throw new Error('the line is down')
    })
    const [business, subject] = [newBusiness(), newId()]
    await write(business, subject, 1)
    await write(business, subject, 2)
    const { settle, clock } = draining(listener, { backoffMs: () => 1000 })
    await settle()
    broken = false
    await settle()
    expect(heard).toEqual([])
    clock.pass(1001)
    await settle()
    expect(heard.map(({ version }) => version)).toEqual([1, 2])
  })

  it('puts what fails too often on the shelf, while others flow and its subject goes on', async () => {
    const poisoned = newId()
    const { listener, heard, write, waiting, shelf } = listening(({ subject, version }) => {
      if (subject.id === poisoned && version === 1) throw new Error('cannot be digested')
    })
    const business = newBusiness()
    await write(business, poisoned, 1)
    await write(business, poisoned, 2)
    for (let i = 0; i < 40; i += 1) await write(business, newId(), 1)
    const { settle, clock, lines } = draining(listener, { tries: 3, backoffMs: () => 1000 })
    await settle()
    expect(heard).toHaveLength(40)
    for (let i = 0; i < 2; i += 1) {
      clock.pass(1001)
      await settle()
    }
    expect(heard.at(-1)).toMatchObject({ subject: { id: poisoned }, version: 2 })
    expect(await waiting()).toBe(0)
    expect(await shelf()).toMatchObject([{ version: 1, dead: [{ error: 'Error: cannot be digested' }] }])
    expect(lines.at(-1)).toContain('goes to the shelf after 3 tries')
  })

  it('ends a handling that takes too long', async () => {
    const { listener, write, waiting } = listening(() => new Promise(() => undefined))
    await write(newBusiness(), newId(), 1)
    const { settle, lines } = draining(listener, { handlingMs: 20 })
    await settle()
    expect(lines).toEqual([expect.stringContaining('not handled within 20 ms')])
    expect(await waiting()).toBe(1)
  })

  it.each([undefined, 'business' as const])(
    'waits behind what another has in hands (coalescing: %s)',
    async (coalesce) => {
      const { listener, heard, write } = listening(() => undefined, coalesce)
      const [business, subject] = [newBusiness(), newId()]
      await write(business, subject, 1)
      const store = createOutboxStore(db)
      const [other] = await store.take(listener, { groups: 1, now: NOW, until: new Date(NOW.getTime() + 15_000) })
      await write(business, subject, 2)
      const { settle, clock } = draining(listener)
      await settle()
      expect(heard).toEqual([])
      await store.done(listener, other?.holder ?? '', other?.taken ?? [])
      clock.pass(1000)
      await settle()
      expect(heard).toMatchObject([{ version: 2 }])
    },
  )

  it('takes over from a worker that died with events in its hands, when the lease is over and no sooner', async () => {
    const { listener, heard, write } = listening()
    await write(newBusiness(), newId(), 1)
    const dead = await createOutboxStore(db).take(listener, {
      groups: 10,
      now: NOW,
      until: new Date(NOW.getTime() + 15_000),
    })
    expect(dead).toHaveLength(1)
    const { settle, clock } = draining(listener)
    await settle()
    expect(heard).toEqual([])
    clock.pass(15_000)
    await settle()
    expect(heard).toHaveLength(1)
    // The dead one was only slow: its mark must not undo what the other did.
    expect(await createOutboxStore(db).done(listener, dead[0]?.holder ?? '', dead[0]?.taken ?? [])).toBe(0)
  })

  it('goes no further with a subject when it finds that its lease was lost', async () => {
    const [business, subject] = [newBusiness(), newId()]
    let thief: Promise<unknown> | undefined
    const { listener, heard, write, waiting } = listening(async () => {
      thief ??= createOutboxStore(db).take(listener, {
        groups: 1,
        now: new Date(NOW.getTime() + 20_000),
        until: new Date(NOW.getTime() + 60_000),
      })
      await thief
    })
    await write(business, subject, 1)
    await write(business, subject, 2)
    const { settle, lines } = draining(listener)
    await settle()
    expect(heard.map(({ version }) => version)).toEqual([1])
    expect(lines).toEqual([expect.stringContaining('was lost meanwhile')])
    expect(await waiting()).toBe(2)
  })

  it('lets no two workers handle one event, nor two of a subject, at the same time', async () => {
    const atWork = new Map<string, number>()
    let meetings = 0
    const { listener, heard, write, waiting } = listening(async ({ subject }) => {
      if (atWork.has(subject.id)) meetings += 1
      atWork.set(subject.id, 1)
      await new Promise((resolve) => setImmediate(resolve))
      atWork.delete(subject.id)
    })
    const business = newBusiness()
    const subjects = Array.from({ length: 30 }, newId)
    for (let version = 1; version <= 5; version += 1)
      await Promise.all(subjects.map((subject) => write(business, subject, version)))
    const workers = Array.from({ length: 4 }, () => createDrain(listener, { db, log: () => undefined }))
    while ((await waiting()) > 0) await Promise.all(workers.map(({ settle }) => settle()))
    expect(meetings).toBe(0)
    expect(heard).toHaveLength(150)
    for (const subject of subjects) {
      expect(heard.filter((event) => event.subject.id === subject).map(({ version }) => version)).toEqual([
        1, 2, 3, 4, 5,
      ])
    }
  })
})

describe('a listener that coalesces', () => {
  it('hears all that waits of a business in one call, with the newest event', async () => {
    const { listener, heard, write, waiting } = listening(() => undefined, 'business')
    const [one, other] = [newBusiness(), newBusiness()]
    for (let i = 1; i <= 20; i += 1) await write(one, newId(), i)
    await write(other, newId(), 1)
    await draining(listener).settle()
    expect(heard.filter(({ businessId }) => businessId === one)).toMatchObject([{ version: 20 }])
    expect(heard).toHaveLength(2)
    expect(await waiting()).toBe(0)
  })

  it('is called again for what was written while it was at work', async () => {
    const business = newBusiness()
    let written = 0
    const { listener, heard, write, waiting } = listening(async () => {
      if (written >= 3) return
      written += 1
      await write(business, newId(), written + 1)
    }, 'business')
    await write(business, newId(), 1)
    await draining(listener).settle()
    expect(heard.map(({ version }) => version)).toEqual([1, 2, 3, 4])
    expect(await waiting()).toBe(0)
  })

  it('is never at work for one business in two workers, and ends after the last change', async () => {
    const business = newBusiness()
    let atWork = 0
    let meetings = 0
    let stored = 0
    let seen = 0
    const { listener, write, waiting } = listening(async () => {
      atWork += 1
      if (atWork > 1) meetings += 1
      const present = stored
      await new Promise((resolve) => setImmediate(resolve))
      seen = present
      atWork -= 1
    }, 'business')
    const workers = Array.from({ length: 3 }, () => createDrain(listener, { db, log: () => undefined }))
    for (let i = 1; i <= 40; i += 1) {
      await inTransaction(async () => undefined)
      stored = i
      await write(business, newId(), i)
      void Promise.all(workers.map(({ settle }) => settle()))
    }
    while ((await waiting()) > 0) await Promise.all(workers.map(({ settle }) => settle()))
    expect(meetings).toBe(0)
    expect(seen).toBe(40)
  })
})
