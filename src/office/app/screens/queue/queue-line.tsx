import '../../../styles/queue.css'
import { Link } from 'react-router'
import { Icon } from '#site/components/icon.tsx'
import { screenPath } from '../../paths.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { turnText, useQueueRead } from './use-queue.ts'

/** How many wait without a booking, on other screens; nothing where nobody does. */
export function QueueLine() {
  const say = useSay()
  const { t } = say
  const { businessId } = useHere()
  const { data } = useQueueRead()
  const first = data?.entries[0]
  if (!data?.isOn || !first) return null
  return (
    <Link className="card row row-link queue-line" to={screenPath(businessId, 'queue')}>
      <Icon name="ticket" />
      <span className="row-text">
        <span className="strong">{t('queue.line', { count: data.entries.length })}</span>
        <span className="small muted">
          {`${t('queue.number', { number: first.number })} · ${turnText(say, first.at, data)}`}
        </span>
      </span>
      <Icon name="next" small />
    </Link>
  )
}
