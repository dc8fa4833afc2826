import { showPhone } from '#kernel/phone.ts'
import type { LocalDate, WallTime } from '#kernel/time.ts'
import { errorText } from '#platform/i18n/translator.ts'
import { Banner } from '#site/components/banner.tsx'
import type { BusinessBrief, ServiceBrief, Steps } from '#site/components/briefs.ts'
import { SubmitButton } from '#site/components/button.tsx'
import { Fact, Facts } from '#site/components/facts.tsx'
import { Field } from '#site/components/field.tsx'
import { Icon } from '#site/components/icon.tsx'
import { StepBar } from '#site/components/step-bar.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { bookPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'

/** Until when the client may cancel here, or that it goes by phone only. */
export type CancelRule = { kind: 'until'; day: LocalDate; time: WallTime } | { kind: 'byPhone' }

export interface Alternative {
  day: LocalDate
  time: WallTime
  staff: string | null
  /** Shown where it is another person than the chosen one. */
  personName: string | null
}

export interface BookContactProps {
  shell: Shell
  business: BusinessBrief
  service: ServiceBrief
  staff: string | null
  /** Name of the person; null for anyone or none. */
  personName: string | null
  steps: Steps
  day: LocalDate
  time: WallTime
  cancelRule: CancelRule
  /** Idempotency key, made by the server. */
  formKey: string
  values: { name: string; phone: string; note: string }
  /** Codes of `errors`. */
  fieldErrors: { name?: string; phone?: string; note?: string }
  error: { code: string; details?: Readonly<Record<string, unknown>> } | null
  /** Nearest times after a refusal. Each is a button of the same form, so what was typed goes with it. */
  alternatives: readonly Alternative[]
}

/** The value of the button `choose`: another time for the same form. */
const alternativeValue = ({ day, time, staff }: Alternative): string => [day, time, staff ?? ''].join(' ')

/** @returns what an alternative's button says, or null when it says nothing sensible. */
export function readAlternative(value: string): { day: LocalDate; start: WallTime; staff: string | null } | null {
  const found = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) ([0-9a-f]{24}|any|)$/.exec(value)
  return found?.[1] && found[2] ? { day: found[1], start: found[2], staff: found[3] || null } : null
}

const Refused = ({
  say: { t, f },
  error,
  alternatives,
}: { say: Say } & Pick<BookContactProps, 'error' | 'alternatives'>) =>
  error && (
    <Banner tone="bad">
      <p>{errorText(t, error.code, error.details)}</p>
      {alternatives.length > 0 && (
        <>
          <p className="strong">{t('booking.alternatives')}</p>
          <ul className="alternatives">
            {alternatives.map((other) => (
              <li key={alternativeValue(other)}>
                <button className="slot slot-wide" type="submit" name="choose" value={alternativeValue(other)}>
                  <span aria-hidden="true">
                    {f.dayShort(other.day)}, {other.time}
                  </span>
                  <span className="hidden-visually">
                    {t('booking.slotFree', { day: f.day(other.day), time: other.time })}
                  </span>
                  {other.personName && <bdi className="slot-note name">{other.personName}</bdi>}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Banner>
  )

const Summary = ({
  say: { t, f },
  business,
  service,
  personName,
  staff,
  day,
  time,
}: { say: Say } & Omit<BookContactProps, 'shell'>) => (
  <section className="card stack" aria-labelledby="chosen">
    <h2 id="chosen" className="hidden-visually">
      {t('booking.yourVisit')}
    </h2>
    <Facts>
      <Fact icon="calendar" term={t('common.dateAndTime')}>
        <span className="summary-time figure">{f.moment(day, time)}</span>
      </Fact>
      <Fact icon="list" term={t('common.service')}>
        <span className="split">
          <span>
            {service.name}
            <span className="small muted line">{f.duration(service.duration)}</span>
          </span>
          <span className="price">{f.price(service.price, service.priceFrom)}</span>
        </span>
      </Fact>
      {staff && (
        <Fact icon="person" term={t('common.specialist')}>
          <bdi className="name">{personName ?? t('booking.anyPerson')}</bdi>
        </Fact>
      )}
      <Fact icon="place" term={t('common.address')}>
        {business.name}
        <span className="small muted line">{business.street}</span>
      </Fact>
      <Fact icon="money" term={t('common.price')}>
        {t('booking.payThere')}
      </Fact>
    </Facts>
  </section>
)

const cancelText = ({ t, f }: Say, rule: CancelRule, phone: string | null): string =>
  rule.kind === 'until'
    ? t('booking.cancelUntil', { until: f.moment(rule.day, rule.time) })
    : phone
      ? t('booking.cancelByPhone', { phone: showPhone(phone) })
      : t('visit.cancelOff')

/** Step 4: who comes. Posts to its own address; a refusal shows the same page with all that was typed. */
export const BookContactPage = (props: BookContactProps) => {
  const { shell, business, service, staff, steps, day, time, formKey, values, fieldErrors, error, alternatives } = props
  const say = sayIn(shell.locale)
  const { t, f, locale } = say
  const said = (code: string | undefined) => code && errorText(t, code)
  return (
    <Layout
      shell={shell}
      title={`${error ? `${t('common.errorLabel')}: ` : ''}${t('booking.contactTitle')} · ${business.name}`}
      narrow
    >
      <form
        className="stack"
        method="post"
        action={bookPath(locale, business.slug, { service: service.id, staff, day, start: time })}
        data-once=""
        noValidate
      >
        {/* Enter in a field presses the first button: it must be booking, not an alternative. */}
        <button className="hidden-visually" type="submit" tabIndex={-1} aria-hidden="true" />
        <StepBar
          say={say}
          back={bookPath(locale, business.slug, { service: service.id, staff, day })}
          title={t('booking.contactTitle')}
          {...steps}
        />
        <h1>{t('booking.contactHeading')}</h1>
        <Refused say={say} error={error} alternatives={alternatives} />
        <Summary say={say} {...props} />
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="service" value={service.id} />
        <input type="hidden" name="staff" value={staff ?? ''} />
        <input type="hidden" name="day" value={day} />
        <input type="hidden" name="start" value={time} />
        <input type="hidden" name="price" value={service.price} />
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
        <div className="foot stack foot-stack">
          <SubmitButton size="big" wide>
            {t('booking.submit', { price: f.price(service.price, service.priceFrom) })}
          </SubmitButton>
          <p className="hint foot-note">{cancelText(say, props.cancelRule, business.phone)}</p>
        </div>
      </form>
    </Layout>
  )
}
