import { checked } from '#kernel/checked.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import type { Ids } from '#kernel/ids.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { normalEmail, type User, whyNotPassword } from './account.ts'
import { type NewUser, NewUserInput } from './accounts.contract.ts'
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
