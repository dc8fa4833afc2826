import { conflict, invalid, notFound } from '#kernel/errors.ts'
import type { UserId } from '#kernel/ids.ts'
import type { User } from './account.ts'
import { type AccountDeps, type From, tell } from './account-deps.ts'
import { assertPassword } from './register.ts'

/**
 * That who is signed in knows the password, before something that would outlast the session.
 * @returns the account and the hash that was compared
 * @throws invalid `wrong_password`; limited `too_many_attempts`
 */
export async function assertKnows(
  { users, attempts, passwords, clock }: AccountDeps,
  userId: UserId,
  password: string,
  network: string,
): Promise<{ user: User; hash: string }> {
  const found = await users.credentialsOf(userId)
  if (!found) throw notFound('not_found')
  const { user, passwordHash: hash } = found
  const counted = await attempts.spend(user.email, network, clock.now())
  if (!(await passwords.matches(password, hash)) || !hash) throw invalid('wrong_password', { fields: ['password'] })
  await attempts.giveBack(counted)
  return { user, hash }
}

/**
 * Ends every session but the one it is done from.
 * @throws invalid `wrong_password`, `password_…`; conflict `changed_meanwhile`; limited `too_many_attempts`
 */
export const changePassword =
  (deps: AccountDeps) =>
  async (
    userId: UserId,
    session: string | null,
    { password, newPassword }: { password: string; newPassword: string },
    { network, origin, locale }: From,
  ): Promise<void> => {
    assertPassword(newPassword, 'newPassword')
    const { user, hash } = await assertKnows(deps, userId, password, network)
    const newHash = await deps.passwords.hash(newPassword)
    const now = deps.clock.now()
    await deps.inTransaction(async (tx) => {
      if (!(await deps.users.setPassword(userId, newHash, now, tx, hash))) throw conflict('changed_meanwhile')
      await deps.codes.endOf(userId, ['reset'], now, tx)
      await deps.sessions.endAll(userId, session, tx)
      const told = { to: user.email, locale: user.locale ?? locale, data: { name: user.name, origin } }
      await tell(deps, 'passwordChanged', told, tx)
    })
  }
