import type { Locale } from '#kernel/localized-text.ts'
import { ButtonLink } from '#site/components/button.tsx'
import { PhoneLink } from '#site/components/contact-links.tsx'
import { Icon } from '#site/components/icon.tsx'
import { sayIn } from '#site/say.ts'
import { OfficeLayout, type OfficeShell } from '../layout.tsx'

export interface LinkPageProps {
  shell: OfficeShell
  /** What the client is sent, in his own language. */
  text: string
  language: Locale
  /** Null for a landline, or where no phone is known: then the text is copied. */
  whatsapp: string | null
  phone: string | null
  back: string
}

/** The text with the private link; a script opens WhatsApp at once. */
export const LinkPage = ({ shell, text, language, whatsapp, phone, back }: LinkPageProps) => {
  const { t } = sayIn(shell.locale)
  return (
    <OfficeLayout shell={shell} title={t('office.linkHeading')} narrow>
      <div className="stack">
        <h1>{t('office.linkHeading')}</h1>
        <section className="card stack" aria-label={t('office.linkText')}>
          {text.split('\n').map((line) => (
            <p key={line} className="name" lang={language}>
              {line}
            </p>
          ))}
        </section>
        <p className="hint">{t('office.linkHint')}</p>
        {!whatsapp && phone && (
          <p>
            <PhoneLink phone={phone} />
          </p>
        )}
        <div className="buttons buttons-equal">
          {whatsapp && (
            <a className="button button-primary button-big" href={whatsapp} rel="noopener noreferrer" data-go="">
              <Icon name="message" />
              {t('common.whatsapp')}
            </a>
          )}
          <ButtonLink look="secondary" size="big" href={back}>
            {t('common.back')}
          </ButtonLink>
        </div>
      </div>
    </OfficeLayout>
  )
}
