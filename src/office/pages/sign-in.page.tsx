import { errorText } from '#platform/i18n/speak.ts'
import { Banner } from '#site/components/banner.tsx'
import { SubmitButton } from '#site/components/button.tsx'
import { Field } from '#site/components/field.tsx'
import { accountPath } from '#site/links.ts'
import { sayIn } from '#site/say.ts'
import { OfficeLayout, type OfficeShell } from '../layout.tsx'
import { SIGN_IN } from '../links.ts'

export interface SignInProps {
  shell: OfficeShell
  email: string
  error: { code: string; details?: Readonly<Record<string, unknown>> } | null
  /** Right after signing out. */
  isSignedOut: boolean
  /** Where to go after, an address of our own. */
  next: string | null
}

export const SignInPage = ({ shell, email, error, isSignedOut, next }: SignInProps) => {
  const { t } = sayIn(shell.locale)
  const title = t('accounts.signInTitle')
  return (
    <OfficeLayout shell={shell} title={title} narrow>
      <form className="stack sign-in" method="post" action={SIGN_IN} data-once="" noValidate>
        <h1>{title}</h1>
        <p className="muted">{t('accounts.signInLead')}</p>
        {error && (
          <Banner tone="bad">
            <p>{errorText(t, error.code, error.details)}</p>
          </Banner>
        )}
        {isSignedOut && !error && (
          <Banner tone="ok">
            <p>{t('accounts.signedOut')}</p>
          </Banner>
        )}
        {next && <input type="hidden" name="next" value={next} />}
        <Field
          name="email"
          type="email"
          label={t('accounts.email')}
          value={email}
          autoComplete="username"
          maxLength={254}
          required
        />
        <Field
          name="password"
          type="password"
          label={t('accounts.password')}
          autoComplete="current-password"
          maxLength={200}
          required
        />
        <SubmitButton size="big" wide>
          {t('accounts.signIn')}
        </SubmitButton>
        <p className="stack stack-tight">
          <a className="tap" href={accountPath(shell.locale, 'reset')}>
            {t('accounts.forgot')}
          </a>
          <a className="tap" href={accountPath(shell.locale, 'register')}>
            {t('accounts.noAccount')}
          </a>
        </p>
      </form>
    </OfficeLayout>
  )
}
