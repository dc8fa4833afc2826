// A new address counts once the link that was sent to it is used; the old one is told then.

import { checked } from '#kernel/checked.ts'
import { conflict, invalid } from '#kernel/errors.ts'
import type { UserId } from '#kernel/ids.ts'
import { normalEmail } from './account.ts'
import { type AccountDeps, type From, opened, sendCode, tell } from './account-deps.ts'
import { assertKnows } from './change-password.ts'
import { EmailInput } from './own.contract.ts'

/**
 * One answer, whether the new address has an account or not.
 * @throws invalid `invalid_input`, `wrong_password`; limited `too_many_attempts`, `too_many_mails`
 */
export const askNewEmail =
  (deps: AccountDeps) =>
  async (
    userId: UserId,
    asked: { email: string; password: string },
    { network, origin, locale: theirs }: From,
  ): Promise<void> => {
    const email = normalEmail(checked(EmailInput, asked).email)
    const { user } = await assertKnows(deps, userId, asked.password, network)
    if (email === user.email) return
    await deps.attempts.spendMail(email, network, deps.clock.now())
    const known = await deps.users.byEmail(email)
    const locale = user.locale ?? theirs
    await deps.inTransaction((tx) =>
      known
        ? tell(deps, 'known', { to: known.email, locale: known.locale ?? locale, data: { origin } }, tx)
        : sendCode(
            deps,
            { kind: 'email', email, userId, locale },
            { kind: 'emailChange', origin, name: user.name },
            tx,
          ),
    )
  }

/** @throws invalid `code_invalid`; conflict `code_used`, `code_expired`, `email_taken` */
export const changeEmail =
  (deps: AccountDeps) =>
  async (token: string): Promise<{ email: string }> => {
    const { clock, codes, users } = deps
    const { id, userId, email } = await opened(deps, 'email', token)
    if (!userId) throw invalid('code_invalid')
    const now = clock.now()
    await deps.inTransaction(async (tx) => {
      await codes.use(id, now, tx)
      const user = await users.byId(userId, tx)
      if (!user) throw invalid('code_invalid')
      if (await users.byEmail(email, tx)) throw conflict('email_taken')
      await users.changeEmail(userId, email, now, tx)
      // What was sent to the old address opens nothing any more.
      await codes.endOf(userId, ['verify', 'reset', 'email'], now, tx)
      const told = { to: user.email, locale: user.locale ?? 'kk', data: { name: user.name, email } } as const
      await tell(deps, 'emailChanged', told, tx)
    })
    return { email }
  }
