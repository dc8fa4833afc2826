import type { ServiceId } from '#kernel/ids.ts'
import type { WallTime } from '#kernel/time.ts'
import { errorText } from '#platform/i18n/speak.ts'
import { Banner } from '#site/components/banner.tsx'
import { ButtonLink, SubmitButton } from '#site/components/button.tsx'
import { Field } from '#site/components/field.tsx'
import { type Problem, ProblemBanner } from '#site/components/problem.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { bookPath, businessPath, queuePath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'

/** Minutes to wait; null: not today. */
export type Wait = number | null

export interface QueueProps {
  shell: Shell
  business: { slug: string; name: string; street: string; phone: string | null }
  waiting: number
  /** Of the shortest way to be served. */
  wait: Wait
  services: readonly { id: ServiceId; name: string; wait: Wait }[]
  /** Why nobody can join now; null: one can. */
  shut: Problem | null
  /** The place of whoever asks, if he stands here already. */
  own: { number: number; href: string } | null
  typed: { service: string; name: string; phone: string }
  fieldErrors: Readonly<Record<string, string>>
  problem: Problem | null
  formKey: string
}

/** Below this nobody calls it waiting. */
const SOON = 5

/** What whoever stands before the door is told, and where he joins. Nobody's name is on it. */
export const QueuePage = (props: QueueProps) => {
  const { shell, business, own, shut, problem } = props
  const say = sayIn(shell.locale)
  const { t, locale } = say
  return (
    <Layout shell={shell} title={`${t('queue.title')} · ${business.name}`} narrow>
      <div className="stack">
        <header className="stack stack-tight">
          <h1>{t('queue.title')}</h1>
          <p>
            <a className="name" href={businessPath(locale, business.slug)}>
              {business.name}
            </a>
            <span className="muted">{` · ${business.street}`}</span>
          </p>
        </header>
        <ProblemBanner say={say} problem={problem ?? shut} phone={business.phone} />
        {own && (
          <Banner tone="info">
            <p>{t('queue.already', { number: own.number })}</p>
            <ButtonLink href={own.href} size="small">
              {t('queue.toPlace')}
            </ButtonLink>
          </Banner>
        )}
        {!shut && <Figures say={say} {...props} />}
        {!shut && !own && <JoinForm say={say} {...props} />}
        <ButtonLink look="secondary" wide href={bookPath(locale, business.slug, {})}>
          {t('queue.bookInstead')}
        </ButtonLink>
      </div>
    </Layout>
  )
}

const Figures = ({ say: { t, f }, waiting, wait }: { say: Say } & QueueProps) => (
  <section className="card queue-figures" id="queue-figures" data-renew="30" aria-label={t('queue.title')}>
    <p className="queue-count">{waiting === 0 ? t('queue.nobody') : t('queue.people', { count: waiting })}</p>
    {wait !== null && (
      <p className="muted">{wait < SOON ? t('queue.noWait') : t('queue.waitNow', { wait: f.duration(wait) })}</p>
    )}
  </section>
)

const JoinForm = ({ say, business, services, typed, fieldErrors, formKey }: { say: Say } & QueueProps) => {
  const { t, locale } = say
  const said = (field: string) => fieldErrors[field] && errorText(t, fieldErrors[field])
  return (
    <form className="card stack" method="post" action={queuePath(locale, business.slug)} data-once="" noValidate>
      <input type="hidden" name="key" value={formKey} />
      <p className="muted">{t('queue.about')}</p>
      <div className="field">
        <label className="label" htmlFor="service">
          {t('queue.whichService')}
        </label>
        <select className="input select" id="service" name="service" defaultValue={typed.service}>
          {services.map((service) => (
            <option key={service.id} value={service.id} disabled={service.wait === null}>
              {serviceText(say, service)}
            </option>
          ))}
          <option value="">{t('queue.sayThere')}</option>
        </select>
      </div>
      <Field
        name="name"
        label={t('queue.yourName')}
        hint={t('queue.nameHint')}
        value={typed.name}
        error={said('name')}
        autoComplete="given-name"
        maxLength={80}
      />
      <Field
        name="phone"
        type="tel"
        label={t('common.phone')}
        hint={t('queue.phoneHint')}
        value={typed.phone}
        error={said('phone')}
        autoComplete="tel"
        maxLength={40}
        phone
      />
      <SubmitButton size="big" wide>
        {t('queue.join')}
      </SubmitButton>
      <p className="hint">{t('queue.privacy')}</p>
    </form>
  )
}

function serviceText({ t, f }: Say, { name, wait }: { name: string; wait: Wait }): string {
  if (wait === null) return t('queue.serviceLate', { name })
  return wait < SOON ? t('queue.serviceNow', { name }) : t('queue.serviceWait', { name, wait: f.duration(wait) })
}

/** A turn as it is told: in so many minutes, at that time. */
export interface Turn {
  wait: number
  time: WallTime
}
