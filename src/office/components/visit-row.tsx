import type { Tenge } from '#kernel/money.ts'
import { showPhone } from '#kernel/phone.ts'
import type { LocalDate, WallTime } from '#kernel/time.ts'
import { SubmitButton } from '#site/components/button.tsx'
import { Icon, type IconName } from '#site/components/icon.tsx'
import type { Say } from '#site/say.ts'
import { actPath } from '../links.ts'

export type VisitStatus = 'scheduled' | 'completed' | 'cancelled' | 'no-show'

export interface VisitRow {
  id: string
  version: number
  time: WallTime
  endTime: WallTime
  clientName: string
  /** Another name typed when booking, where it differs from the card's. */
  bookedAs: string | null
  /** E.164 */
  phone: string | null
  /** Who comes, where that is not who booked. */
  forWhom: string | null
  /** By how much the client said he is late. */
  lateMinutes: number | null
  services: readonly { name: string; time: WallTime; personName: string | null }[]
  price: Tenge
  status: VisitStatus
  cancelledBy: 'client' | 'business' | null
  note: string
  /** The client's address, where the visit is there. */
  atClient: { text: string; mapUrl: string } | null
  /** The car, pet or device it is about. */
  object: string | null
  /** Room or unit. */
  place: string | null
  /** Goes on at this moment. */
  isNow: boolean
  /** What the signed-in person may do to it now. */
  can: { complete: boolean; noShow: boolean; undo: boolean; cancel: boolean; sendLink: boolean }
}

interface Props {
  say: Say
  businessId: string
  day: LocalDate
  visit: VisitRow
}

const CUES = {
  scheduled: { icon: 'dot', look: 'info' },
  completed: { icon: 'done', look: 'ok' },
  'no-show': { icon: 'cross', look: 'bad' },
  cancelled: { icon: 'undo', look: 'none' },
} as const satisfies Record<VisitStatus, { icon: IconName; look: string }>

const StatusBadge = ({ say: { t }, visit }: { say: Say; visit: VisitRow }) => {
  const { icon, look } = CUES[visit.status]
  const text = visit.cancelledBy ? t(`office.cancelledBy.${visit.cancelledBy}`) : t(`office.status.${visit.status}`)
  return (
    <span className={`badge badge-${look}`}>
      <Icon name={visit.status === 'cancelled' ? 'cross' : icon} />
      {text}
    </span>
  )
}

const Acts = ({ say: { t }, businessId, day, visit }: Props) => {
  const label = (action: string) => t('office.actionFor', { action, time: visit.time, name: visit.clientName })
  const { can } = visit
  if (!Object.values(can).some(Boolean)) return null
  const act = (name: 'complete' | 'no-show' | 'undo' | 'link') => actPath(businessId, visit.id, name)
  return (
    <form className="visit-acts" method="post" action={act('complete')} data-once="">
      <input type="hidden" name="version" value={visit.version} />
      <input type="hidden" name="day" value={day} />
      {can.complete && (
        <SubmitButton look="soft" size="small" label={label(t('office.complete'))}>
          <Icon name="done" small />
          {t('office.complete')}
        </SubmitButton>
      )}
      {can.noShow && (
        <button
          className="button button-secondary button-small"
          type="submit"
          formAction={act('no-show')}
          aria-label={label(t('office.markNoShow'))}
        >
          {t('office.markNoShow')}
        </button>
      )}
      {can.undo && (
        <button
          className="button button-secondary button-small"
          type="submit"
          formAction={act('undo')}
          aria-label={label(t('office.undo'))}
        >
          <Icon name="undo" small />
          {t('office.undo')}
        </button>
      )}
      {can.sendLink && (
        <button
          className="button button-secondary button-small"
          type="submit"
          formAction={act('link')}
          aria-label={label(t('office.sendLink'))}
        >
          <Icon name="message" small />
          {t('office.sendLink')}
        </button>
      )}
      {can.cancel && (
        <a
          className="button button-quiet button-small"
          href={`${actPath(businessId, visit.id, 'cancel')}?day=${day}`}
          aria-label={label(t('office.cancel'))}
        >
          {t('office.cancel')}
        </a>
      )}
    </form>
  )
}

/** One service in a line; of several each with its own time and person. */
const Services = ({ services, price }: Pick<VisitRow, 'services'> & { price: string }) => {
  const [only] = services
  const sum = <span className="price nowrap">{price}</span>
  if (services.length === 1 && only)
    return (
      <p className="small">
        {only.name} · {sum}
      </p>
    )
  return (
    <ul className="small">
      {services.map(({ name, time, personName }) => (
        <li key={`${time} ${name}`}>
          {time} {name}
          {personName && (
            <>
              {' · '}
              <bdi className="name">{personName}</bdi>
            </>
          )}
        </li>
      ))}
      <li>{sum}</li>
    </ul>
  )
}

/** One visit of the day: when, who, what, its state in a word, and what can be done. */
export const VisitRowItem = (props: Props) => {
  const { say, visit } = props
  const { t, f } = say
  return (
    <li className={`visit visit-${visit.status}${visit.isNow ? ' visit-now' : ''}`}>
      <p className="visit-when">
        <span className="visit-start figure">{visit.time}</span>
        <span className="small muted">–{visit.endTime}</span>
      </p>
      <div className="visit-what">
        <p className="visit-client">
          <bdi className="strong name">{visit.clientName}</bdi> <StatusBadge say={say} visit={visit} />{' '}
          {visit.lateMinutes !== null && (
            <span className="badge badge-warn">
              <Icon name="clock" />
              {t('office.lateBy', { minutes: visit.lateMinutes })}
            </span>
          )}
        </p>
        {visit.forWhom && <p className="small name">{t('office.forWhom', { name: visit.forWhom })}</p>}
        <Services services={visit.services} price={f.money(visit.price)} />
        {visit.object && <p className="small strong name">{visit.object}</p>}
        {visit.atClient && (
          <p className="small">
            <bdi className="name">{visit.atClient.text}</bdi>{' '}
            <a className="tap" href={visit.atClient.mapUrl} rel="noopener noreferrer">
              {t('told.openMap')}
            </a>
          </p>
        )}
        {visit.place && <p className="small muted">{t('office.room', { name: visit.place })}</p>}
        {visit.bookedAs && <p className="small muted name">{t('office.bookedAs', { name: visit.bookedAs })}</p>}
        {visit.note && <p className="small muted name">{t('office.note', { note: visit.note })}</p>}
        {visit.phone && (
          <a className="tap small" href={`tel:${visit.phone}`}>
            <Icon name="phone" small />
            {showPhone(visit.phone)}
          </a>
        )}
      </div>
      <Acts {...props} />
    </li>
  )
}
