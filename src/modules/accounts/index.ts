import type { Db } from 'mongodb'
import type { Clock } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import type { BusinessId, Ids, UserId } from '#kernel/ids.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import type { User } from './account.ts'
import { accountRoutes } from './accounts.routes.ts'
import { createUser } from './create-user.ts'
import { createLoginAttemptsStore } from './login-attempts.store.ts'
import { createPasswords, type Passwords } from './passwords.gateway.ts'
import { createSessionsStore } from './sessions.store.ts'
import { signIn } from './sign-in.ts'
import { createUsersStore } from './users.store.ts'

export { loginAttemptsCollection } from './login-attempts.store.ts'
export { createPasswords, type Passwords } from './passwords.gateway.ts'
export { sessionsCollection } from './sessions.store.ts'
export { usersCollection } from './users.store.ts'

export interface AccountsDeps {
  db: Db
  clock: Clock
  ids: Ids
  /** bcrypt of cost 12 unless a test hands in another. */
  passwords?: Passwords
}

/** Who somebody is: accounts, signing in and out, sessions. What he may do in a business, staff knows. */
export function createAccounts(deps: AccountsDeps) {
  const api = createApi(deps)
  return { api, routes: accountRoutes(api) }
}

function createApi({ db, clock, ids, passwords = createPasswords() }: AccountsDeps) {
  const users = createUsersStore(db)
  const sessions = createSessionsStore(db)
  const deps = { clock, ids, users, sessions, attempts: createLoginAttemptsStore(db), passwords }
  return {
    signIn: signIn(deps),
    signOut: sessions.end,
    createUser: createUser(deps),
    namesOf: users.names,
    byId: (id: UserId) => users.byId(id),
    byEmail: users.byEmail,

    /** Whose session a token is, asked at each request; null: nobody's any more. */
    async whoIs(token: string): Promise<User | null> {
      const userId = await sessions.use(token, clock.now())
      return userId && users.byId(userId)
    },

    /**
     * The account's own picture, within the transaction of modules/photos that owns the files.
     * @returns the picture before
     * @throws notFound `not_found`; conflict `changed_meanwhile`
     */
    async changeImage(userId: UserId, change: (image: string | null) => string | null, tx: Tx): Promise<string | null> {
      const user = await users.byId(userId, tx)
      if (!user) throw notFound('not_found')
      const image = change(user.image ?? null)
      if (!(await users.replaceImage(userId, user.image, image, clock.now(), tx))) throw conflict('changed_meanwhile')
      return user.image ?? null
    },

    /** Raises the role of who opens a business and remembers it as the one last worked in. @throws notFound `not_found` */
    async becomeOwner(userId: UserId, businessId: BusinessId, tx: Tx): Promise<void> {
      if (!(await users.setBusiness(userId, businessId, clock.now(), tx))) throw notFound('not_found')
      await users.raiseRole(userId, 'client', 'business', tx)
    },
  }
}

export type Accounts = ReturnType<typeof createApi>
