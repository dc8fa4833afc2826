// Coming to have an account, and a new password for it. No GET changes anything: what a mail leads to is a button.

import { z } from 'zod'
import type { Refusal } from '#kernel/errors.ts'
import { deviceOf } from '#modules/accounts/own.routes.ts'
import { OFFICE, SIGN_IN, START } from '#office/links.ts'
import { type Page, type PageAnswer, page } from '#platform/http/pages.ts'
import { STATUS_OF } from '#platform/http/problem.ts'
import { ButtonLink } from '#site/components/button.tsx'
import { renderPage } from '#site/document.tsx'
import { accountPath, MAILBOX } from '#site/links.ts'
import { sayIn } from '#site/say.ts'
import { shellOf } from '#site/shell.ts'
import { type AccountPagesDeps, OfCode, tried, typed } from './account-deps.ts'
import {
  AccountStep,
  type AccountStepProps,
  EmailField,
  NameField,
  NewPasswordField,
  PasswordField,
} from './account-step.page.tsx'
import { InLocale } from './site-deps.ts'

type Asked = Parameters<typeof shellOf>[0]

const Sent = z.object({ sent: z.string().max(1).optional().catch(undefined) })

export function accountEntryPages(deps: AccountPagesDeps): Page[] {
  const { accounts } = deps
  const show = stepsOf(deps)
  return [
    page({
      method: 'GET',
      path: '/:locale/account/register',
      may: 'anyone',
      params: InLocale,
      query: Sent,
      isPrivate: true,
      handler: (asked) => (asked.query.sent ? show.sent(asked) : show.register(asked, { name: '', email: '' })),
    }),
    page({
      method: 'POST',
      path: '/:locale/account/register',
      may: 'anyone',
      params: InLocale,
      body: z.object({ name: typed, email: typed, password: typed }),
      isPrivate: true,
      handler: (asked) =>
        tried(
          async () => {
            await accounts.register(asked.body, asked, deviceOf(asked.actor))
            return { redirect: `${accountPath(asked.locale, 'register')}?sent=1` }
          },
          (why) => show.register(asked, asked.body, why),
        ),
    }),
    page({
      method: 'GET',
      path: '/:locale/account/confirm/:code',
      may: 'anyone',
      params: OfCode,
      isPrivate: true,
      handler: (asked) => confirmPage(asked),
    }),
    page({
      method: 'POST',
      path: '/:locale/account/confirm/:code',
      may: 'anyone',
      params: OfCode,
      body: z.object({ password: typed }),
      isPrivate: true,
      handler: (asked) =>
        tried(
          async () => {
            const { network, agent, actor, params, body } = asked
            const by = { network, agent, device: deviceOf(actor) }
            const { token } = await accounts.confirm(params.code, body.password || null, by)
            return { redirect: START, session: token }
          },
          (why) => confirmPage(asked, why),
        ),
    }),
    page({
      method: 'GET',
      path: '/:locale/account/reset',
      may: 'anyone',
      params: InLocale,
      query: Sent,
      isPrivate: true,
      handler: (asked) => (asked.query.sent ? show.sent(asked) : show.askReset(asked, '')),
    }),
    page({
      method: 'POST',
      path: '/:locale/account/reset',
      may: 'anyone',
      params: InLocale,
      body: z.object({ email: typed }),
      isPrivate: true,
      handler: (asked) =>
        tried(
          async () => {
            await accounts.askReset(asked.body.email, asked)
            return { redirect: `${accountPath(asked.locale, 'reset')}?sent=1` }
          },
          (why) => show.askReset(asked, asked.body.email, why),
        ),
    }),
    page({
      method: 'GET',
      path: '/:locale/account/reset/:code',
      may: 'anyone',
      params: OfCode,
      isPrivate: true,
      handler: (asked) => resetPage(asked),
    }),
    page({
      method: 'POST',
      path: '/:locale/account/reset/:code',
      may: 'anyone',
      params: OfCode,
      body: z.object({ password: typed }),
      isPrivate: true,
      handler: (asked) =>
        tried(
          async () => {
            const { token } = await accounts.resetPassword(asked.params.code, asked.body.password, asked)
            return { redirect: OFFICE, session: token }
          },
          (why) => resetPage(asked, why),
        ),
    }),
  ]

  function confirmPage(
    asked: Asked & { params: { code: string }; actor: Parameters<typeof deviceOf>[0] },
    why?: Refusal,
  ) {
    return tried(
      async () => {
        const found = await accounts.registration(asked.params.code, deviceOf(asked.actor))
        return show.confirm(asked, found, why)
      },
      (broken) => show.broken(asked, broken, accountPath(asked.locale, 'register')),
    )
  }

  function resetPage(asked: Asked & { params: { code: string } }, why?: Refusal) {
    return tried(
      async () => show.reset(asked, (await accounts.resetting(asked.params.code)).email, why),
      (broken) => show.broken(asked, broken, accountPath(asked.locale, 'reset')),
    )
  }
}

/** The steps as pages. */
export function stepsOf({ assets, hasMailbox }: Pick<AccountPagesDeps, 'assets' | 'hasMailbox'>) {
  const rendered = (asked: Asked, step: Omit<AccountStepProps, 'shell'>, why?: Refusal): PageAnswer => {
    const problem = why ? { code: why.code, details: why.details } : null
    const html = renderPage(<AccountStep shell={shellOf(asked, assets)} {...step} problem={problem} />)
    return { html, status: why ? STATUS_OF[why.kind] : 200 }
  }
  return {
    rendered,

    register(asked: Asked, { name, email }: { name: string; email: string }, why?: Refusal): PageAnswer {
      const say = sayIn(asked.locale)
      const { t } = say
      const problem = why ?? null
      const step = {
        title: t('accounts.register'),
        lead: t('accounts.registerLead'),
        submit: t('accounts.registerSubmit'),
        fields: (
          <>
            <NameField say={say} value={name} problem={problem} />
            <EmailField say={say} value={email} problem={problem} />
            <NewPasswordField say={say} />
          </>
        ),
        children: (
          <a className="tap" href={SIGN_IN}>
            {t('accounts.haveAccount')}
          </a>
        ),
      }
      return rendered(asked, step, why)
    },

    confirm(
      asked: Asked,
      { name, email, needsPassword }: { name: string; email: string; needsPassword: boolean },
      why?: Refusal,
    ): PageAnswer {
      const say = sayIn(asked.locale)
      const { t } = say
      const who = t('accounts.confirmLead', { name, email })
      const step = {
        title: t('accounts.confirmTitle'),
        lead: needsPassword ? `${who}. ${t('accounts.confirmPassword')}` : who,
        submit: t('accounts.confirmSubmit'),
        fields: needsPassword && <PasswordField say={say} label={t('accounts.password')} />,
      }
      return rendered(asked, step, why)
    },

    askReset(asked: Asked, email: string, why?: Refusal): PageAnswer {
      const say = sayIn(asked.locale)
      const { t } = say
      const step = {
        title: t('accounts.resetTitle'),
        lead: t('accounts.resetLead'),
        submit: t('accounts.resetSubmit'),
        fields: <EmailField say={say} value={email} problem={why ?? null} />,
        children: (
          <a className="tap" href={SIGN_IN}>
            {t('accounts.signIn')}
          </a>
        ),
      }
      return rendered(asked, step, why)
    },

    reset(asked: Asked, email: string, why?: Refusal): PageAnswer {
      const say = sayIn(asked.locale)
      const step = {
        title: say.t('accounts.resetTitle'),
        lead: say.t('accounts.resetSetLead', { email }),
        submit: say.t('accounts.resetSetSubmit'),
        fields: <NewPasswordField say={say} />,
      }
      return rendered(asked, step, why)
    },

    /** The same whether there is such an account or not. */
    sent(asked: Asked): PageAnswer {
      const { t } = sayIn(asked.locale)
      const step = {
        title: t('accounts.sentTitle'),
        lead: t('accounts.sentLead'),
        children: hasMailbox && (
          <>
            <p>{t('accounts.sentLocal')}</p>
            <ButtonLink look="secondary" href={`${MAILBOX}?locale=${asked.locale}`}>
              {t('accounts.toMailbox')}
            </ButtonLink>
          </>
        ),
      }
      return rendered(asked, step)
    },

    /** A link that opens nothing. @param again where another is asked for */
    broken(asked: Asked, why: Refusal, again?: string): PageAnswer {
      const { t } = sayIn(asked.locale)
      const step = {
        title: t('accounts.linkTitle'),
        children: (
          <div className="buttons">
            {again && <ButtonLink href={again}>{t('accounts.resetSubmit')}</ButtonLink>}
            <ButtonLink look="secondary" href={accountPath(asked.locale)}>
              {t('accounts.toAccount')}
            </ButtonLink>
          </div>
        ),
      }
      return rendered(asked, step, why)
    },
  }
}
