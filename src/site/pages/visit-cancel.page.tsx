import { ButtonLink, SubmitButton } from '#site/components/button.tsx'
import { type VisitBrief, VisitFacts, VisitTime } from '#site/components/visit-facts.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { visitCancelPath, visitPath } from '#site/links.ts'
import { sayIn } from '#site/say.ts'

export interface VisitCancelProps {
  shell: Shell
  token: string
  visit: VisitBrief
}

/** Asks once, with the consequence. Opening it changes nothing. */
export const VisitCancelPage = ({ shell, token, visit }: VisitCancelProps) => {
  const say = sayIn(shell.locale)
  const { t, locale } = say
  return (
    <Layout shell={shell} title={`${t('visit.cancelHeading')} · ${visit.business.name}`} narrow>
      <form className="stack" method="post" action={visitCancelPath(locale, token)} data-once="">
        <h1>{t('visit.cancelHeading')}</h1>
        <p>{t('visit.cancelConsequence')}</p>
        <section className="card stack" aria-label={t('visit.title')}>
          <VisitTime say={say} visit={visit} />
          <VisitFacts say={say} visit={visit} />
        </section>
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
