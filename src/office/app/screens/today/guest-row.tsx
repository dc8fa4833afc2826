import { toMinute, wallAt } from '#kernel/time.ts'
import { errorText } from '#platform/i18n/speak.ts'
import { useSay } from '../../say.tsx'
import type { GuestVisit } from './guest-list.ts'

interface Props {
  visit: GuestVisit
  isPicked: boolean
  /** Why it was not cancelled just now. */
  why: string | null
  onPick: () => void
}

export function GuestRow({ visit, isPicked, why, onPick }: Props) {
  const { t, f } = useSay()
  const { clientName, clientPhone, date, time, services, createdAt, device, hasCome, zone } = visit
  const booked = wallAt(toMinute(new Date(createdAt)), zone)
  return (
    <li className="row">
      <label className="check guest-check">
        <input type="checkbox" checked={isPicked} onChange={onPick} />
        <span className="row-text">
          <span>
            <bdi className="name strong">{clientName}</bdi>{' '}
            {clientPhone && <span className="muted">{clientPhone}</span>}
          </span>
          <span>
            {f.moment(date, time)} · {services.map(({ name }) => name).join(' + ')}
          </span>
          <span className="small muted">
            {t('desk.bookedAt', { when: f.moment(booked.date, booked.time) })}
            {device && ` · ${t('desk.deviceIs', { device })}`}
          </span>
          {!hasCome && <span className="small today-warn">{t('desk.neverCame')}</span>}
          {why && <span className="small today-bad">{errorText(t, why)}</span>}
        </span>
      </label>
    </li>
  )
}
