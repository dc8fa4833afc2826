import { useState } from 'react'
import { MAY } from '#platform/http/rights.ts'
import type { T } from '#platform/i18n/speak.ts'
import { Icon } from '#site/components/icon.tsx'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { aboutVisit, lineText, whoText } from '../../visits/about.ts'
import { isLate } from '../../visits/lateness.ts'
import { type CalendarVisit, type Mark, marksFor, nextMark, standing } from '../../visits/marks.ts'
import type { CalendarAnswer } from '../../visits/shown.ts'
import { useMarks } from '../../visits/use-marks.ts'
import { CancelVisit } from '../visit/cancel-visit.tsx'
import { RowMenu } from './row-menu.tsx'
import type { Need } from './stacks.ts'

interface Props {
  visit: CalendarVisit
  why: Need | null
  answer: CalendarAnswer
  now: number
  onOpen: () => void
}

/** A visit with the one thing that is likeliest to be said of it next; the rest stands behind the dots. */
export function VisitRow({ visit, why, answer, now, onOpen }: Props) {
  const { t } = useSay()
  const { may } = useHere()
  const { mark, takeBack } = useMarks()
  const [isCancelling, setCancelling] = useState(false)
  const about = aboutVisit(visit)
  const who = whoText(t, about)
  const next = why === 'unconfirmed' ? 'confirm' : why === 'unmarked' ? 'complete' : nextMark(visit)
  const marks = marksFor(visit, now, answer.today)
  const others = marks.filter((one) => one !== next)
  const over = standing(visit)
  const named = (action: string): string => t('office.actionFor', { action, time: visit.time, name: who })
  return (
    <li className="today-row" data-visit={visit.id}>
      <button className="today-open" type="button" onClick={onOpen}>
        <span className="today-time">{visit.time}</span>
        <span className="row-text">
          <bdi className="name strong">{who}</bdi>
          <span className="small muted">{visit.services.map(lineText).join(' + ')}</span>
          {why === 'unconfirmed' && (
            <span className="today-sign today-warn">{t('today.tomorrowAt', { time: visit.time })}</span>
          )}
          {why === 'unmarked' && visit.businessDay < answer.today && (
            <span className="today-sign today-warn">{t('today.yesterdayAt', { time: visit.time })}</span>
          )}
          <Signs visit={visit} isLate={isLate(visit, answer.graceMinutes, now)} now={now} />
        </span>
      </button>
      {next && (
        <Button label={named(actText(t, next))} onClick={() => mark(visit, next)}>
          {actText(t, next)}
        </Button>
      )}
      {over && (
        <Button look="quiet" icon="undo" label={named(t('office.undo'))} onClick={() => takeBack(visit, over)}>
          {t('office.undo')}
        </Button>
      )}
      <RowMenu label={named(t('app.more'))}>
        {others.map((one) => (
          <button key={one} className="menu-item" type="button" onClick={() => mark(visit, one)}>
            {t(`calendar.mark.${one}`)}
          </button>
        ))}
        {visit.status === 'scheduled' && visit.arrivedAt && (
          <button className="menu-item" type="button" onClick={() => takeBack(visit, 'arrive')}>
            {t('card.notHere')}
          </button>
        )}
        <button className="menu-item" type="button" onClick={onOpen}>
          {t('today.move')}
        </button>
        {visit.clientPhone && (
          <a className="menu-item" href={`tel:${visit.clientPhone}`}>
            {t('common.call')}
          </a>
        )}
        {visit.status === 'scheduled' && may(MAY.cancelVisits) && (
          <button className="menu-item" type="button" onClick={() => setCancelling(true)}>
            {t('card.cancel')}
          </button>
        )}
      </RowMenu>
      {isCancelling && <CancelVisit visit={visit} onClose={() => setCancelling(false)} />}
    </li>
  )
}

/** What is written on the button: for a person with wet hands, the shortest word. */
const actText = (t: T, mark: Mark): string => t(`calendar.mark.${mark}`)

function Signs({ visit, isLate, now }: { visit: CalendarVisit; isLate: boolean; now: number }) {
  const { t } = useSay()
  const minutes = Math.floor((now - Date.parse(visit.startTime)) / 60_000)
  const isWaited = visit.status === 'scheduled' && !visit.arrivedAt && minutes > 0
  if (visit.status !== 'scheduled') return <span className="today-sign">{t(`office.status.${visit.status}`)}</span>
  return (
    <>
      {visit.arrivedAt && (
        <span className="today-sign today-ok">
          <Icon name="done" small />
          {t('calendar.look.arrived')}
        </span>
      )}
      {(visit.lateMinutes !== null || isWaited) && !visit.arrivedAt && (
        <span className={isLate ? 'today-sign today-bad' : 'today-sign today-warn'}>
          <Icon name="clock" small />
          {visit.lateMinutes !== null
            ? t('office.lateBy', { minutes: visit.lateMinutes })
            : t('today.waited', { minutes })}
        </span>
      )}
    </>
  )
}
