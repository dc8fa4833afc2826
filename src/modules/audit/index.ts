import type { Db } from 'mongodb'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import { routes } from '#platform/http/routes.ts'
import { audit as contract } from './audit.contract.ts'
import { type AuditQuery, createAuditStore, type Entry } from './audit.store.ts'

export interface AuditDeps {
  db: Db
  /** How accounts are called. */
  namesOf: (ids: readonly UserId[]) => Promise<ReadonlyMap<UserId, string>>
}

const PAGE = 50

/** What everybody did in a business: the events themselves, read and never written here. */
export function createAudit({ db, namesOf }: AuditDeps) {
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

  return {
    routes: routes(contract, {
      audit: ({ params, query: { from, until, ...query } }) =>
        page(params.businessId, {
          ...query,
          ...(from ? { from: new Date(from) } : {}),
          ...(until ? { until: new Date(until) } : {}),
        }),
    }),
  }
}

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
