import { LONGEST_QUERY } from '#modules/listings/index.ts'
import type { MessageKey } from '#platform/i18n/speak.ts'
import { searchPath, type Wanted } from '#site/links.ts'
import type { Say } from '#site/say.ts'
import { SubmitButton } from './button.tsx'
import { Icon } from './icon.tsx'

const PRICES = [5000, 10_000]

/** A plain form: it works without a script, and what it finds has an address. */
export const SearchBox = ({ say: { t, locale }, wanted }: { say: Say; wanted: Wanted }) => (
  <search>
    <form className="search-box" action={searchPath(locale, {})} method="get">
      <label className="label" htmlFor="q">
        {t('search.label')}
      </label>
      <div className="search-row">
        <input
          className="input"
          id="q"
          name="q"
          type="search"
          defaultValue={wanted.q}
          maxLength={LONGEST_QUERY}
          dir="auto"
          autoComplete="off"
          enterKeyHint="search"
          aria-describedby="q-said"
        />
        <SubmitButton size="big">
          <Icon name="search" />
          {t('search.submit')}
        </SubmitButton>
      </div>
      <p className="hint" id="q-said">
        {t('search.hint')}
      </p>
      {wanted.today && <input type="hidden" name="today" value="1" />}
      {wanted.open && <input type="hidden" name="open" value="1" />}
      {wanted.near && <input type="hidden" name="near" value={wanted.near} />}
    </form>
  </search>
)

interface Toggle {
  key: MessageKey
  vars?: Record<string, string>
  isOn: boolean
  on: Wanted
  off: Wanted
}

/** Each filter is a link that puts it on or off, so one tap is enough, with a script or without. */
export const Filters = ({ say: { t, f, locale }, wanted }: { say: Say; wanted: Wanted }) => {
  const { today, open, max, sort, near, page, ...kept } = wanted
  const rest: Wanted = { ...kept, today, open, max, sort, near }
  const toggles: Toggle[] = [
    { key: 'search.freeToday', isOn: today === true, on: { today: true }, off: { today: false } },
    { key: 'site.openNow', isOn: open === true, on: { open: true }, off: { open: false } },
    ...PRICES.map((price): Toggle => {
      const vars = { price: f.money(price) }
      return { key: 'search.upTo', vars, isOn: max === price, on: { max: price }, off: { max: undefined } }
    }),
    { key: 'search.cheapFirst', isOn: sort === 'price', on: { sort: 'price' }, off: { sort: undefined } },
  ]
  return (
    <nav aria-label={t('search.filters')}>
      <ul className="chips">
        <li hidden={!near} data-near={near ? undefined : ''}>
          {near ? (
            <a className="chip" href={searchPath(locale, { ...rest, near: undefined })} aria-current="true">
              <Icon name="place" small />
              {t('search.nearMe')}
            </a>
          ) : (
            <button className="chip" type="button" data-denied={t('search.nearDenied')}>
              <Icon name="place" small />
              {t('search.nearMe')}
            </button>
          )}
        </li>
        {toggles.map(({ key, vars, isOn, on, off }) => (
          <li key={key + (vars?.price ?? '')}>
            <a
              className="chip"
              href={searchPath(locale, { ...rest, ...(isOn ? off : on) })}
              aria-current={isOn ? 'true' : undefined}
            >
              {isOn && <Icon name="done" small />}
              {t(key, vars)}
            </a>
          </li>
        ))}
      </ul>
      <p className="hint" role="status" data-near-said />
    </nav>
  )
}
