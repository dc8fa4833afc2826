import type { Tenge } from '#kernel/money.ts'
import type { LocalDate } from '#kernel/time.ts'
import { catalogueName } from '#platform/i18n/translator.ts'
import { ButtonLink } from '#site/components/button.tsx'
import { type OpenNow, OpenState } from '#site/components/open-state.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { businessPath, coverPath, listPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'

export interface BusinessCard {
  slug: string
  name: string
  category: string
  /** `Азаттық даңғылы, 48` */
  street: string
  /** The least price of what is shown, or null. */
  priceFrom: Tenge | null
  open: OpenNow | null
}

export interface BusinessListProps {
  shell: Shell
  today: LocalDate
  /** Categories that have businesses, with how many. */
  categories: readonly { slug: string; count: number }[]
  /** Slug of the chosen category. */
  chosen: string | null
  businesses: readonly BusinessCard[]
}

const Categories = ({
  say: { t, locale },
  categories,
  chosen,
}: { say: Say } & Pick<BusinessListProps, 'categories' | 'chosen'>) => (
  <nav aria-label={t('site.categories')}>
    <ul className="chips">
      <li>
        <a className="chip" href={listPath(locale)} aria-current={chosen === null ? 'page' : undefined}>
          {t('site.allCategories')}
        </a>
      </li>
      {categories.map(({ slug, count }) => (
        <li key={slug}>
          <a className="chip" href={listPath(locale, slug)} aria-current={slug === chosen ? 'page' : undefined}>
            {catalogueName(t, 'category', slug)}
            <span className="chip-count">{count}</span>
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** Cards whose picture is seen before anything is scrolled. */
const FIRST_SCREEN = 3

interface CardProps {
  say: Say
  business: BusinessCard
  today: LocalDate
  isFirst: boolean
}

const Card = ({ say, business, today, isFirst }: CardProps) => {
  const { t, f, locale } = say
  const href = businessPath(locale, business.slug)
  return (
    <li className="result">
      <img
        className="result-cover"
        src={coverPath(business.slug)}
        alt=""
        width="328"
        height="184"
        loading={isFirst ? 'eager' : 'lazy'}
      />
      <div className="result-text">
        <h2 className="result-name">
          <a href={href}>{business.name}</a>
        </h2>
        <p className="small muted">
          {catalogueName(t, 'category', business.category)} · {business.street}
        </p>
        {business.open && (
          <p className="small muted">
            <OpenState say={say} open={business.open} today={today} />
          </p>
        )}
        <div className="result-foot">
          <span className="price">{business.priceFrom !== null && f.price(business.priceFrom, true)}</span>
          <ButtonLink look="soft" size="small" href={href} label={t('site.bookService', { service: business.name })}>
            {t('site.book')}
          </ButtonLink>
        </div>
      </div>
    </li>
  )
}

/** The front page: the city's businesses, by category. */
export const BusinessListPage = ({ shell, today, categories, chosen, businesses }: BusinessListProps) => {
  const say = sayIn(shell.locale)
  const { t } = say
  const { city } = shell
  const heading = chosen ? catalogueName(t, 'category', chosen) : t('site.homeHeading')
  return (
    <Layout
      shell={shell}
      title={chosen ? `${heading} · ${city}` : t('site.homeTitle', { city })}
      description={t('site.homeLead')}
      canonical={listPath(shell.locale, chosen ?? undefined).replace(`/${shell.locale}`, '') || '/'}
    >
      <div className="stack home">
        <header className="stack stack-tight">
          <p className="muted strong">{t('site.homeTitle', { city })}</p>
          <h1>{heading}</h1>
          <p className="lead">{t('site.homeLead')}</p>
        </header>
        <Categories say={say} categories={categories} chosen={chosen} />
        {businesses.length > 0 ? (
          <>
            <p className="small muted">{t('site.places', { count: businesses.length })}</p>
            <ul className="results">
              {businesses.map((business, i) => (
                <Card key={business.slug} say={say} business={business} today={today} isFirst={i < FIRST_SCREEN} />
              ))}
            </ul>
          </>
        ) : (
          <div className="empty">
            <p>{t('site.homeEmpty')}</p>
            <ButtonLink look="secondary" href={listPath(shell.locale)}>
              {t('site.showAll')}
            </ButtonLink>
          </div>
        )}
      </div>
    </Layout>
  )
}
