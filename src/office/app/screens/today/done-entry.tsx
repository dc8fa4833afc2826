import { Link } from 'react-router'
import { toMinute, wallAt } from '#kernel/time.ts'
import type { MessageKey } from '#platform/i18n/speak.ts'
import type { Given } from '../../api.ts'
import { screenPath } from '../../paths.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'

export const DONE = 'GET /api/businesses/:businessId/done-for-you'
export type DoneEntry = Given<typeof DONE>['entries'][number]

const ZONE = 'Asia/Atyrau'

/** What was done, why, and where one goes on from it. */
export function DoneRow({ entry }: { entry: DoneEntry }) {
  const { t, f } = useSay()
  const { businessId } = useHere()
  const said = `events.${entry.type}`
  const { date, time } = wallAt(toMinute(new Date(entry.at)), ZONE)
  const why = useWhy(entry)
  const next = nextOf(entry)
  return (
    <li className="row row-wrap">
      <span className="row-text">
        <span className="strong">
          {entry.isNew && <span className="badge badge-info done-new">{t('desk.new')}</span>}
          {t.has(said) ? t(said) : t('events.other')}
        </span>
        {why && <span className="small">{why}</span>}
        <span className="small muted">
          {f.dayShort(date)}, {time}
        </span>
      </span>
      {next && (
        <Link className="button button-secondary button-small" to={screenPath(businessId, next.path)}>
          {t(next.says)}
        </Link>
      )}
    </li>
  )
}

/** Why it was done, as far as it is known. */
function useWhy({ type, details }: DoneEntry): string | null {
  const { t, f } = useSay()
  const day = (date = ''): string => (date ? f.day(date) : '')
  if (type.endsWith('.lapsed') && details.startTime) {
    const { date, time } = wallAt(toMinute(new Date(details.startTime)), ZONE)
    const what = [f.moment(date, time), details.services, details.people].filter(Boolean).join(' · ')
    return t(type === 'parked.lapsed' ? 'desk.why.parked' : 'desk.why.hold', { what })
  }
  if (type === 'booking.refused') {
    const key = `desk.why.${details.code}`
    return t.has(key) ? t(key) : null
  }
  if (type.startsWith('season.'))
    return t('desk.why.season', { name: details.name ?? '', from: day(details.from), until: day(details.until) })
  if (type.endsWith('.online-again'))
    return t('desk.why.online', { name: details.name ?? '', until: day(details.until) })
  if (type === 'staff.invitation-lapsed') return t('desk.why.invitation', { name: details.name ?? '' })
  return type === 'visits.outside' ? t('desk.why.outside', { count: Number(details.count) }) : null
}

const NEXT: Readonly<Record<string, { path: string; says: MessageKey }>> = {
  'booking.refused': { path: 'today/guests', says: 'desk.next.guests' },
  'season.begun': { path: 'settings/hours', says: 'desk.next.hours' },
  'season.over': { path: 'settings/hours', says: 'desk.next.hours' },
  'visits.outside': { path: 'settings/hours', says: 'desk.next.outside' },
  'business.online-again': { path: 'settings/page', says: 'desk.next.stop' },
  'service.online-again': { path: 'services', says: 'desk.next.stop' },
  'staff.online-again': { path: 'people', says: 'desk.next.stop' },
  'staff.invitation-lapsed': { path: 'people', says: 'desk.next.invite' },
}

/** What can be done about it: undone where that can be, else gone on with. */
function nextOf({ type, details }: DoneEntry): { path: string; says: MessageKey } | null {
  if (!type.endsWith('.lapsed') || !details.startTime) return NEXT[type] ?? null
  const { date } = wallAt(toMinute(new Date(details.startTime)), ZONE)
  return { path: `calendar?day=${date}`, says: 'desk.next.day' }
}
