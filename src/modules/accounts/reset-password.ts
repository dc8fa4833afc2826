import { invalid } from '#kernel/errors.ts'
import { normalEmail } from './account.ts'
import { type AccountDeps, type From, opened, sendCode, tell } from './account-deps.ts'
import { assertPassword } from './register.ts'
import type { SignedIn } from './sign-in.ts'

/** One answer, whether the address has an account or not. @throws limited `too_many_mails` */
export const askReset =
  (deps: AccountDeps) =>
  async (email: string, { network, origin, locale }: From): Promise<void> => {
    await deps.attempts.spendMail(normalEmail(email), network, deps.clock.now())
    const user = await deps.users.byEmail(email)
    if (!user) return
    const code = { kind: 'reset', email: user.email, userId: user.id, locale: user.locale ?? locale } as const
    await deps.inTransaction((tx) => sendCode(deps, code, { kind: 'reset', origin, name: user.name }, tx))
  }

/** Whether the link behind the page still opens. @throws as `opened` */
export const resetting =
  (deps: AccountDeps) =>
  async (token: string): Promise<{ email: string }> => ({ email: (await opened(deps, 'reset', token)).email })

/**
 * A new password; whoever was signed in is so no more, and who set it is. It proves the address, too.
 * @throws invalid `password_…`, `code_invalid`; conflict `code_used`, `code_expired`
 */
export const resetPassword =
  (deps: AccountDeps) =>
  async (token: string, password: string, { origin, agent }: { origin: string; agent: string }): Promise<SignedIn> => {
    const { clock, codes, users, sessions, passwords } = deps
    const { id, userId, email, locale } = await opened(deps, 'reset', token)
    assertPassword(password)
    if (!userId) throw invalid('code_invalid')
    const hash = await passwords.hash(password)
    const now = clock.now()
    const user = await deps.inTransaction(async (tx) => {
      await codes.use(id, now, tx)
      const found = await users.byId(userId, tx)
      if (found?.email !== email) throw invalid('code_invalid')
      await users.setPassword(userId, hash, now, tx)
      await users.verify(userId, email, now, tx)
      await codes.endOf(userId, ['reset'], now, tx)
      await sessions.endAll(userId, null, tx)
      await tell(deps, 'passwordChanged', { to: email, locale, data: { name: found.name, origin } }, tx)
      return found
    })
    return { user, token: await sessions.begin(userId, now, agent) }
  }
