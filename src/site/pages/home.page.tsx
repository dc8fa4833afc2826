import type { LocalDate } from '#kernel/time.ts'
import { catalogueName } from '#platform/i18n/speak.ts'
import { Banner } from '#site/components/banner.tsx'
import { ButtonLink } from '#site/components/button.tsx'
import { type Result, ResultCard } from '#site/components/result-card.tsx'
import { Filters, SearchBox } from '#site/components/search-box.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { searchPath, type Wanted } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'

export interface HomePageProps {
  shell: Shell
  today: LocalDate
  wanted: Wanted
  /** Categories of what was found, with how many. */
  categories: readonly { slug: string; count: number }[]
  results: readonly Result[]
  total: number
  page: number
  pages: number
  /** How the words were read; null where there were none. */
  understood: { text: string; isOther: boolean; isCut: boolean } | null
  /** The nearest there is when nothing fits. */
  near: readonly Result[]
}

/** Cards whose picture is seen before anything is scrolled. */
const FIRST_SCREEN = 3

const isFiltered = ({ today, open, max, near, category }: Wanted): boolean =>
  Boolean(today || open || max !== undefined || near || category)

const Categories = ({ say, categories, wanted }: { say: Say } & Pick<HomePageProps, 'categories' | 'wanted'>) => {
  const { t, locale } = say
  const { category: chosen, page, ...kept } = wanted
  return (
    <nav aria-label={t('site.categories')}>
      <ul className="chips">
        <li>
          <a className="chip" href={searchPath(locale, kept)} aria-current={chosen ? undefined : 'page'}>
            {t('site.allCategories')}
          </a>
        </li>
        {categories.map(({ slug, count }) => (
          <li key={slug}>
            <a
              className="chip"
              href={searchPath(locale, { ...kept, category: slug })}
              aria-current={slug === chosen ? 'page' : undefined}
            >
              {catalogueName(t, 'category', slug)}
              <span className="chip-count">{count}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const Results = ({ say, results, today }: { say: Say; results: readonly Result[]; today: LocalDate }) => (
  <ul className="results">
    {results.map((result, i) => (
      <ResultCard key={result.slug} say={say} result={result} today={today} isFirst={i < FIRST_SCREEN} />
    ))}
  </ul>
)

const Pages = ({
  say: { t, locale },
  wanted,
  page,
  pages,
}: { say: Say } & Pick<HomePageProps, 'wanted' | 'page' | 'pages'>) =>
  pages > 1 && (
    <nav className="pages" aria-label={t('search.pages')}>
      {page > 1 && (
        <ButtonLink look="secondary" rel="prev" href={searchPath(locale, { ...wanted, page: page - 1 })}>
          {t('search.previous')}
        </ButtonLink>
      )}
      <span className="muted">{t('search.pageOf', { page, pages })}</span>
      {page < pages && (
        <ButtonLink look="secondary" rel="next" href={searchPath(locale, { ...wanted, page: page + 1 })}>
          {t('search.next')}
        </ButtonLink>
      )}
    </nav>
  )

/** Nothing fits: what was understood, where to go on, and the nearest there is. */
const Nothing = ({ say, wanted, understood, near, today }: { say: Say } & Omit<HomePageProps, 'shell'>) => {
  const { t, locale } = say
  const { q } = wanted
  return (
    <>
      <section className="empty">
        <p className="strong">
          {understood && !isFiltered(wanted) ? t('search.nothing', { text: understood.text }) : t('search.nothingFits')}
        </p>
        <div className="buttons">
          {isFiltered(wanted) && (
            <ButtonLink look="secondary" href={searchPath(locale, { q })}>
              {t('search.dropFilters')}
            </ButtonLink>
          )}
          {!wanted.today && (
            <ButtonLink look="secondary" href={searchPath(locale, { today: true })}>
              {t('search.freeToday')}
            </ButtonLink>
          )}
          <ButtonLink look="quiet" href={searchPath(locale, {})}>
            {t('site.showAll')}
          </ButtonLink>
        </div>
      </section>
      {near.length > 0 && (
        <section className="stack" aria-labelledby="near">
          <h2 id="near">{t('search.nearest')}</h2>
          <Results say={say} results={near} today={today} />
        </section>
      )}
    </>
  )
}

/** The front page: search, categories, filters, and what is found by them. */
export const HomePage = ({ shell, ...found }: HomePageProps) => {
  const { wanted, categories, results, total, understood, today } = found
  const say = sayIn(shell.locale)
  const { t, locale } = say
  const { city } = shell
  const { q, category } = wanted
  const name = category && catalogueName(t, 'category', category)
  const heading = understood ? t('search.resultsTitle', { text: understood.text }) : (name ?? t('site.homeHeading'))
  const isIndexed = searchPath(locale, wanted) === searchPath(locale, { category })
  return (
    <Layout
      shell={shell}
      title={name || understood ? `${heading} · ${city}` : t('site.homeTitle', { city })}
      description={t('site.homeLead')}
      {...(isIndexed ? { canonical: searchPath(locale, { category }).replace(`/${locale}`, '') || '/' } : {})}
    >
      <div className="stack home">
        <header className="stack stack-tight">
          {!understood && <p className="muted strong">{t('site.homeTitle', { city })}</p>}
          <h1 className="search-heading">{heading}</h1>
          {!understood && !isFiltered(wanted) && <p className="lead">{t('site.homeLead')}</p>}
        </header>
        <SearchBox say={say} wanted={wanted} />
        {understood?.isCut && (
          <Banner tone="info">
            <p>{t('search.cut')}</p>
          </Banner>
        )}
        <div className="stack stack-tight">
          <Filters say={say} wanted={wanted} />
          {(categories.length > 1 || category || !q) && (
            <Categories say={say} categories={categories} wanted={wanted} />
          )}
        </div>
        {total > 0 ? (
          <section className="stack" aria-labelledby="found">
            <h2 id="found" className="found">
              {understood?.isOther && <span>{t('search.searchedFor', { text: understood.text })} · </span>}
              {t('search.found', { value: total })}
            </h2>
            <Results say={say} results={results} today={today} />
            <Pages say={say} wanted={wanted} page={found.page} pages={found.pages} />
          </section>
        ) : (
          <Nothing say={say} {...found} />
        )}
      </div>
    </Layout>
  )
}
