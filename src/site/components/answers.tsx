import type { Say } from '#site/say.ts'
import { whenText } from '#site/when.ts'
import type { OpenNow } from './open-state.tsx'

/** When somebody will answer: now and until when, or from which day and hour on. */
export const Answers = ({ say, open }: { say: Say; open: OpenNow }) => {
  const text = answersText(say, open)
  return text && <p className="hint">{text}</p>
}

function answersText(say: Say, open: OpenNow): string | null {
  if (open.isOpen)
    return open.until ? say.t('common.answersUntil', { time: open.until }) : say.t('common.answersAlways')
  return open.opens && say.t('common.answersFrom', { when: whenText(say, open.opens.date, open.opens.time) })
}
