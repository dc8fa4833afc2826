// What other mails lead to: an address to be proved, and an invitation into a team.

import { z } from 'zod'
import type { Refusal } from '#kernel/errors.ts'
import { inLanguage, OFFICE, SIGN_IN, SIGN_OUT } from '#office/links.ts'
import type { Actor } from '#platform/http/contract.ts'
import { type Page, type PageAnswer, page } from '#platform/http/pages.ts'
import { ButtonLink, SubmitButton } from '#site/components/button.tsx'
import { accountPath } from '#site/links.ts'
import { sayIn } from '#site/say.ts'
import type { shellOf } from '#site/shell.ts'
import { type AccountPagesDeps, OfCode, tried, typed } from './account-deps.ts'
import { stepsOf } from './account-entry.routes.tsx'
import { NameField, NewPasswordField } from './account-step.page.tsx'

type Asked = Parameters<typeof shellOf>[0] & { params: { code: string }; actor: Actor }

export function accountLinkPages(deps: AccountPagesDeps): Page[] {
  const { accounts, invitations } = deps
  const show = stepsOf(deps)
  return [
    page({
      method: 'GET',
      path: '/:locale/account/verify/:code',
      may: 'anyone',
      params: OfCode,
      isPrivate: true,
      handler: (asked) => {
        const { t } = sayIn(asked.locale)
        const step = { title: t('accounts.verifyTitle'), lead: t('accounts.verifyLead') }
        return show.rendered(asked, { ...step, submit: t('accounts.verifySubmit') })
      },
    }),
    page({
      method: 'POST',
      path: '/:locale/account/verify/:code',
      may: 'anyone',
      params: OfCode,
      isPrivate: true,
      handler: (asked) =>
        tried(
          async () => {
            await accounts.verifyEmail(asked.params.code)
            return proved(asked, 'accounts.verified')
          },
          (why) => show.broken(asked, why),
        ),
    }),
    page({
      method: 'GET',
      path: '/:locale/account/email/:code',
      may: 'anyone',
      params: OfCode,
      isPrivate: true,
      handler: (asked) => {
        const { t } = sayIn(asked.locale)
        const step = { title: t('accounts.emailTitle'), lead: t('accounts.emailLead') }
        return show.rendered(asked, { ...step, submit: t('accounts.emailSubmit') })
      },
    }),
    page({
      method: 'POST',
      path: '/:locale/account/email/:code',
      may: 'anyone',
      params: OfCode,
      isPrivate: true,
      handler: (asked) =>
        tried(
          async () => {
            await accounts.changeEmail(asked.params.code)
            return proved(asked, 'accounts.emailChanged')
          },
          (why) => show.broken(asked, why),
        ),
    }),
    page({
      method: 'GET',
      path: '/:locale/account/invitation/:code',
      may: 'anyone',
      params: OfCode,
      isPrivate: true,
      handler: (asked) => invitationPage(asked, ''),
    }),
    page({
      method: 'POST',
      path: '/:locale/account/invitation/:code',
      may: 'anyone',
      params: OfCode,
      body: z.object({ name: typed, password: typed }),
      isPrivate: true,
      handler: (asked) => {
        const { actor, params, body, agent } = asked
        return tried(
          async () => {
            if (actor.kind === 'user') {
              const { businessId } = await invitations.accept(params.code, actor.userId)
              return { redirect: `${OFFICE}?business=${businessId}` }
            }
            const { businessId, token } = await invitations.join(params.code, body, agent)
            return { redirect: `${OFFICE}?business=${businessId}`, session: token }
          },
          (why) => invitationPage(asked, body.name, why),
        )
      },
    }),
  ]

  function proved(asked: Asked, done: 'accounts.verified' | 'accounts.emailChanged'): PageAnswer {
    const { t } = sayIn(asked.locale)
    const children = <ButtonLink href={accountPath(asked.locale)}>{t('accounts.toAccount')}</ButtonLink>
    return show.rendered(asked, { title: t(done), children })
  }

  function invitationPage(asked: Asked, name: string, why?: Refusal): Promise<PageAnswer> {
    const { locale, params, actor } = asked
    return tried(
      async () => {
        const found = await invitations.read(params.code, locale)
        const user = actor.kind === 'user' ? await accounts.byId(actor.userId) : null
        const say = sayIn(locale)
        const { t } = say
        const { business, email, right } = found
        const step = {
          title: t('accounts.invitationTitle', { business }),
          lead: t('accounts.invitationLead', { right: t(`accounts.right.${right}`), email }),
        }
        if (user && user.email === email)
          return show.rendered(asked, { ...step, submit: t('accounts.invitationAccept') }, why)
        if (user) return show.rendered(asked, { ...step, children: <OtherAccount asked={asked} /> }, why)
        if (found.hasAccount) return show.rendered(asked, { ...step, children: <SignInFirst asked={asked} /> }, why)
        const fields = (
          <>
            <NameField say={say} value={name || found.name} problem={why ?? null} />
            <NewPasswordField say={say} />
          </>
        )
        return show.rendered(asked, { ...step, fields, submit: t('accounts.invitationJoin') }, why)
      },
      (broken) => show.broken(asked, broken),
    )
  }
}

const SignInFirst = ({ asked: { locale, path } }: { asked: Asked }) => {
  const { t } = sayIn(locale)
  return (
    <>
      <p>{t('errors.invitation_sign_in')}</p>
      <ButtonLink href={inLanguage(`${SIGN_IN}?next=${encodeURIComponent(path)}`, locale)}>
        {t('accounts.invitationSignIn')}
      </ButtonLink>
    </>
  )
}

const OtherAccount = ({ asked: { locale } }: { asked: Asked }) => {
  const { t } = sayIn(locale)
  return (
    <form className="stack" method="post" action={SIGN_OUT}>
      <p>{t('errors.invitation_other_address')}</p>
      <SubmitButton look="secondary">{t('accounts.signOut')}</SubmitButton>
    </form>
  )
}
