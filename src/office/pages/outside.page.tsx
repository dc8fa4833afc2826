import type { LocalDate, WallTime } from '#kernel/time.ts'
import { capital } from '#platform/i18n/format.ts'
import { ButtonLink } from '#site/components/button.tsx'
import { PhoneLink } from '#site/components/contact-links.tsx'
import { sayIn } from '#site/say.ts'
import { whenText } from '#site/when.ts'
import { OfficeLayout, type OfficeShell } from '../layout.tsx'
import { dayPath } from '../links.ts'

export interface OutsideRow {
  id: string
  day: LocalDate
  time: WallTime
  clientName: string
  /** E.164 */
  phone: string | null
  services: string
  /** Sentences. */
  reasons: readonly string[]
}

export interface OutsideProps {
  shell: OfficeShell
  business: { id: string; name: string }
  visits: readonly OutsideRow[]
}

/** Coming visits that no longer fit: nothing was moved or cancelled, and somebody should decide. */
export const OutsidePage = ({ shell, business, visits }: OutsideProps) => {
  const say = sayIn(shell.locale)
  const { t } = say
  return (
    <OfficeLayout shell={shell} title={`${t('office.outsideHeading')} · ${business.name}`} narrow>
      <div className="stack">
        <h1>{t('office.outsideHeading')}</h1>
        <p>{t(visits.length > 0 ? 'office.outsideHint' : 'office.outsideNone')}</p>
        <ul className="plain stack">
          {visits.map(({ id, day, time, clientName, phone, services, reasons }) => (
            <li key={id} className="card stack stack-tight">
              <h2 className="h3">
                <a href={dayPath(business.id, day)}>{capital(whenText(say, day, time))}</a>
              </h2>
              <p>
                <bdi className="strong name">{clientName}</bdi> {phone && <PhoneLink phone={phone} />}
              </p>
              <p className="small muted name">{services}</p>
              <ul className="small">
                {reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
        <ButtonLink look="secondary" href={dayPath(business.id)}>
          {t('common.back')}
        </ButtonLink>
      </div>
    </OfficeLayout>
  )
}
