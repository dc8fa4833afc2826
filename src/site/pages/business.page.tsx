import type { LocalDate } from '#kernel/time.ts'
import { catalogueName } from '#platform/i18n/speak.ts'
import { Avatar } from '#site/components/avatar.tsx'
import { Banner } from '#site/components/banner.tsx'
import { Gallery } from '#site/components/gallery.tsx'
import { Hours, type HoursOfDate, type HoursOfDay, hoursText, type Season } from '#site/components/hours.tsx'
import { JsonLd } from '#site/components/json-ld.tsx'
import { type OpenNow, OpenState } from '#site/components/open-state.tsx'
import { isPhoto, Photo } from '#site/components/photo.tsx'
import { type ServiceGroup, Services } from '#site/components/services.tsx'
import type { LinkPicture } from '#site/document.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { businessPath, coverPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'
import { Contacts, type ContactsProps, Share } from './business-contacts.tsx'
import { businessSchema } from './business-schema.ts'

export interface BusinessPageProps extends Omit<ContactsProps, 'say'> {
  shell: Shell
  slug: string
  category: string
  description: string
  city: string
  postalCode: string
  /** Addresses as the document has them; what is not a photo of ours is not shown. */
  photos: { logo?: string | undefined; coverImage?: string | undefined; gallery?: readonly string[] | undefined }
  /** For messengers; its `url` without the origin. */
  picture: LinkPicture
  today: LocalDate
  open: OpenNow | null
  /** The days of the week in any order. */
  week: readonly HoursOfDay[]
  /** Named times with weekly hours of their own: the present one and those to come. */
  seasons: readonly Season[]
  /** The coming dates with hours of their own, in order. */
  specialDays: readonly (HoursOfDate & { date: LocalDate })[]
  /** What the business says above everything. */
  notice: string | null
  /** The last day that nobody books online for. */
  onlineStoppedUntil: LocalDate | null
  /** Slugs */
  features: readonly string[]
  groups: readonly ServiceGroup[]
  people: readonly { id: string; name: string; title: string; photo: string | null }[]
}

const People = ({ say: { t }, people }: { say: Say; people: BusinessPageProps['people'] }) => (
  <section className="stack" aria-labelledby="people">
    <h2 id="people">{t('site.people')}</h2>
    <ul className="people">
      {people.map(({ id, name, title, photo }) => (
        <li key={id} className="person">
          <Avatar name={name} photo={photo} />
          <span className="person-text">
            <bdi className="strong name">{name}</bdi>
            <span className="small muted">{title}</span>
          </span>
        </li>
      ))}
    </ul>
  </section>
)

/** What differs today: the business's own words, other hours, no booking online. */
const Notices = ({ say, today, notice, onlineStoppedUntil, specialDays }: { say: Say } & BusinessPageProps) => {
  const { t, f } = say
  const special = specialDays.find(({ date }) => date === today)
  return (
    <>
      {notice && (
        <Banner tone="warn">
          <p className="name">{notice}</p>
        </Banner>
      )}
      {special && (
        <Banner tone="warn">
          <p>
            {special.isOpen
              ? t('business.otherHoursToday', { range: hoursText(say, special) })
              : t('business.closedToday')}
          </p>
        </Banner>
      )}
      {onlineStoppedUntil && (
        <Banner tone="info">
          <p>{t('business.onlineStopped', { date: f.day(onlineStoppedUntil) })}</p>
        </Banner>
      )}
    </>
  )
}

const Head = ({ say, ...props }: { say: Say } & BusinessPageProps) => {
  const { slug, name, category, description, street, open, today, photos } = props
  return (
    <header className="profile-head stack">
      {isPhoto(photos.coverImage) ? (
        <Photo
          className="profile-cover"
          src={photos.coverImage}
          alt=""
          sizes="(min-width: 900px) 720px, 100vw"
          priority
        />
      ) : (
        <img className="profile-cover profile-cover-drawn" src={coverPath(slug)} alt="" width="328" height="184" />
      )}
      <div className="profile-title">
        {isPhoto(photos.logo) && (
          <Photo className="profile-logo" src={photos.logo} alt="" sizes="64px" width={64} height={64} />
        )}
        <div className="stack stack-tight">
          <h1 className="name">{name}</h1>
          <p className="muted">
            {catalogueName(say.t, 'category', category)}
            {open && (
              <>
                {' · '}
                <OpenState say={say} open={open} today={today} />
              </>
            )}
          </p>
          <p>
            <a className="to-contacts" href="#contacts">
              {street}
            </a>
          </p>
        </div>
      </div>
      <Notices say={say} {...props} />
      {description && <p className="lead">{description}</p>}
    </header>
  )
}

const ServiceList = ({ say, slug, groups, phone }: { say: Say } & BusinessPageProps) => {
  const services = groups.flatMap((group) => group.services)
  return (
    <section className="stack" aria-labelledby="services">
      <h2 id="services">{say.t('site.services')}</h2>
      {services.length > 0 && !services.some((service) => service.isBookable) && (
        <Banner tone="info">
          <p>{say.t('site.allByPhone')}</p>
        </Banner>
      )}
      {services.length === 0 && <p className="muted">{say.t('site.noServices')}</p>}
      <Services say={say} slug={slug} groups={groups} phone={phone} />
    </section>
  )
}

const Features = ({ say: { t }, features }: { say: Say; features: readonly string[] }) => (
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
)

/** A business and all that can be booked there. */
export const BusinessPage = (props: BusinessPageProps) => {
  const { shell, slug, name, category, description, street, city, features, people, picture, photos } = props
  const say = sayIn(shell.locale)
  const url = `${shell.origin}${businessPath(shell.locale, slug)}`
  const gallery = (photos.gallery ?? []).filter(isPhoto)
  const about = say.t('business.pageAbout', { category: catalogueName(say.t, 'category', category), street })
  return (
    <Layout
      shell={shell}
      title={`${name} · ${shell.city}`}
      description={description ? `${description} ${about}` : about}
      canonical={`/b/${encodeURIComponent(slug)}`}
      image={picture}
    >
      <div className="profile">
        <Head say={say} {...props} />
        <div className="profile-main stack stack-wide">
          {gallery.length > 0 && <Gallery say={say} business={name} photos={gallery} />}
          <ServiceList say={say} {...props} />
          {people.length > 0 && <People say={say} people={people} />}
        </div>
        <div className="profile-side stack">
          <Hours say={say} {...props} city={shell.city} />
          <Contacts say={say} {...props} />
          {features.length > 0 && <Features say={say} features={features} />}
          <Share say={say} slug={slug} name={name} url={url} />
        </div>
      </div>
      <JsonLd
        data={businessSchema({
          ...props,
          url,
          city: city || shell.city,
          images: [`${shell.origin}${picture.url}`],
          exceptions: props.specialDays,
          services: props.groups.flatMap((group) => group.services),
          sameAs: props.social.map(({ href }) => href),
        })}
      />
    </Layout>
  )
}
