import type { Clock } from '#kernel/clock.ts'
import { unauthenticated } from '#kernel/errors.ts'
import { normalEmail, type User } from './account.ts'
import type { LoginAttemptsStore } from './login-attempts.store.ts'
import type { Passwords } from './passwords.gateway.ts'
import type { SessionsStore } from './sessions.store.ts'
import type { UsersStore } from './users.store.ts'

interface SignInDeps {
  clock: Clock
  users: UsersStore
  sessions: SessionsStore
  attempts: LoginAttemptsStore
  passwords: Passwords
}

export interface SignedIn {
  /** For the cookie, and nowhere else. */
  token: string
  user: User
}

/**
 * One answer and one amount of work for an unknown e-mail, a wrong password and an account without password.
 * @throws limited `too_many_attempts`; unauthenticated `wrong_credentials`
 */
export const signIn =
  ({ clock, users, sessions, attempts, passwords }: SignInDeps) =>
  async (email: string, password: string, network: string, agent = ''): Promise<SignedIn> => {
    const now = clock.now()
    const counted = await attempts.spend(normalEmail(email), network, now)
    const found = await users.credentials(email)
    const hash = found?.passwordHash ?? null
    const isRight = await passwords.matches(password, hash)
    if (!found || !hash || !isRight) throw unauthenticated('wrong_credentials')

    await attempts.giveBack(counted)
    const { user } = found
    if (passwords.isWeak(hash)) await users.replaceHash(user.id, hash, await passwords.hash(password).catch(() => hash))
    return { token: await sessions.begin(user.id, now, agent, now), user }
  }
