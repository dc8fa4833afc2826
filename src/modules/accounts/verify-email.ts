import { notFound } from '#kernel/errors.ts'
import type { UserId } from '#kernel/ids.ts'
import { type AccountDeps, type From, opened, sendCode } from './account-deps.ts'

/** Sends a link to the address that an account has; nothing where it is known to be its owner's. */
export const askVerification =
  (deps: AccountDeps) =>
  async (userId: UserId, { network, origin, locale }: From): Promise<void> => {
    const user = await deps.users.byId(userId)
    if (!user) throw notFound('not_found')
    if (user.emailVerified) return
    const { email, name } = user
    await deps.attempts.spendMail(email, network, deps.clock.now())
    const code = { kind: 'verify', email, userId, locale: user.locale ?? locale } as const
    await deps.inTransaction((tx) => sendCode(deps, code, { kind: 'verify', origin, name }, tx))
  }

/** @throws invalid `code_invalid`; conflict `code_used`, `code_expired` */
export const verifyEmail =
  (deps: AccountDeps) =>
  async (token: string): Promise<void> => {
    const { clock, codes, users } = deps
    const { id, userId, email } = await opened(deps, 'verify', token)
    const now = clock.now()
    await deps.inTransaction(async (tx) => {
      await codes.use(id, now, tx)
      // An address that was changed meanwhile is another one.
      if (userId) await users.verify(userId, email, now, tx)
    })
  }
