// Before something that others would pay for, who is signed in shows again that he knows the password: a session that was
// left open on somebody's table is not enough.

import type { UserId } from '#kernel/ids.ts'
import type { AccountDeps } from './account-deps.ts'
import { assertKnows } from './change-password.ts'

/** For so long a password that was typed counts. */
const FRESH_MS = 10 * 60_000

/** @throws invalid `wrong_password`; limited `too_many_attempts` */
export const prove =
  (deps: AccountDeps) =>
  async (userId: UserId, session: string | null, password: string, network: string): Promise<void> => {
    await assertKnows(deps, userId, password, network)
    if (session) await deps.sessions.proved(session, userId, deps.clock.now())
  }

/** Whether the password was typed in this session a little while ago. */
export const isProved =
  ({ sessions, clock }: Pick<AccountDeps, 'sessions' | 'clock'>) =>
  async (session: string | null): Promise<boolean> =>
    session !== null && (await sessions.isProvedSince(session, new Date(clock.now().getTime() - FRESH_MS)))
