import { toMinute, wallAt } from '#kernel/time.ts'
import { useSay } from '../../say.tsx'
import type { Card } from '../../visits/shown.ts'

type Past = Card['history'][number]

/** Who did what, and when; the newest first. */
export function CardHistory({ history, zone }: { history: readonly Past[]; zone: string }) {
  const { t, f } = useSay()
  const when = (instant: string): string => {
    const { date, time } = wallAt(toMinute(new Date(instant)), zone)
    return `${f.dayShort(date)}, ${time}`
  }
  const what = ({ type }: Past): string => {
    const key = `events.${type.replaceAll('_', '-')}`
    return t.has(key) ? t(key) : t('events.other')
  }
  const who = ({ by, actor }: Past): string => by ?? t(actor === 'guest' ? 'card.byClient' : 'card.byPlatform')
  return (
    <details className="visit-part">
      <summary className="visit-fold">{t('card.history')}</summary>
      <ol className="visit-history">
        {history
          .map((past, i) => ({ past, key: `${past.at}${i}` }))
          .reverse()
          .map(({ past, key }) => (
            <li key={key}>
              <span className="strong">{what(past)}</span>
              {past.from && past.to && past.from !== past.to && (
                <span>
                  {when(past.from)} → {when(past.to)}
                </span>
              )}
              {past.override && <span>{t('card.over', { reason: past.override })}</span>}
              <span className="muted small">
                {when(past.at)} · <bdi className="name">{who(past)}</bdi>
              </span>
            </li>
          ))}
      </ol>
    </details>
  )
}
