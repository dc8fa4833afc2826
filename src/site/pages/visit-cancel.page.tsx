import { Alternatives, type AlternativeTime } from '#site/components/alternatives.tsx'
import { ButtonLink, SubmitButton } from '#site/components/button.tsx'
import { type VisitBrief, VisitFacts, VisitTime } from '#site/components/visit-facts.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { visitCancelPath, visitMovePath, visitPath } from '#site/links.ts'
import { sayIn } from '#site/say.ts'

export interface VisitCancelProps {
  shell: Shell
  token: string
  visit: VisitBrief
  /** Real times to which it can be moved instead; none where moving is not allowed. */
  instead: readonly AlternativeTime[]
}

export const CANCEL_REASONS = ['illness', 'plans', 'price', 'other'] as const
export type CancelReason = (typeof CANCEL_REASONS)[number]

const REASONS = {
  illness: 'visit.reasonIllness',
  plans: 'visit.reasonPlans',
  price: 'visit.reasonPrice',
  other: 'visit.reasonOther',
} as const satisfies Record<CancelReason, string>

/** Offers to move first, then asks once, with the consequence. Opening it changes nothing. */
export const VisitCancelPage = ({ shell, token, visit, instead }: VisitCancelProps) => {
  const say = sayIn(shell.locale)
  const { t, locale } = say
  return (
    <Layout shell={shell} title={`${t('visit.cancelHeading')} · ${visit.business.name}`} narrow>
      <form className="stack" method="post" action={visitCancelPath(locale, token)} data-once="">
        <h1>{t('visit.cancelHeading')}</h1>
        <section className="card stack" aria-label={t('visit.title')}>
          <VisitTime say={say} visit={visit} city={shell.city} />
          <VisitFacts say={say} visit={visit} />
        </section>
        {instead.length > 0 && (
          <section className="card stack" aria-labelledby="instead">
            <h2 id="instead">{t('visit.moveInstead')}</h2>
            <Alternatives say={say} times={instead} />
            <a className="tap" href={visitMovePath(locale, token)}>
              {t('visit.otherTimes')}
            </a>
          </section>
        )}
        <fieldset className="stack for-whom">
          <legend className="label">{t('visit.reason')}</legend>
          <ul className="segments">
            {CANCEL_REASONS.map((reason) => (
              <li key={reason}>
                <label className="segment">
                  <input className="dot" type="radio" name="reason" value={reason} />
                  {t(REASONS[reason])}
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
        <p>{t('visit.cancelConsequence')}</p>
        <div className="buttons buttons-equal">
          <ButtonLink look="secondary" size="big" href={visitPath(locale, token)}>
            {t('visit.cancelNo')}
          </ButtonLink>
          <SubmitButton look="danger" size="big">
            {t('visit.cancelYes')}
          </SubmitButton>
        </div>
      </form>
    </Layout>
  )
}
