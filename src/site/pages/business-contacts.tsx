import { ContactButtons, PhoneLink } from '#site/components/contact-links.tsx'
import { Fact, Facts } from '#site/components/facts.tsx'
import { Icon } from '#site/components/icon.tsx'
import { geoAddress, type Network, telegramShare, whatsappShare } from '#site/contact-addresses.ts'
import { doorPath, pricesPath } from '#site/links.ts'
import type { Say } from '#site/say.ts'

export interface ContactsProps {
  say: Say
  name: string
  /** `Азаттық даңғылы, 48` */
  street: string
  /** `Орталық көпірдің жанында` */
  landmark: string | null
  mapUrl: string | null
  /** [longitude, latitude] */
  geo: readonly [number, number] | null
  /** E.164 */
  phone: string | null
  whatsapp: string | null
  /** Whole addresses of its pages in social networks. */
  social: readonly { network: Network; href: string }[]
}

const NETWORK_NAMES: Readonly<Record<Network, string>> = { instagram: 'Instagram', facebook: 'Facebook', twitter: 'X' }

/** Where it is and how to reach it. */
export const Contacts = ({ say, name, street, landmark, mapUrl, geo, phone, whatsapp, social }: ContactsProps) => {
  const { t } = say
  return (
    <section className="card stack" aria-labelledby="contacts">
      <h2 id="contacts">{t('site.contacts')}</h2>
      <Facts>
        <Fact icon="place" term={t('common.address')}>
          <span>{street}</span>
          {landmark && <span className="small muted line">{landmark}</span>}
          {(mapUrl || geo) && (
            <span className="links-row">
              {mapUrl && (
                <a className="tap" href={mapUrl} rel="noopener">
                  {t('business.map2gis')}
                </a>
              )}
              {geo && (
                <a className="tap" href={geoAddress(geo, name)}>
                  {t('business.navigator')}
                </a>
              )}
            </span>
          )}
        </Fact>
        {phone && (
          <Fact icon="phone" term={t('common.phone')}>
            <PhoneLink phone={phone} />
          </Fact>
        )}
        {social.length > 0 && (
          <Fact icon="people" term={t('business.social')}>
            <span className="links-row">
              {social.map(({ network, href }) => (
                <a key={network} className="tap" href={href} rel="noopener nofollow">
                  {NETWORK_NAMES[network]}
                </a>
              ))}
            </span>
          </Fact>
        )}
      </Facts>
      {(phone || whatsapp) && <ContactButtons say={say} phone={phone} whatsapp={whatsapp} />}
    </section>
  )
}

interface ShareProps {
  say: Say
  slug: string
  name: string
  /** Whole address of the page. */
  url: string
}

/** To send the page on, and to put it on paper. */
export const Share = ({ say: { t, locale }, slug, name, url }: ShareProps) => (
  <section className="stack share" aria-labelledby="share">
    <h2 className="h3" id="share">
      {t('business.share')}
    </h2>
    <div className="buttons buttons-equal">
      <a className="button button-secondary button-small" href={whatsappShare(name, url)} rel="noopener">
        <Icon name="message" small />
        {t('business.shareWhatsapp')}
      </a>
      <a className="button button-secondary button-small" href={telegramShare(name, url)} rel="noopener">
        <Icon name="message" small />
        {t('business.shareTelegram')}
      </a>
    </div>
    <p className="links-row small">
      <a className="tap" href={pricesPath(locale, slug)}>
        {t('business.priceList')}
      </a>
      <a className="tap" href={doorPath(locale, slug)}>
        {t('business.doorSheet')}
      </a>
    </p>
  </section>
)
