import { showPhone } from '#kernel/phone.ts'
import { whatsappAddress } from '#site/contact-addresses.ts'
import type { Say } from '#site/say.ts'
import { Icon } from './icon.tsx'

/** A number that calls itself when tapped. */
export const PhoneLink = ({ phone }: { phone: string }) => <a href={`tel:${phone}`}>{showPhone(phone)}</a>

interface Props {
  say: Say
  phone: string | null
  whatsapp?: string | null
}

/** The two ways to reach a business at once. */
export const ContactButtons = ({ say: { t }, phone, whatsapp }: Props) => (
  <div className="buttons buttons-equal">
    {phone && (
      <a className="button button-secondary" href={`tel:${phone}`}>
        <Icon name="phone" />
        {t('common.call')}
      </a>
    )}
    {whatsapp && (
      <a className="button button-secondary" href={whatsappAddress(whatsapp)} rel="noopener">
        <Icon name="message" />
        {t('common.whatsapp')}
      </a>
    )}
  </div>
)
