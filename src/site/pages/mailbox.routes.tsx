// Mails where there is no mail server. Whoever reads them can act as their readers, so the page opens on the machine
// itself only, and there is none at all where others' accounts are served.

import { z } from 'zod'
import { notFound } from '#kernel/errors.ts'
import { localeShape } from '#kernel/shapes.ts'
import { toMinute, wallAt } from '#kernel/time.ts'
import { type Page, page } from '#platform/http/pages.ts'
import type { LocalMail } from '#platform/mail/mail.ts'
import { ButtonLink } from '#site/components/button.tsx'
import { renderPage } from '#site/document.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { MAILBOX } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'
import { whenText } from '#site/when.ts'
import type { AccountPagesDeps } from './account-deps.ts'

/** Networks of the machine itself. */
const HERE = /^(127\.|0:0:0:0::\/64$)/

const ZONE = 'Asia/Atyrau'

export const mailboxPages = ({ assets, mail, hasMailbox }: AccountPagesDeps): Page[] =>
  hasMailbox
    ? [
        page({
          method: 'GET',
          path: MAILBOX,
          may: 'anyone',
          isPrivate: true,
          query: z.object({ locale: localeShape.optional().catch(undefined) }),
          handler: async ({ network, query, origin, ...asked }) => {
            if (!HERE.test(network)) throw notFound('not_found')
            const locale = query.locale ?? asked.locale
            const shell: Shell = { locale, origin, assets, path: '/', city: sayIn(locale).t('common.city') }
            return { html: renderPage(<MailboxPage shell={shell} mails={await mail.local()} />) }
          },
        }),
      ]
    : []

const MailboxPage = ({ shell, mails }: { shell: Shell; mails: readonly LocalMail[] }) => {
  const say = sayIn(shell.locale)
  const { t } = say
  return (
    <Layout shell={shell} title={t('accounts.mailboxTitle')} narrow>
      <div className="stack">
        <h1>{t('accounts.mailboxTitle')}</h1>
        <p className="muted">{t('accounts.mailboxLead')}</p>
        {mails.length === 0 && <p>{t('accounts.mailboxEmpty')}</p>}
        {mails.map((one) => (
          <MailCard key={one.id} say={say} mail={one} />
        ))}
      </div>
    </Layout>
  )
}

const MailCard = ({ say, mail: { to, at, locale, letter } }: { say: Say; mail: LocalMail }) => {
  const { date, time } = wallAt(toMinute(at), ZONE)
  return (
    <article className="card stack">
      <p className="small muted breaks">{say.t('accounts.mailTo', { to, when: whenText(say, date, time) })}</p>
      <div className="stack" lang={locale}>
        <h2 className="h3">{letter.subject}</h2>
        {letter.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {letter.action && (
          <p>
            <ButtonLink href={letter.action.url}>{letter.action.label}</ButtonLink>
          </p>
        )}
        <p className="small muted">{letter.foot}</p>
      </div>
    </article>
  )
}
