import { showPhone } from '#kernel/phone.ts'
import type { LocalDate, WallTime } from '#kernel/time.ts'
import type { TypedObject, TypedPlace } from '#modules/appointments/index.ts'
import { capital } from '#platform/i18n/format.ts'
import { errorText } from '#platform/i18n/speak.ts'
import { Alternatives, type AlternativeTime } from '#site/components/alternatives.tsx'
import { Answers } from '#site/components/answers.tsx'
import { Banner } from '#site/components/banner.tsx'
import type { BusinessBrief, Steps } from '#site/components/briefs.ts'
import { SubmitButton } from '#site/components/button.tsx'
import { Fact, Facts } from '#site/components/facts.tsx'
import { Field } from '#site/components/field.tsx'
import { type HoldState, HoldStrip } from '#site/components/hold-strip.tsx'
import { Icon } from '#site/components/icon.tsx'
import type { OpenNow } from '#site/components/open-state.tsx'
import { type Problem, ProblemBanner } from '#site/components/problem.tsx'
import { StepBar } from '#site/components/step-bar.tsx'
import { ObjectFields, PlaceFields, type ToldAsked } from '#site/components/told-fields.tsx'
import { type PlanLine, VisitLines } from '#site/components/visit-plan.tsx'
import { ZoneWord } from '#site/components/zone-word.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { bookFormPath, bookPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'
import { whenText } from '#site/when.ts'
import { minAgeText } from './booking-services.page.tsx'

/** Until when the client may cancel here, or that it goes by phone only. */
export type CancelRule = { kind: 'until'; day: LocalDate; time: WallTime } | { kind: 'byPhone' }

export interface Typed {
  forWhom: 'me' | 'child' | 'other'
  guestName: string
  name: string
  phone: string
  note: string
  place: TypedPlace
  object: TypedObject
}

export interface BookContactProps {
  shell: Shell
  business: BusinessBrief
  steps: Steps
  back: string
  /** Of the chosen time, in ISO 8601. */
  instant: string
  day: LocalDate
  time: WallTime
  lines: readonly PlanLine[]
  /** Minutes the client waits between the services. */
  wait: number
  minAge: { years: number; withAdult: boolean } | null
  hold: HoldState
  /** The chosen time as the value of `choose`. */
  same: string
  cancelRule: CancelRule
  /** Idempotency key, made by the server. */
  formKey: string
  carried: Readonly<Record<string, string>>
  values: Typed
  /** What is asked beside name and phone. */
  asked: ToldAsked
  /** Codes of `errors`, by field: `name`, `place.street`. */
  fieldErrors: Readonly<Record<string, string>>
  problem: Problem | null
  /** When the place answers. */
  open: OpenNow
  /** Nearest times after a refusal. Each is a button of the same form, so what was typed goes with it. */
  alternatives: readonly AlternativeTime[]
}

const FORM = 'contact'

const Summary = ({ say, ...props }: { say: Say; city: string } & Omit<BookContactProps, 'shell'>) => {
  const { t } = say
  const { business, instant, day, time, lines, wait, minAge, asked, city } = props
  return (
    <section className="card stack" aria-labelledby="chosen">
      <h2 id="chosen" className="hidden-visually">
        {t('booking.yourVisit')}
      </h2>
      <Facts>
        <Fact icon="calendar" term={t('common.dateAndTime')}>
          <span className="summary-time figure">{capital(whenText(say, day, time))}</span>
          <ZoneWord say={say} city={city} instant={instant} time={time} />
        </Fact>
        <Fact icon="list" term={t('common.service')}>
          <VisitLines say={say} lines={lines} wait={wait} />
          {minAge && <p className="small pick-note">{minAgeText(say, minAge)}</p>}
        </Fact>
        <Fact icon="place" term={t('common.address')}>
          {business.name}
          <span className="small muted line">{asked.place ? t('told.comesToYou') : business.street}</span>
        </Fact>
        <Fact icon="money" term={t('common.price')}>
          {t(asked.place ? 'told.payAfter' : 'booking.payThere')}
        </Fact>
      </Facts>
    </section>
  )
}

const WHOM = { me: 'booking.forMe', child: 'booking.forChild', other: 'booking.forOther' } as const

const ForWhom = ({ say: { t }, values, error }: { say: Say; values: Typed; error: string | undefined }) => (
  <fieldset className="stack for-whom">
    <legend className="label">{t('booking.forWhom')}</legend>
    <ul className="segments">
      {(['me', 'child', 'other'] as const).map((whom) => (
        <li key={whom}>
          <label className="segment">
            <input className="dot" type="radio" name="forWhom" value={whom} defaultChecked={values.forWhom === whom} />
            {t(WHOM[whom])}
          </label>
        </li>
      ))}
    </ul>
    <div className="guest-name">
      <Field
        name="guestName"
        label={t('booking.guestName')}
        hint={t('booking.guestNameHint')}
        value={values.guestName}
        error={error}
        maxLength={200}
      />
    </div>
  </fieldset>
)

/** On a small screen the marked field may be out of sight: the reason stands above and leads there. */
const Marked = ({ say: { t }, errors }: { say: Say; errors: BookContactProps['fieldErrors'] }) => {
  const [marked] = Object.entries(errors)
  if (!marked) return null
  const [field, code] = marked
  return (
    <Banner tone="bad">
      <a href={`#${field}`}>{errorText(t, code)}</a>
    </Banner>
  )
}

const cancelText = (say: Say, rule: CancelRule, phone: string | null): string =>
  rule.kind === 'until'
    ? say.t('booking.cancelUntil', { until: whenText(say, rule.day, rule.time) })
    : phone
      ? say.t('booking.cancelByPhone', { phone: showPhone(phone) })
      : say.t('visit.cancelOff')

/** Step 4: who comes. Posts to its own address; a refusal shows the same page with all that was typed. */
export const BookContactPage = (props: BookContactProps) => {
  const { shell, business, steps, back, lines, formKey, carried, values, fieldErrors, problem, alternatives } = props
  const say = sayIn(shell.locale)
  const { t, f, locale } = say
  const said = (code: string | undefined) => code && errorText(t, code)
  const { asked } = props
  const errors = Object.fromEntries(Object.entries(fieldErrors).map(([field, code]) => [field, said(code)]))
  const telling = { say, errors, useAction: bookFormPath(locale, business.slug, 'told') }
  const sum = lines.reduce((total, { price }) => total + price, 0)
  const isLeast = lines.some(({ priceFrom }) => priceFrom)
  const draft = bookFormPath(locale, business.slug, 'draft')
  const rechoose = bookFormPath(locale, business.slug, 'time')
  return (
    <Layout
      shell={shell}
      title={`${problem || Object.keys(fieldErrors).length > 0 ? `${t('common.errorLabel')}: ` : ''}${t('booking.contactTitle')} · ${business.name}`}
      keeping={{ form: FORM, action: draft }}
    >
      <form
        className="stack"
        id={FORM}
        method="post"
        action={bookPath(locale, business.slug, {})}
        data-once=""
        data-draft={draft}
        noValidate
      >
        <StepBar say={say} back={back} title={t('booking.contactTitle')} {...steps} />
        <h1>{t('booking.contactHeading')}</h1>
        <div id="held" className="stack" aria-live="polite">
          <ProblemBanner say={say} problem={problem} phone={business.phone}>
            <Alternatives say={say} times={alternatives} asButtons={{ action: rechoose }} />
          </ProblemBanner>
          <Marked say={say} errors={fieldErrors} />
          <HoldStrip
            say={say}
            hold={props.hold}
            extendAction={bookFormPath(locale, business.slug, 'extend')}
            again={props.same}
            againAction={rechoose}
          />
        </div>
        <div className="columns">
          <div className="columns-side columns-first">
            <Summary say={say} city={shell.city} {...props} />
          </div>
          <div className="stack">
            <input type="hidden" name="key" value={formKey} />
            <input type="hidden" name="price" value={sum} />
            {Object.entries(carried).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <ForWhom say={say} values={values} error={said(fieldErrors.guestName)} />
            <Field
              name="name"
              label={t('booking.name')}
              hint={t('booking.nameHint')}
              value={values.name}
              error={said(fieldErrors.name)}
              autoComplete="name"
              maxLength={200}
              required
            />
            <Field
              name="phone"
              type="tel"
              label={t('booking.phone')}
              hint={t('booking.phoneHint')}
              value={values.phone}
              error={said(fieldErrors.phone)}
              autoComplete="tel"
              maxLength={40}
              required
              phone
            />
            {asked.place && <PlaceFields {...telling} asked={asked.place} typed={values.place} />}
            {asked.object && <ObjectFields {...telling} asked={asked.object} typed={values.object} />}
            <details className="fold" open={Boolean(values.note || fieldErrors.note)}>
              <summary className="tap">
                <Icon name="note" />
                {t('booking.addNote')}
              </summary>
              <Field
                name="note"
                label={t('booking.note')}
                hint={t('common.optional')}
                value={values.note}
                error={said(fieldErrors.note)}
                maxLength={1000}
                lines
              />
            </details>
            <p className="hint">{t('booking.privacy')}</p>
            <Answers say={say} open={props.open} />
            <div className="foot stack foot-stack">
              <SubmitButton size="big" wide>
                {t('booking.submit', { price: f.price(sum, isLeast) })}
              </SubmitButton>
              <p className="hint foot-note">{cancelText(say, props.cancelRule, business.phone)}</p>
            </div>
          </div>
        </div>
      </form>
    </Layout>
  )
}
