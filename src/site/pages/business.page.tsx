import type { LocalDate } from '#kernel/time.ts'
import { catalogueName } from '#platform/i18n/translator.ts'
import { Avatar } from '#site/components/avatar.tsx'
import { Banner } from '#site/components/banner.tsx'
import { ContactButtons, PhoneLink } from '#site/components/contact-links.tsx'
import { Fact, Facts } from '#site/components/facts.tsx'
import { Hours, type HoursOfDay } from '#site/components/hours.tsx'
import { type OpenNow, OpenState } from '#site/components/open-state.tsx'
import { type ServiceGroup, Services } from '#site/components/services.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { businessPath, coverPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'

export interface BusinessPageProps {
  shell: Shell
  slug: string
  name: string
  category: string
  description: string
  today: LocalDate
  open: OpenNow | null
  /** The days of the week in any order. */
  week: readonly HoursOfDay[]
  /** `Азаттық даңғылы, 48` */
  street: string
  /** `Орталық көпірдің жанында` */
  landmark: string | null
  mapUrl: string | null
  /** E.164 */
  phone: string | null
  whatsapp: string | null
  /** Slugs */
  features: readonly string[]
  groups: readonly ServiceGroup[]
  people: readonly { id: string; name: string; title: string }[]
}

const People = ({ say: { t }, people }: { say: Say; people: BusinessPageProps['people'] }) => (
  <section className="stack" aria-labelledby="people">
    <h2 id="people">{t('site.people')}</h2>
    <ul className="people">
      {people.map(({ id, name, title }) => (
        <li key={id} className="person">
          <Avatar name={name} />
          <span className="person-text">
            <bdi className="strong name">{name}</bdi>
            <span className="small muted">{title}</span>
          </span>
        </li>
      ))}
    </ul>
  </section>
)

const Contacts = ({
  say,
  street,
  landmark,
  mapUrl,
  phone,
  whatsapp,
}: { say: Say } & Pick<BusinessPageProps, 'street' | 'landmark' | 'mapUrl' | 'phone' | 'whatsapp'>) => {
  const { t } = say
  return (
    <section className="card stack" aria-labelledby="contacts">
      <h2 id="contacts">{t('site.contacts')}</h2>
      <Facts>
        <Fact icon="place" term={t('common.address')}>
          <span>{street}</span>
          {landmark && <span className="small muted line">{landmark}</span>}
          {mapUrl && (
            <a className="tap" href={mapUrl} rel="noopener">
              {t('common.map')}
            </a>
          )}
        </Fact>
        {phone && (
          <Fact icon="phone" term={t('common.phone')}>
            <PhoneLink phone={phone} />
          </Fact>
        )}
      </Facts>
      <ContactButtons say={say} phone={phone} whatsapp={whatsapp} />
    </section>
  )
}

/** A business and all that can be booked there. */
export const BusinessPage = (props: BusinessPageProps) => {
  const { shell, slug, name, category, description, open, today, week, features, groups, people, phone } = props
  const say = sayIn(shell.locale)
  const { t } = say
  const services = groups.flatMap((group) => group.services)
  return (
    <Layout
      shell={shell}
      title={`${name} · ${shell.city}`}
      description={description}
      canonical={businessPath(shell.locale, slug).replace(`/${shell.locale}`, '')}
      image={coverPath(slug)}
    >
      <div className="profile">
        <header className="profile-head stack">
          <img className="profile-cover" src={coverPath(slug)} alt="" width="328" height="184" />
          <div className="stack stack-tight">
            <h1 className="name">{name}</h1>
            <p className="muted">
              {catalogueName(t, 'category', category)}
              {open && (
                <>
                  {' · '}
                  <OpenState say={say} open={open} today={today} />
                </>
              )}
            </p>
            <p className="lead">{description}</p>
          </div>
        </header>
        <div className="profile-main stack stack-wide">
          <section className="stack" aria-labelledby="services">
            <h2 id="services">{t('site.services')}</h2>
            {services.length > 0 && !services.some((service) => service.isBookable) && (
              <Banner tone="info">
                <p>{t('site.allByPhone')}</p>
              </Banner>
            )}
            {services.length === 0 && <p className="muted">{t('site.noServices')}</p>}
            <Services say={say} slug={slug} groups={groups} phone={phone} />
          </section>
          {people.length > 0 && <People say={say} people={people} />}
        </div>
        <div className="profile-side stack">
          <Hours say={say} week={week} today={today} />
          <Contacts say={say} {...props} />
          {features.length > 0 && (
            <section className="card stack" aria-labelledby="features">
              <h2 id="features">{t('site.goodToKnow')}</h2>
              <ul className="features">
                {features.map((feature) => (
                  <li key={feature} className="badge">
                    {catalogueName(t, 'feature', feature)}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
    </Layout>
  )
}
