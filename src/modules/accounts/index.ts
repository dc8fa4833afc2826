import { createHash } from 'node:crypto'
import type { Db } from 'mongodb'
import { checked } from '#kernel/checked.ts'
import type { Clock } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import type { BusinessId, Ids, UserId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import type { Sign } from '#platform/http/cookies.ts'
import type { Links } from '#platform/mail/compose.ts'
import type { Mail } from '#platform/mail/mail.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import type { User } from './account.ts'
import type { AccountDeps } from './account-deps.ts'
import { accountRoutes } from './accounts.routes.ts'
import { askNewEmail, changeEmail } from './change-email.ts'
import { changePassword } from './change-password.ts'
import { tokenOf } from './code.ts'
import { createCodesStore } from './codes.store.ts'
import { createUser, prepareUser } from './create-user.ts'
import { assertPin, hashPin } from './know-pin.ts'
import { createLoginAttemptsStore } from './login-attempts.store.ts'
import { NameInput } from './own.contract.ts'
import { ownRoutes } from './own.routes.ts'
import { createPasswords, type Passwords } from './passwords.gateway.ts'
import { isProved, prove } from './prove.ts'
import { confirm, register, registration } from './register.ts'
import { askReset, resetPassword, resetting } from './reset-password.ts'
import { createSessionsStore } from './sessions.store.ts'
import { signIn } from './sign-in.ts'
import { type OnTablet, tabletIn } from './tablet-token.ts'
import { createUsersStore } from './users.store.ts'
import { askVerification, verifyEmail } from './verify-email.ts'

export { accountCodesCollection } from './codes.store.ts'
export { deviceName } from './device.ts'
export { loginAttemptsCollection } from './login-attempts.store.ts'
export { createPasswords, type Passwords } from './passwords.gateway.ts'
export { sessionsCollection } from './sessions.store.ts'
export { type TabletId, tabletIn, tabletToken } from './tablet-token.ts'
export { usersCollection } from './users.store.ts'

export interface AccountsDeps {
  db: Db
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  sign: Sign
  mail: Pick<Mail, 'queue'>
  /** bcrypt of cost 12 unless a test hands in another. */
  passwords?: Passwords
}

/** Who somebody is: accounts, signing in and out, sessions. What he may do in a business, staff knows. */
export function createAccounts(deps: AccountsDeps) {
  const api = createApi(deps)
  return { api, routes: [...accountRoutes(api), ...ownRoutes(api)], links: linksOf(deps.sign) }
}

/** Where the mails of accounts lead. */
const linksOf = (sign: Sign): Links => {
  const page =
    (name: string): NonNullable<Links['reset']> =>
    ({ locale, data }) =>
      `${data.origin}/${locale}/account/${name}`
  const coded =
    (kind: 'register' | 'verify' | 'reset' | 'email', name: string): NonNullable<Links['reset']> =>
    (about) =>
      `${page(name)(about)}/${tokenOf(sign, kind, about.data.code ?? '')}`
  return {
    confirm: coded('register', 'confirm'),
    verify: coded('verify', 'verify'),
    reset: coded('reset', 'reset'),
    emailChange: coded('email', 'email'),
    known: page('reset'),
    passwordChanged: page('reset'),
  }
}

/** A device's cookie is its secret: kept is only what it can be compared by. */
const digest = (device: string | null): string | null =>
  device && createHash('sha256').update(device).digest('base64url')

function createApi({ db, passwords = createPasswords(), ...shared }: AccountsDeps) {
  const { clock } = shared
  const users = createUsersStore(db)
  const sessions = createSessionsStore(db)
  const codes = createCodesStore(db)
  const deps: AccountDeps = { ...shared, users, sessions, codes, attempts: createLoginAttemptsStore(db), passwords }
  const registerFrom = register(deps)
  const registrationFrom = registration(deps)
  const confirmFrom = confirm(deps)
  return {
    signIn: signIn(deps),
    signOut: sessions.end,
    createUser: createUser(deps),
    register: (
      input: Parameters<typeof registerFrom>[0],
      from: Parameters<typeof registerFrom>[1],
      device: string | null,
    ) => registerFrom(input, from, digest(device)),
    registration: (token: string, device: string | null) => registrationFrom(token, digest(device)),
    confirm: (token: string, password: string | null, by: Parameters<typeof confirmFrom>[2]) =>
      confirmFrom(token, password, { ...by, device: digest(by.device) }),
    prepare: prepareUser(deps),
    /** The address is its owner's: a link that was sent there came back. */
    proved: (userId: UserId, email: string, tx: Tx) => users.verify(userId, email, clock.now(), tx),
    /** @returns a new session's token */
    begin: (userId: UserId, agent: string) => sessions.begin(userId, clock.now(), agent),

    askVerification: askVerification(deps),
    verifyEmail: verifyEmail(deps),
    askReset: askReset(deps),
    resetting: resetting(deps),
    resetPassword: resetPassword(deps),
    changePassword: changePassword(deps),
    prove: prove(deps),
    isProved: isProved(deps),
    askNewEmail: askNewEmail(deps),
    changeEmail: changeEmail(deps),

    async setName(userId: UserId, name: string): Promise<void> {
      await users.setName(userId, checked(NameInput, { name }).name, clock.now())
    },
    setLocale: (userId: UserId, locale: Locale) => users.setLocale(userId, locale, clock.now()),
    setBusiness: (userId: UserId, businessId: BusinessId) => users.setBusiness(userId, businessId, clock.now()),

    /** @param token of the session that asks */
    sessionsOf: (userId: UserId, token: string | null) => sessions.of(userId, token, clock.now()),
    endSession: sessions.endOne,
    endOthers: (userId: UserId, token: string | null) => sessions.endAll(userId, token),
    namesOf: users.names,
    byId: (id: UserId) => users.byId(id),
    byEmail: users.byEmail,

    /** Whose session a token is, asked at each request; null: nobody's any more. */
    async whoIs(token: string, tablet: string | null = null): Promise<(User & { tabletOf: BusinessId | null }) | null> {
      const used = await sessions.use(token, clock.now())
      if (!used || (used.on && used.on.tabletId !== tabletIn(deps.sign, tablet))) return null
      const user = await users.byId(used.userId)
      return user && { ...user, tabletOf: used.on?.businessId ?? null }
    },

    hashPin: hashPin(deps),
    assertPin: assertPin(deps),
    /** @returns the token of the only session of that tablet */
    beginOnTablet: (userId: UserId, on: OnTablet, agent: string, tx: Tx) =>
      sessions.beginOnTablet(userId, on, clock.now(), agent, tx),
    endOfTablet: sessions.endOfTablet,
    endByPin: sessions.endByPin,

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

    /** Joins a team: remembers the business as the one last worked in. */
    async worksIn(userId: UserId, businessId: BusinessId, isOwner: boolean, tx: Tx): Promise<void> {
      if (isOwner) return this.becomeOwner(userId, businessId, tx)
      await users.setBusiness(userId, businessId, clock.now(), tx)
    },

    /** Raises the role of who opens a business and remembers it as the one last worked in. @throws notFound `not_found` */
    async becomeOwner(userId: UserId, businessId: BusinessId, tx: Tx): Promise<void> {
      if (!(await users.setBusiness(userId, businessId, clock.now(), tx))) throw notFound('not_found')
      await users.raiseRole(userId, 'client', 'business', tx)
    },
  }
}

export type Accounts = ReturnType<typeof createApi>
