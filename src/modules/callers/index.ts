import type { Db } from 'mongodb'
import { type AgreeDeps, agreeByPhone } from './agree-by-phone.ts'
import { callerRoutes } from './callers.routes.ts'
import { createConsents } from './consents.store.ts'
import { type CallerDeps, findCallers, readCaller, readUsual } from './read-caller.ts'

export { clientConsentsCollection } from './consents.store.ts'

type Given = Omit<CallerDeps & AgreeDeps, 'consents'>

function createApi({ db, ...given }: Given & { db: Db }) {
  const deps = { ...given, consents: createConsents(db) }
  return { find: findCallers(deps), read: readCaller(deps), usual: readUsual(deps), agree: agreeByPhone(deps) }
}

export type Callers = ReturnType<typeof createApi>

/** Who calls, and what he usually takes. */
export const createCallers = (deps: Given & { db: Db }) => ({ routes: callerRoutes(createApi(deps)) })
