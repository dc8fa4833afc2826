import { Fragment } from 'react'
import type { Locale } from '#kernel/localized-text.ts'
import type { Tenge } from '#kernel/money.ts'
import { showPhone } from '#kernel/phone.ts'
import type { LocalDate } from '#kernel/time.ts'
import { catalogueName } from '#platform/i18n/speak.ts'
import { Qr } from '#site/components/qr.tsx'
import { PAPER_LOCALES, paperAddress, Sheet } from '#site/components/sheet.tsx'
import type { Shell } from '#site/layout.tsx'
import { type Say, sayIn } from '#site/say.ts'

type OnPaper = Readonly<Record<(typeof PAPER_LOCALES)[number], string>>

export interface PriceListProps {
  shell: Shell
  slug: string
  name: OnPaper
  street: OnPaper
  /** E.164 */
  phone: string | null
  today: LocalDate
  groups: readonly {
    /** A slug, or null for the rest. */
    category: string | null
    services: readonly (Line & { id: string; variants: readonly (Line & { key: string })[] })[]
  }[]
}

interface Line {
  name: OnPaper
  duration: number
  price: Tenge
  priceFrom?: boolean
}

/** Kazakh first, Russian beside it where it says anything else. */
const Both = ({ text: { kk, ru } }: { text: OnPaper }) => (
  <>
    <span lang="kk">{kk}</span>
    {ru !== kk && (
      <span className="second" lang="ru">
        {ru}
      </span>
    )}
  </>
)

const said = (say: (say: Say) => string): OnPaper => ({ kk: say(sayIn('kk')), ru: say(sayIn('ru')) })

const Terms = ({ line: { duration, price, priceFrom } }: { line: Line }) => (
  <>
    <span className="price-length">
      <Both text={said(({ f }) => f.duration(duration))} />
    </span>
    <span className="price-sum">
      <Both text={said(({ f }) => f.price(price, priceFrom))} />
    </span>
  </>
)

const Group = ({ group, isOnly }: { group: PriceListProps['groups'][number]; isOnly: boolean }) => {
  const { category, services } = group
  const heading = said(({ t }) => (category ? catalogueName(t, 'category', category) : t('site.otherServices')))
  return (
    <section className="price-group">
      {!isOnly && (
        <h2>
          <Both text={heading} />
        </h2>
      )}
      <ul>
        {services.map((service) => (
          <Fragment key={service.id}>
            <li className="price-row">
              <span className="price-name">
                <Both text={service.name} />
              </span>
              {service.variants.length === 0 && <Terms line={service} />}
            </li>
            {service.variants.map((variant) => (
              <li key={variant.key} className="price-row price-variant">
                <span>
                  <Both text={variant.name} />
                </span>
                <Terms line={variant} />
              </li>
            ))}
          </Fragment>
        ))}
      </ul>
    </section>
  )
}

/** All services with their prices, for the wall or the table. */
export const PriceListPage = ({ shell, slug, name, street, phone, today, groups }: PriceListProps) => {
  const reader: Locale = shell.locale
  const { t } = sayIn(reader)
  const { url, shown } = paperAddress(shell, slug)
  return (
    <Sheet
      shell={shell}
      slug={slug}
      title={`${reader === 'ru' ? name.ru : name.kk} · ${t('site.services')}`}
      className="price-list"
    >
      <header className="price-head">
        <div className="price-title">
          <h1 className="name">
            <Both text={name} />
          </h1>
          <p className="price-what">
            <Both text={said((say) => say.t('site.services'))} />
          </p>
          <p className="price-where">
            <Both text={street} />
          </p>
          {phone && <p className="price-phone">{showPhone(phone)}</p>}
        </div>
        <figure className="price-code">
          <Qr text={url} label={t('business.qrOf', { address: shown })} />
          <figcaption>
            {PAPER_LOCALES.map((locale) => (
              <span key={locale} className="line" lang={locale}>
                {sayIn(locale).t('business.scan')}
              </span>
            ))}
          </figcaption>
        </figure>
      </header>
      {groups.length === 0 && (
        <p>
          <Both text={said((say) => say.t('site.noServices'))} />
        </p>
      )}
      {groups.map((group) => (
        <Group key={group.category ?? ''} group={group} isOnly={groups.length === 1} />
      ))}
      <footer className="price-foot">
        <p>
          <Both text={said((say) => say.t('business.pricesOn', { date: say.f.dateWithYear(today) }))} />
        </p>
        <p className="name">{shown}</p>
      </footer>
    </Sheet>
  )
}
