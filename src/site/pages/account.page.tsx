import type { ReactNode } from 'react'
import { LOCALES, type Locale } from '#kernel/localized-text.ts'
import type { LocalDate, WallTime } from '#kernel/time.ts'
import { OFFICE, photosPath, SIGN_OUT, START } from '#office/links.ts'
import type { Right } from '#platform/http/rights.ts'
import { Avatar } from '#site/components/avatar.tsx'
import { Banner } from '#site/components/banner.tsx'
import { ButtonLink, SubmitButton } from '#site/components/button.tsx'
import { LANGUAGES } from '#site/components/languages.tsx'
import { type Problem, ProblemBanner } from '#site/components/problem.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { accountPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'
import { whenText } from '#site/when.ts'
import { EmailField, NameField, NewPasswordField, PasswordField } from './account-step.page.tsx'

export const ACCOUNT_DONE = [
  ...(['name', 'password', 'email', 'verification', 'verified', 'locale'] as const),
  ...(['session', 'sessions', 'business'] as const),
] as const
export type AccountDone = (typeof ACCOUNT_DONE)[number]

export interface AccountProps {
  shell: Shell
  user: { name: string; email: string; image: string | null; isVerified: boolean; locale: Locale }
  sessions: readonly { id: string; device: string; day: LocalDate; time: WallTime; isThis: boolean }[]
  businesses: readonly { id: string; name: string; right: Right; isLast: boolean }[]
  done: AccountDone | null
  /** What was refused, and of which form. */
  refused: { form: string; problem: Problem } | null
}

interface PartProps extends AccountProps {
  say: Say
}

/** A card with a form of its own; its refusal stands in it. */
const Part = ({
  of: { say, shell, refused },
  form,
  title,
  lead,
  children,
}: {
  of: PartProps
  form: string
  title: string
  lead?: string
  children: ReactNode
}) => (
  <section className="card stack" aria-labelledby={form} id={`part-${form}`}>
    <h2 id={form}>{title}</h2>
    {lead && <p className="small muted">{lead}</p>}
    <form className="stack" method="post" action={accountPath(shell.locale, form)} data-once="" noValidate>
      <ProblemBanner say={say} problem={refused?.form === form ? refused.problem : null} />
      {children}
    </form>
  </section>
)

const Head = ({ say: { t }, shell, user, refused }: PartProps) => (
  <header className="card account-head">
    <Avatar name={user.name} photo={user.image} />
    <div className="stack stack-tight">
      <h1 className="h3">
        <bdi>{user.name}</bdi>
      </h1>
      <p className="breaks">{user.email}</p>
      <p>
        <span className={user.isVerified ? 'badge badge-ok' : 'badge badge-warn'}>
          {t(user.isVerified ? 'accounts.isVerified' : 'accounts.notVerified')}
        </span>
      </p>
    </div>
    <div className="buttons">
      {!user.isVerified && (
        <form method="post" action={accountPath(shell.locale, 'verification')} data-once="">
          <SubmitButton size="small">{t('accounts.sendVerification')}</SubmitButton>
        </form>
      )}
      <ButtonLink look="secondary" size="small" href={photosPath(null)}>
        {t('accounts.photo')}
      </ButtonLink>
      <form method="post" action={SIGN_OUT}>
        <SubmitButton look="quiet" size="small">
          {t('accounts.signOut')}
        </SubmitButton>
      </form>
    </div>
    <ProblemBanner say={sayIn(shell.locale)} problem={refused?.form === 'verification' ? refused.problem : null} />
  </header>
)

const Businesses = ({ say: { t }, shell, businesses }: PartProps) => (
  <section className="card stack" aria-labelledby="businesses">
    <h2 id="businesses">{t('accounts.businessesTitle')}</h2>
    {businesses.length === 0 && (
      <>
        <p className="muted">{t('accounts.noBusinesses')}</p>
        <ButtonLink href={START}>{t('accounts.openBusiness')}</ButtonLink>
      </>
    )}
    <ul className="rows">
      {businesses.map(({ id, name, right, isLast }) => (
        <li key={id} className="account-row">
          <p>
            <a href={`${OFFICE}?business=${id}`}>
              <bdi>{name}</bdi>
            </a>
            <span className="small muted line">
              {t(`accounts.right.${right}`)}
              {isLast && ` · ${t('accounts.lastBusiness')}`}
            </span>
          </p>
          {!isLast && (
            <form method="post" action={accountPath(shell.locale, 'business')} data-once="">
              <input type="hidden" name="businessId" value={id} />
              <SubmitButton look="secondary" size="small" label={t('accounts.workIn', { name })}>
                {t('accounts.workHere')}
              </SubmitButton>
            </form>
          )}
        </li>
      ))}
    </ul>
  </section>
)

const Sessions = ({ say, shell, sessions }: PartProps) => {
  const { t } = say
  return (
    <section className="card stack" aria-labelledby="sessions">
      <h2 id="sessions">{t('accounts.sessionsTitle')}</h2>
      <ul className="rows">
        {sessions.map(({ id, device, day, time, isThis }) => (
          <li key={id} className="account-row">
            <p>
              <bdi>{device || t('accounts.unknownDevice')}</bdi>
              {isThis && <span className="badge badge-ok account-this">{t('accounts.thisDevice')}</span>}
              <span className="small muted line">{t('accounts.lastSeen', { when: whenText(say, day, time) })}</span>
            </p>
            {!isThis && (
              <form method="post" action={accountPath(shell.locale, 'sessions/end')} data-once="">
                <input type="hidden" name="sessionId" value={id} />
                <SubmitButton
                  look="secondary"
                  size="small"
                  label={t('accounts.endSessionOf', { device: device || t('accounts.unknownDevice') })}
                >
                  {t('accounts.endSession')}
                </SubmitButton>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action={accountPath(shell.locale, 'sessions/others')} data-once="">
          <SubmitButton look="secondary">{t('accounts.endOthers')}</SubmitButton>
        </form>
      )}
    </section>
  )
}

/** Everything of one's own account; whole without a script. */
export const AccountPage = (props: AccountProps) => {
  const { shell, user, done, refused } = props
  const say = sayIn(shell.locale)
  const { t } = say
  const of = { ...props, say }
  const problemOf = (form: string) => (refused?.form === form ? refused.problem : null)
  return (
    <Layout shell={shell} title={t('accounts.title')} narrow>
      <div className="stack">
        {done && !refused && (
          <Banner tone="ok">
            <p>{t(`accounts.done.${done}`)}</p>
          </Banner>
        )}
        <Head {...of} />
        <Businesses {...of} />
        <Part of={of} form="name" title={t('accounts.nameTitle')}>
          <NameField say={say} value={user.name} problem={problemOf('name')} />
          <SubmitButton look="secondary">{t('app.save')}</SubmitButton>
        </Part>
        <Part of={of} form="locale" title={t('accounts.localeTitle')} lead={t('accounts.localeLead')}>
          <ul className="segments">
            {LOCALES.map((locale) => (
              <li key={locale}>
                <label className="segment" lang={locale}>
                  <input
                    className="dot"
                    type="radio"
                    name="chosen"
                    value={locale}
                    defaultChecked={locale === user.locale}
                  />
                  {LANGUAGES[locale].name}
                </label>
              </li>
            ))}
          </ul>
          <SubmitButton look="secondary">{t('app.save')}</SubmitButton>
        </Part>
        <Part of={of} form="password" title={t('accounts.passwordTitle')} lead={t('accounts.passwordLead')}>
          <PasswordField say={say} />
          <NewPasswordField say={say} name="newPassword" />
          <SubmitButton look="secondary">{t('app.save')}</SubmitButton>
        </Part>
        <Part of={of} form="email" title={t('accounts.emailCardTitle')} lead={t('accounts.emailCardLead')}>
          <EmailField say={say} value="" label={t('accounts.newEmail')} problem={problemOf('email')} />
          <PasswordField say={say} name="emailPassword" />
          <SubmitButton look="secondary">{t('accounts.resetSubmit')}</SubmitButton>
        </Part>
        <Sessions {...of} />
      </div>
    </Layout>
  )
}
