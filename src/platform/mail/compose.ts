import type { Locale } from '#kernel/localized-text.ts'
import type { MessageKey } from '#platform/i18n/speak.ts'
import { translator } from '#platform/i18n/translator.ts'
import type { Letter } from './letter.ts'

type KindOf<Key> = Key extends `mail.${infer Kind}.subject` ? Kind : never
/** Whatever the catalogue has a text for. */
export type MailKind = KindOf<MessageKey>

export interface MailAbout {
  kind: MailKind
  locale: Locale
  /** Names and addresses; never a secret. */
  data: Readonly<Record<string, string>>
}

/** Where the button of a kind leads: made when the mail is sent, so that no secret is stored with it. */
export type Links = Readonly<Partial<Record<MailKind, (about: Omit<MailAbout, 'kind'>) => string>>>

/** What a mail says. A kind that has a word for the button must have a link. */
export function compose({ kind, locale, data }: MailAbout, links: Links): Letter {
  const t = translator(locale)
  const action: string = `mail.${kind}.action`
  const url = links[kind]?.({ locale, data })
  return {
    subject: t(`mail.${kind}.subject`, data),
    lines: t(`mail.${kind}.body`, data).split('\n'),
    ...(t.has(action) && url ? { action: { label: t(action), url } } : {}),
    foot: t(`mail.${kind}.foot`, data),
  }
}
