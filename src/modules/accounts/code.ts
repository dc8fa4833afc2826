// What a mailed link stands for. Its token is made from the code's id with the platform's secret and kept nowhere, so
// whoever reads the database or the stored mails can open none.

import { conflict, invalid } from '#kernel/errors.ts'
import { type Id, isId, type UserId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import type { Sign } from '#platform/http/cookies.ts'

/** `register`: the account is yet to be made. `verify`: the address it has. `email`: the one it is to have. */
export const CODE_KINDS = ['register', 'verify', 'reset', 'email'] as const
export type CodeKind = (typeof CODE_KINDS)[number]

export type CodeId = Id<'code'>

export interface Code {
  id: CodeId
  kind: CodeKind
  /** The address the link was sent to. */
  email: string
  locale: Locale
  /** Whose; of `register` nobody's yet. */
  userId?: UserId | undefined
  /** Of `register`: what the account will be. Forgotten once it is. */
  name?: string | undefined
  passwordHash?: string | undefined
  /** Hash of the device it was asked from. */
  device?: string | undefined
  createdAt: Date
  expiresAt: Date
  usedAt?: Date | undefined
}

const HOUR_MS = 3_600_000
const LIFE_MS: Readonly<Record<CodeKind, number>> = {
  register: 24 * HOUR_MS,
  verify: 24 * HOUR_MS,
  reset: 2 * HOUR_MS,
  email: 24 * HOUR_MS,
}
/** So long a used or expired one is told to be that, rather than unknown. */
const REMEMBERED_MS = 7 * 24 * HOUR_MS

export const codeEnd = (kind: CodeKind, now: Date): Date => new Date(now.getTime() + LIFE_MS[kind])
export const forgottenAt = (end: Date): Date => new Date(end.getTime() + REMEMBERED_MS)

export const tokenOf = (sign: Sign, kind: CodeKind, id: string): string => `${id}.${sign(`account-code:${kind}:${id}`)}`

/** The id of a genuine token. @throws invalid `code_invalid` */
export function idIn(sign: Sign, kind: CodeKind, token: string): CodeId {
  const [id = ''] = token.split('.', 1)
  // Both sides are HMACs of the same length; what their comparison could tell by its time is no secret's beginning.
  if (!isId(id) || sign(tokenOf(sign, kind, id)) !== sign(token)) throw invalid('code_invalid')
  return id as CodeId
}

/** @throws invalid `code_invalid`; conflict `code_used`, `code_expired` */
export function stillGood(code: Code | null, kind: CodeKind, now: Date): Code {
  if (code?.kind !== kind) throw invalid('code_invalid')
  if (code.usedAt) throw conflict('code_used')
  if (code.expiresAt <= now) throw conflict('code_expired')
  return code
}
