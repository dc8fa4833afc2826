import { Link } from 'react-router'
import { Icon } from '#site/components/icon.tsx'
import { screenPath } from '../../paths.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { DONE } from './done-entry.tsx'

/** As many as stand at the foot of Today. */
export const LAST_DONE = { limit: 1 }

/** A quiet line at the foot of Today: how much the platform has done that one has not seen, and the last of it. */
export function DoneLine() {
  const { t } = useSay()
  const { businessId } = useHere()
  const { data } = useRead(DONE, { params: { businessId }, query: LAST_DONE })
  const last = data?.entries[0]
  if (!data || !last) return null
  const said = `events.${last.type}`
  return (
    <Link className="card row row-link done-line" to={screenPath(businessId, 'today/done')}>
      <Icon name="done" />
      <span className="row-text">
        <span className="strong">{t('desk.done')}</span>
        <span className="small muted">{t.has(said) ? t(said) : t('events.other')}</span>
      </span>
      {data.unseen > 0 && <span className="badge badge-info">{t('desk.unseen', { count: data.unseen })}</span>}
      <Icon name="next" small />
    </Link>
  )
}
