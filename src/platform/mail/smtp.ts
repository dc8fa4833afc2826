import { createTransport } from 'nodemailer'
import type { Locale } from '#kernel/localized-text.ts'
import { htmlOf, type Letter, textOf } from './letter.ts'

export interface SmtpOptions {
  /** `smtps://user:password@mail.example.kz` */
  url: string
  /** `Платформа <noreply@example.kz>` */
  from: string
  /** How long a mail server may be silent. */
  patienceMs?: number
}

export interface Envelope {
  /** The same at every try: a reader's mailbox may know by it that it has the mail already. */
  id: string
  to: string
  locale: Locale
}

/** Why a mail did not go out. `isFinal`: it never will. */
export class MailRefused extends Error {
  readonly code: string
  readonly isFinal: boolean

  constructor(code: string, isFinal: boolean) {
    super(code)
    this.name = 'MailRefused'
    this.code = code
    this.isFinal = isFinal
  }
}

/** Hands a letter over. @throws MailRefused */
export type SendMail = (envelope: Envelope, letter: Letter) => Promise<void>

export function createSmtp({ url, from, patienceMs = 15_000 }: SmtpOptions): SendMail {
  const transport = createTransport({
    url,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    dnsTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'
  return async ({ id, to, locale }, letter) => {
    try {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        messageId: `<${id.replaceAll(/[^\w-]/g, '.')}@${domain}>`,
        subject: letter.subject,
        text: textOf(letter),
        html: htmlOf(letter, locale),
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
      })
    } catch (error) {
      throw refusalOf(error)
    }
  }
}

/** Of the address and the mail a 5xx is the last word; of our own signing in it only means that a setting is wrong. */
function refusalOf(error: unknown): MailRefused {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown }
  const name = typeof code === 'string' ? code : 'EUNKNOWN'
  const status = typeof responseCode === 'number' ? responseCode : null
  const isFinal = status !== null && status >= 500 && (name === 'EENVELOPE' || name === 'EMESSAGE')
  return new MailRefused(status === null ? name : `${name} ${status}`, isFinal)
}
