// Invariant: whether an address has an account is told to its mailbox only. So an account is made when the link that
// was sent there is used, not before: till then nobody can sign in with it, whoever typed it.

import type { z } from 'zod'
import { checked } from '#kernel/checked.ts'
import { conflict, invalid, unauthenticated } from '#kernel/errors.ts'
import { normalEmail, type User, whyNotPassword } from './account.ts'
import { type AccountDeps, type From, opened, sendCode, tell } from './account-deps.ts'
import { NewAccountInput } from './own.contract.ts'
import type { SignedIn } from './sign-in.ts'

export type NewAccount = z.input<typeof NewAccountInput>

/** @throws invalid `password_too_short`, `password_too_long` */
export function assertPassword(password: string, field = 'password'): void {
  const reason = whyNotPassword(password)
  if (reason) throw invalid(reason, { fields: [field] })
}

/**
 * One answer and one amount of hashing, whether the address has an account or not.
 * @param device hash of the asker's device: there the password need not be typed again
 * @throws invalid `invalid_input`, `password_…`; limited `too_many_mails`
 */
export const register =
  (deps: AccountDeps) =>
  async (input: NewAccount, { network, origin, locale }: From, device: string | null): Promise<void> => {
    const { name, email, password } = checked(NewAccountInput, input)
    assertPassword(password)
    const address = normalEmail(email)
    await deps.attempts.spendMail(address, network, deps.clock.now())
    const passwordHash = await deps.passwords.hash(password)
    const known = await deps.users.byEmail(address)
    await deps.inTransaction((tx) =>
      known
        ? tell(deps, 'known', { to: known.email, locale: known.locale ?? locale, data: { origin } }, tx)
        : sendCode(
            deps,
            { kind: 'register', email: address, locale, name, passwordHash, device: device ?? undefined },
            { kind: 'confirm', origin, name },
            tx,
          ),
    )
  }

/** What the page behind the link shows before anything is done. @throws as `opened` */
export const registration =
  (deps: AccountDeps) =>
  async (token: string, device: string | null): Promise<{ name: string; email: string; needsPassword: boolean }> => {
    const { name = '', email, device: asked } = await opened(deps, 'register', token)
    return { name, email, needsPassword: !device || device !== asked }
  }

/**
 * Makes the account and signs in. On another device than the one it was asked from the password is asked for: who only
 * reads the mailbox must not be led into an account with a stranger's password.
 * @throws invalid `code_invalid`; conflict `code_used`, `code_expired`, `email_taken`; unauthenticated
 * `wrong_credentials`; limited `too_many_attempts`
 */
export const confirm =
  (deps: AccountDeps) =>
  async (
    token: string,
    password: string | null,
    { network, device, agent }: { network: string; device: string | null; agent: string },
  ): Promise<SignedIn> => {
    const { clock, ids, users, codes, sessions, attempts, passwords } = deps
    const code = await opened(deps, 'register', token)
    const { email, name = '', passwordHash = null, locale } = code
    if (!device || device !== code.device) {
      const counted = await attempts.spend(email, network, clock.now())
      if (!(await passwords.matches(password ?? '', passwordHash))) throw unauthenticated('wrong_credentials')
      await attempts.giveBack(counted)
    }
    const now = clock.now()
    const user: User = { id: ids.next<'user'>(), name, email, role: 'client', locale, emailVerified: now }
    await deps.inTransaction(async (tx) => {
      await codes.use(code.id, now, tx)
      if (await users.byEmail(email, tx)) throw conflict('email_taken')
      await users.insert(user, passwordHash, now, tx)
    })
    return { user, token: await sessions.begin(user.id, now, agent) }
  }
