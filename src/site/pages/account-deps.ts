import { z } from 'zod'
import type { Clock } from '#kernel/clock.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Accounts } from '#modules/accounts/index.ts'
import type { Businesses } from '#modules/businesses/index.ts'
import type { Invitations, Staff } from '#modules/staff/index.ts'
import type { PageAnswer } from '#platform/http/pages.ts'
import type { Mail } from '#platform/mail/mail.ts'
import type { Assets } from '#site/document.tsx'
import { InLocale } from './site-deps.ts'

/** What the account's pages join. */
export interface AccountPagesDeps {
  clock: Clock
  assets: Assets
  accounts: Accounts
  invitations: Pick<Invitations, 'read' | 'accept' | 'join'>
  businesses: Pick<Businesses, 'byId'>
  staff: Pick<Staff, 'businessesOf' | 'memberOf'>
  mail: Pick<Mail, 'local'>
  /** Mails stay here and may be read on this machine. */
  hasMailbox: boolean
}

export const OfCode = InLocale.extend({ code: z.string().max(120) })

/** A field of a form: what is missing is empty, and the use case says what it thinks of it. */
export const typed = z.string().max(1000).catch('')

/** Does it; a refusal is shown where it was asked. */
export async function tried(
  work: () => Promise<PageAnswer>,
  refused: (why: Refusal) => PageAnswer | Promise<PageAnswer>,
): Promise<PageAnswer> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'busy' || error.kind === 'notFound') throw error
    return refused(error)
  }
}
