import { z } from 'zod'
import { createSmtp, type SendMail, type SmtpOptions } from '#platform/mail/smtp.ts'

/** null: there is no mail server, and mails stay on this machine. */
export type SmtpConfig = SmtpOptions | null

export const MAIL_ENVIRONMENT = {
  PLATFORM_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'an address like smtps://user:password@mail.example.kz' })
    .optional(),
  PLATFORM_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/, 'a sender like "Platform <noreply@example.kz>"')
    .optional(),
}

type Given = { readonly [Name in keyof typeof MAIL_ENVIRONMENT]?: string | undefined }

/** @returns the mail server; null when none is named; the name of the variable that is missing */
export function smtpOf({ PLATFORM_SMTP_URL: url, PLATFORM_MAIL_FROM: from }: Given): SmtpConfig | { missing: string } {
  if (url && from) return { url, from }
  if (!url && !from) return null
  return { missing: url ? 'PLATFORM_MAIL_FROM' : 'PLATFORM_SMTP_URL' }
}

export const sendMailOf = ({ smtp }: { smtp: SmtpConfig }): SendMail | null => smtp && createSmtp(smtp)

interface Installation {
  smtp: SmtpConfig
  mongodbUri: string | null
  demo: boolean | null
  url: string | null
}

/**
 * Whether mails may be read on a page: only in a demo or on a machine of one's own, and where nobody else is meant to
 * come in. Whoever reads the mails can act as their readers.
 */
export const hasMailbox = ({ smtp, mongodbUri, demo, url }: Installation): boolean =>
  smtp === null && (mongodbUri === null || demo === true) && (url === null || isHere(new URL(url).hostname))

const isHere = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host)
