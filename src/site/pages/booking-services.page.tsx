import type { Tenge } from '#kernel/money.ts'
import { catalogueName } from '#platform/i18n/speak.ts'
import type { BusinessBrief, ServiceBrief, Steps } from '#site/components/briefs.ts'
import { CartFoot } from '#site/components/cart-foot.tsx'
import { ContactButtons } from '#site/components/contact-links.tsx'
import { Icon } from '#site/components/icon.tsx'
import { isPhoto, Photo } from '#site/components/photo.tsx'
import { type Problem, ProblemBanner } from '#site/components/problem.tsx'
import { StepBar } from '#site/components/step-bar.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { bookFormPath, businessPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'

/** One of the ways a service is done. */
export interface VariantChoice extends ServiceBrief {
  key: string
  image: string | null
  isChosen: boolean
}

/** As it is chosen, or would be: the brief of the chosen variant, under the service's own name. */
export interface ServiceChoice extends ServiceBrief {
  description: string
  /** With the variant left to the specialist. */
  open: ServiceBrief
  mostPrice: Tenge
  variants: readonly VariantChoice[]
  /** How many do it; 0 where only a room is needed. */
  people: number
  minAge: { years: number; withAdult: boolean } | null
  isAtClient: boolean
  isChosen: boolean
}

/** What this device booked last. */
export interface AsLastTime {
  href: string
  services: string
  people: string
}

export interface BookServicesProps {
  shell: Shell
  business: BusinessBrief
  steps: Steps
  groups: readonly { category: string | null; services: readonly ServiceChoice[] }[]
  /** Carried on through this step, as the address has it. */
  carried: Readonly<Record<string, string>>
  problem: Problem | null
  /** Chosen on an earlier day or before the battery died. */
  isFromDraft: boolean
  /** Null: nothing is known, or something is already chosen. */
  again: AsLastTime | null
}

const FORM = 'services'

const groupId = (category: string | null): string => `group-${category ?? 'other'}`

const groupName = ({ t }: Say, category: string | null): string =>
  category ? catalogueName(t, 'category', category) : t('site.otherServices')

export const minAgeText = ({ t }: Say, { years, withAdult }: { years: number; withAdult: boolean }): string =>
  t(withAdult ? 'booking.minAgeWithAdult' : 'booking.minAge', { years })

/** The form's field for the variant of a service; empty: whoever serves decides. */
export const variantField = (serviceId: string): string => `variant-${serviceId}`

/** What the foot adds up. */
const figuresOf = ({ duration, price, priceFrom }: ServiceBrief) => ({
  'data-minutes': duration,
  'data-price': price,
  'data-least': priceFrom ? '' : undefined,
})

/** Seen once the service is ticked; where the browser cannot hide them, always. */
const Variants = ({ say: { t, f }, service }: { say: Say; service: ServiceChoice }) => {
  const { id, name, open, variants } = service
  const field = variantField(id)
  const isOpen = variants.every(({ isChosen }) => !isChosen)
  return (
    <fieldset className="variants">
      <legend className="hidden-visually">{t('booking.variantsOf', { service: name })}</legend>
      {variants.map((variant) => (
        <label key={variant.key} className="variant">
          {isPhoto(variant.image) && (
            <Photo className="variant-photo" src={variant.image} alt="" sizes="56px" width={56} height={56} />
          )}
          <span className="pick-text">
            {variant.name}
            <span className="small muted">{f.duration(variant.duration)}</span>
          </span>
          <span className="price">{f.price(variant.price, variant.priceFrom)}</span>
          <input
            className="dot"
            type="radio"
            name={field}
            value={variant.key}
            defaultChecked={variant.isChosen}
            {...figuresOf(variant)}
          />
        </label>
      ))}
      <label className="variant">
        <span className="pick-text">
          {t('booking.variantOpen')}
          <span className="small muted">{t('booking.variantOpenHint')}</span>
        </span>
        <span className="price">{f.price(open.price, open.priceFrom)}</span>
        <input className="dot" type="radio" name={field} value="" defaultChecked={isOpen} {...figuresOf(open)} />
      </label>
    </fieldset>
  )
}

const Row = ({ say, service }: { say: Say; service: ServiceChoice }) => {
  const { t, f } = say
  const { id, name, description, open, mostPrice, variants, people, minAge, isAtClient, isChosen } = service
  return (
    <li className="pick">
      <label className="pick-row">
        <span className="pick-text">
          <span className="pick-name">{name}</span>
          <span className="small muted">
            {variants.length > 0
              ? t('booking.upTo', { duration: f.duration(open.duration) })
              : f.duration(open.duration)}
            {people > 0 && ` · ${t('booking.peopleCount', { count: people })}`}
          </span>
          {isAtClient && <span className="small pick-note">{t('told.comesToYou')}</span>}
          {minAge && <span className="small pick-note">{minAgeText(say, minAge)}</span>}
        </span>
        <span className="price">
          {variants.length > 0 ? f.prices(open.price, mostPrice) : f.price(open.price, open.priceFrom)}
        </span>
        <input
          className="box"
          type="checkbox"
          name="service"
          value={id}
          defaultChecked={isChosen}
          {...figuresOf(open)}
        />
      </label>
      {variants.length > 0 && <Variants say={say} service={service} />}
      {description && (
        <details className="fold pick-more">
          <summary className="tap small" aria-label={t('booking.moreAbout', { service: name })}>
            {t('booking.more')}
          </summary>
          <p className="small muted">{description}</p>
        </details>
      )}
    </li>
  )
}

const Again = ({ say: { t }, again }: { say: Say; again: AsLastTime }) => (
  <a className="card again" href={again.href}>
    <span className="again-text">
      <span className="small muted">{t('told.asLastTime')}</span>
      <span className="strong">{[again.services, again.people].filter(Boolean).join(' · ')}</span>
    </span>
    <Icon name="next" />
  </a>
)

/** Step 1: what is to be done. */
export const BookServicesPage = (props: BookServicesProps) => {
  const { shell, business, steps, groups, carried, problem, isFromDraft } = props
  const say = sayIn(shell.locale)
  const { t, locale } = say
  const chosen = groups.flatMap(({ services }) => services.filter(({ isChosen }) => isChosen))
  const action = bookFormPath(locale, business.slug, 'services')
  return (
    <Layout shell={shell} title={`${t('booking.servicesHeading')} · ${business.name}`} keeping={{ form: FORM, action }}>
      <form
        className="stack"
        id={FORM}
        method="post"
        action={action}
        data-once=""
        data-cart=""
        data-draft={bookFormPath(locale, business.slug, 'draft')}
      >
        <StepBar say={say} back={businessPath(locale, business.slug)} title={business.name} {...steps} />
        <h1>{t('booking.servicesHeading')}</h1>
        <ProblemBanner say={say} problem={problem} phone={business.phone} />
        {isFromDraft && chosen.length > 0 && <p className="muted">{t('booking.fromDraft')}</p>}
        {props.again && <Again say={say} again={props.again} />}
        {Object.entries(carried).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="of" value="services" />
        {groups.length > 1 && (
          <nav aria-label={t('booking.groups')}>
            <ul className="chips">
              {groups.map(({ category }) => (
                <li key={category ?? ''}>
                  <a className="chip" href={`#${groupId(category)}`}>
                    {groupName(say, category)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {groups.length === 0 && (
          <div className="empty">
            <p>{t('booking.noServices')}</p>
            <ContactButtons say={say} phone={business.phone} />
          </div>
        )}
        <div className="columns">
          <div className="stack">
            {groups.map(({ category, services }) => (
              <section key={category ?? ''} className="card picks" id={groupId(category)}>
                <h2 className={groups.length > 1 ? 'picks-head' : 'hidden-visually'}>{groupName(say, category)}</h2>
                <ul className="rows">
                  {services.map((service) => (
                    <Row key={service.id} say={say} service={service} />
                  ))}
                </ul>
              </section>
            ))}
          </div>
          <div className="columns-side">
            {groups.length > 0 && <CartFoot say={say} services={chosen} next={t('booking.next')} isLive />}
          </div>
        </div>
      </form>
    </Layout>
  )
}
