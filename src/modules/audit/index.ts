import type { Db } from 'mongodb'
import type { Clock } from '#kernel/clock.ts'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import type { Appointments } from '#modules/appointments/index.ts'
import type { TellDeps } from '#platform/events/tell-once.ts'
import { routes } from '#platform/http/routes.ts'
import type { Job } from '#platform/jobs/job.ts'
import { audit as contract } from './audit.contract.ts'
import { type AuditQuery, createAuditStore, type Entry } from './audit.store.ts'
import { done } from './done.contract.ts'
import { createDoneStore } from './done.store.ts'
import { readDone, seeDone } from './done-for-you.ts'
import { outsideListener } from './tell-outside.ts'
import { tellTurns } from './tell-turns.ts'
import { createTurnsStore } from './turns.store.ts'

export { seenMarksCollection } from './done.store.ts'

export interface AuditDeps extends TellDeps {
  db: Db
  clock: Clock
  appointments: Pick<Appointments, 'outside'>
  /** How accounts are called. */
  namesOf: (ids: readonly UserId[]) => Promise<ReadonlyMap<UserId, string>>
}

const PAGE = 50
/** A day turns once; nobody minds hearing of it some minutes later. */
const TURNS_EVERY_MS = 600_000

/** What everybody did in a business, the events themselves; and of them what the platform did by itself. */
export function createAudit({ namesOf, ...deps }: AuditDeps) {
  const { db } = deps
  const store = createAuditStore(db)

  async function page(businessId: BusinessId, query: AuditQuery) {
    const found = await store.page(businessId, query, PAGE + 1)
    const entries = found.slice(0, PAGE)
    const ids = [...new Set(entries.flatMap(({ actor }) => userIn(actor) ?? []))]
    const names = ids.length > 0 ? await namesOf(ids) : new Map<UserId, string>()
    return {
      entries: entries.map((entry) => viewOf(entry, names)),
      next: found.length > PAGE ? (entries.at(-1)?.id ?? null) : null,
      people: [...names].map(([id, name]) => ({ id: id as string, name })),
    }
  }

  const doneDeps = { ...deps, store: createDoneStore(db) }
  const read = readDone(doneDeps)
  const see = seeDone(doneDeps)
  const tell = tellTurns({ ...deps, turns: createTurnsStore(db) })
  const jobs: Job[] = [{ name: 'tell-turns', everyMs: TURNS_EVERY_MS, run: tell }]
  return {
    listeners: [outsideListener(doneDeps)],
    jobs,
    routes: [
      ...routes(contract, {
        audit: ({ params, query: { from, until, ...query } }) =>
          page(params.businessId, {
            ...query,
            ...(from ? { from: new Date(from) } : {}),
            ...(until ? { until: new Date(until) } : {}),
          }),
      }),
      ...routes(done, {
        doneForYou: async ({ params, query, actor }) => {
          const { entries, ...rest } = await read(params.businessId, actor.userId, query)
          return { ...rest, entries: entries.map(doneViewOf) }
        },
        seeDone: async ({ params, body, actor }) => {
          await see(params.businessId, actor.userId, body.upTo)
          return null
        },
      }),
    ],
  }
}

const doneViewOf = ({ id, at, type, subject, data, isNew }: Entry & { isNew: boolean }) => ({
  ...{ id, type, subject, isNew },
  at: at.toISOString(),
  details: detailsOf(data),
})

const userIn = (actor: string): UserId | null => (actor.startsWith('user:') ? (actor.slice(5) as UserId) : null)

function viewOf({ actor, at, data, ...entry }: Entry, names: ReadonlyMap<UserId, string>) {
  const user = userIn(actor)
  return {
    ...entry,
    at: at.toISOString(),
    actor: user ? ('user' as const) : actor === 'guest' ? ('guest' as const) : ('platform' as const),
    by: (user && names.get(user)) ?? null,
    details: detailsOf(data),
  }
}

/** What can be told in a word or a time; what is put together of more is left to those who know it. */
const detailsOf = (data: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => {
      if (value instanceof Date) return [[name, value.toISOString()]]
      return ['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value)]] : []
    }),
  )
