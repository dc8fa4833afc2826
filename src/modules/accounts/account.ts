import type { BusinessId, UserId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'

/** The highest thing an account is. What it may do inside a business its staff membership says, not this. */
export const ROLES = ['client', 'business', 'admin'] as const
export type Role = (typeof ROLES)[number]

export interface User {
  id: UserId
  name: string
  email: string
  role: Role
  /** Address of the picture; modules/photos alone writes it. */
  image?: string | undefined
  /** Since when the address is known to be its owner's. */
  emailVerified?: Date | undefined
  /** Language of mails and of the office; absent: not chosen. */
  locale?: Locale | undefined
  /** The business last worked in. */
  businessId?: BusinessId | undefined
}

/** One spelling per address: people type capitals, and phones add them by themselves. */
export const normalEmail = (typed: string): string => typed.trim().normalize('NFC').toLowerCase()

/** The same password typed on different keyboards and systems must be the same text. */
export const normalPassword = (typed: string): string => typed.normalize('NFC')

const PASSWORD_MIN_LETTERS = 8
/** bcrypt reads no more, so two passwords that differ after it would be one: 36 Kazakh letters. */
const PASSWORD_MAX_BYTES = 72

/** Why a new password cannot be taken; null when it can. */
export function whyNotPassword(password: string): 'password_too_short' | 'password_too_long' | null {
  const typed = normalPassword(password)
  if ([...typed].length < PASSWORD_MIN_LETTERS) return 'password_too_short'
  return new TextEncoder().encode(typed).length > PASSWORD_MAX_BYTES ? 'password_too_long' : null
}

const DAY_MS = 24 * 3600_000
const SLIDING_MS = 30 * DAY_MS
const ABSOLUTE_MS = 90 * DAY_MS

/** A session ends 30 days after it was last used, and 90 days after it began however much it is used. */
export const sessionEnd = (begun: Date, used: Date): Date =>
  new Date(Math.min(used.getTime() + SLIDING_MS, begun.getTime() + ABSOLUTE_MS))

const NOTED_EVERY_MS = 3600_000

/** Whether a use is worth writing down: once an hour is enough. */
export const isWorthNoting = (lastNoted: Date, now: Date): boolean =>
  now.getTime() - lastNoted.getTime() > NOTED_EVERY_MS
