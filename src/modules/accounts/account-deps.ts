import type { Clock } from '#kernel/clock.ts'
import type { Ids } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import type { Sign } from '#platform/http/cookies.ts'
import type { Mail } from '#platform/mail/mail.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import { type Code, type CodeKind, codeEnd, idIn, stillGood } from './code.ts'
import type { CodesStore } from './codes.store.ts'
import type { LoginAttemptsStore } from './login-attempts.store.ts'
import type { Passwords } from './passwords.gateway.ts'
import type { SessionsStore } from './sessions.store.ts'
import type { UsersStore } from './users.store.ts'

export interface AccountDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  sign: Sign
  mail: Pick<Mail, 'queue'>
  users: UsersStore
  sessions: SessionsStore
  codes: CodesStore
  attempts: LoginAttemptsStore
  passwords: Passwords
}

/** From where something is asked. */
export interface From {
  network: string
  /** Where links lead: `https://example.kz`. */
  origin: string
  /** Language of the mail. */
  locale: Locale
}

type NewCode = Pick<Code, 'kind' | 'email' | 'locale'> & Partial<Code>

/** A code and the mail with its link, of one fate. */
export async function sendCode(
  { clock, ids, codes, mail }: AccountDeps,
  code: NewCode,
  { kind, origin, name }: { kind: 'confirm' | 'verify' | 'reset' | 'emailChange'; origin: string; name: string },
  tx: Tx,
): Promise<void> {
  const now = clock.now()
  const whole: Code = { ...code, id: ids.next<'code'>(), createdAt: now, expiresAt: codeEnd(code.kind, now) }
  await codes.insert(whole, tx)
  const { id, email: to, locale, expiresAt } = whole
  await mail.queue({ key: `code:${id}`, to, locale, kind, data: { name, origin, code: id }, expiresAt }, tx)
}

const TOLD_FOR_MS = 3 * 24 * 3_600_000

/** A mail without a code: it only tells. */
export async function tell(
  { clock, ids, mail }: AccountDeps,
  kind: 'known' | 'passwordChanged' | 'emailChanged',
  { to, locale, data }: { to: string; locale: Locale; data: Record<string, string> },
  tx: Tx,
): Promise<void> {
  const expiresAt = new Date(clock.now().getTime() + TOLD_FOR_MS)
  await mail.queue({ key: `${kind}:${ids.next()}`, to, locale, kind, data, expiresAt }, tx)
}

/** @throws invalid `code_invalid`; conflict `code_used`, `code_expired` */
export const opened = async ({ sign, codes, clock }: AccountDeps, kind: CodeKind, token: string): Promise<Code> =>
  stillGood(await codes.byId(idIn(sign, kind, token)), kind, clock.now())
