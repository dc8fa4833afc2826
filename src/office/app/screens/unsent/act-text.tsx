import { toMinute, wallAt } from '#kernel/time.ts'
import type { Act } from '../../offline/queue.ts'
import { useSay } from '../../say.tsx'
import { whoText } from '../../visits/about.ts'

/** What somebody did, to whose visit, and when. */
export function ActText({ act }: { act: Act }) {
  const { t, f } = useSay()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const done = wallAt(toMinute(new Date(act.at)), zone)
  return (
    <span className="row-text">
      <span className="strong">{useDeed()(act)}</span>
      <span>
        {act.about.time} · <bdi className="name">{whoText(t, act.about)}</bdi>
      </span>
      <span className="small muted">
        {act.about.services} · {t('offline.doneAt', { when: `${f.dayShort(done.date)}, ${done.time}` })}
      </span>
    </span>
  )
}

/** `Келді`, `Белгі алынды: Келді`, `Жазылусыз келген` */
function useDeed(): (act: Act) => string {
  const { t } = useSay()
  return (act) => {
    if (act.kind === 'walk-in') return t('calendar.key.walkIn')
    const mark = t(`calendar.mark.${act.marking.mark}`)
    return act.marking.back ? t('offline.takenBack', { mark }) : mark
  }
}
