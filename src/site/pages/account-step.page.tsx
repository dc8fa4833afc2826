import type { ReactNode } from 'react'
import { SubmitButton } from '#site/components/button.tsx'
import { Field } from '#site/components/field.tsx'
import { type Problem, ProblemBanner } from '#site/components/problem.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { type Say, sayIn } from '#site/say.ts'

export interface AccountStepProps {
  shell: Shell
  title: string
  lead?: string | undefined
  problem?: Problem | null
  /** Where the form is sent; the page's own address when left out. */
  action?: string
  /** The word on the button; without it there is nothing to send. */
  submit?: string
  fields?: ReactNode
  /** Other ways on. */
  children?: ReactNode
}

/** One step with an account: a title, a form of a few fields, and other ways on. Whole without a script. */
export const AccountStep = (props: AccountStepProps) => {
  const { shell, title, lead, problem = null, action, submit, fields, children } = props
  return (
    <Layout shell={shell} title={title} narrow>
      <div className="stack sign-in">
        <h1>{title}</h1>
        {lead && <p className="muted breaks">{lead}</p>}
        <ProblemBanner say={sayIn(shell.locale)} problem={problem} />
        {submit && (
          <form className="stack" method="post" action={action} data-once="" noValidate>
            {fields}
            <SubmitButton size="big" wide>
              {submit}
            </SubmitButton>
          </form>
        )}
        {children && <div className="stack stack-tight">{children}</div>}
      </div>
    </Layout>
  )
}

/** What a refusal says of one field, beside it. */
export interface Marked {
  say: Say
  problem?: Problem | null
}

const marks = ({ problem }: Marked, name: string): boolean => {
  const fields = problem?.details?.fields
  return Array.isArray(fields) && fields.includes(name)
}

export const NameField = ({ value, ...marked }: Marked & { value: string }) => (
  <Field
    name="name"
    label={marked.say.t('accounts.name')}
    value={value}
    autoComplete="name"
    maxLength={120}
    error={marks(marked, 'name') ? marked.say.t('errors.name_required') : undefined}
    required
  />
)

export const EmailField = ({ value, label, ...marked }: Marked & { value: string; label?: string }) => (
  <Field
    name="email"
    type="email"
    label={label ?? marked.say.t('accounts.email')}
    value={value}
    autoComplete="email"
    maxLength={254}
    error={marks(marked, 'email') ? marked.say.t('errors.email_invalid') : undefined}
    required
  />
)

/** bcrypt reads 72 bytes, so the hint says how many letters that is. */
export const NewPasswordField = ({ say, name = 'password' }: { say: Say; name?: string }) => (
  <Field
    name={name}
    type="password"
    label={say.t(name === 'password' ? 'accounts.password' : 'accounts.newPassword')}
    hint={say.t('accounts.passwordHint')}
    autoComplete="new-password"
    maxLength={200}
    required
  />
)

export const PasswordField = ({ say, name = 'password', label }: { say: Say; name?: string; label?: string }) => (
  <Field
    name={name}
    type="password"
    label={label ?? say.t('accounts.presentPassword')}
    autoComplete="current-password"
    maxLength={200}
    required
  />
)
