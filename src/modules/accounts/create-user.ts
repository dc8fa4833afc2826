import type { z } from 'zod'
import { checked } from '#kernel/checked.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import type { Ids } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { normalEmail, type User, whyNotPassword } from './account.ts'
import { type NewUser, NewUserInput } from './accounts.contract.ts'
import { NewAccountInput } from './own.contract.ts'
import type { Passwords } from './passwords.gateway.ts'
import type { UsersStore } from './users.store.ts'

interface CreateUserDeps {
  clock: Clock
  ids: Ids
  users: UsersStore
  passwords: Passwords
}

/**
 * An account; without a password nobody can sign in to it yet.
 * Hashing takes a quarter of a second: in a transaction, call it last.
 * @throws invalid `invalid_input`, `password_too_short`, `password_too_long`; conflict `email_taken`
 */
export const createUser =
  ({ clock, ids, users, passwords }: CreateUserDeps) =>
  async (input: NewUser, tx?: Tx): Promise<User> => {
    const { name, email, password, role } = checked(NewUserInput, input)
    const reason = password === undefined ? null : whyNotPassword(password)
    if (reason) throw invalid(reason, { fields: ['password'] })
    const user: User = { id: ids.next<'user'>(), name, email: normalEmail(email), role }
    const hash = password === undefined ? null : await passwords.hash(password)
    await users.insert(user, hash, clock.now(), tx)
    return user
  }

/**
 * The same, with an address that is known to be its owner's, in two halves: what takes long, then what a transaction does.
 * @throws as `createUser`
 */
export const prepareUser =
  ({ clock, ids, users, passwords }: CreateUserDeps) =>
  async (input: z.input<typeof NewAccountInput> & { locale: Locale }) => {
    const { name, email, password } = checked(NewAccountInput, input)
    const reason = whyNotPassword(password)
    if (reason) throw invalid(reason, { fields: ['password'] })
    const now = clock.now()
    const proved = { role: 'client', locale: input.locale, emailVerified: now } as const
    const user: User = { id: ids.next<'user'>(), name, email: normalEmail(email), ...proved }
    const hash = await passwords.hash(password)
    return { user, store: (tx: Tx) => users.insert(user, hash, now, tx) }
  }
