import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { MAY } from '#platform/http/rights.ts'
import type { MessageKey } from '#platform/i18n/speak.ts'
import { Icon } from '#site/components/icon.tsx'
import type { Given } from '../../api.ts'
import { screenPath } from '../../paths.ts'
import { keyOf, useAct, useRead } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { Loaded } from '../../ui/states.tsx'

const WEEK = 'GET /api/businesses/:businessId/week-card'
type Week = Given<typeof WEEK>
const ITEMS = ['off', 'unconfirmed', 'online', 'gaps', 'outside'] as const
type Item = (typeof ITEMS)[number]
type Online = Week['online'][number]

interface Props {
  /** Before noon: then the first day of a week may show it where the day begins. */
  isMorning: boolean
  /** At the head of the day, or at its foot. */
  place: 'head' | 'foot'
  /** What is free today, in minutes each. */
  gaps: readonly number[]
  onOpen: (visitId: string) => void
}

/**
 * What a week begins with: one quiet row that opens. It stands at the head of the first morning until all of it is
 * ticked off, and at the foot of every other day. Ticks are everybody's.
 */
export function WeekCard({ isMorning, place, ...rest }: Props) {
  const { t } = useSay()
  const { businessId, may } = useHere()
  const [isOpen, setOpen] = useState(false)
  const isFoot = place === 'foot'
  const read = useRead(WEEK, { params: { businessId } }, { enabled: isMorning || (isFoot && isOpen) })
  const items = ITEMS.filter((item) => item !== 'outside' || may(MAY.seeOutside))
  const done = items.filter((item) => read.data?.ticks.some(({ key }) => key === item)).length
  const isDue = read.data?.isFirstMorning === true && done < items.length
  const isUnknown = isMorning && !read.data && !read.error // it would jump from the foot to the head
  if (isUnknown || isDue === isFoot) return null
  return (
    <section className="card week-card" aria-label={t('desk.week')}>
      <button className="week-head" type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name="list" small />
        <span className="row-text">
          <span className="strong">{t('desk.week')}</span>
        </span>
        {read.data && <span className="small muted">{t('desk.weekDone', { done, all: items.length })}</span>}
        <Icon name={isOpen ? 'up' : 'down'} small />
      </button>
      {isOpen && <Loaded from={read}>{(week) => <List week={week} {...rest} />}</Loaded>}
    </section>
  )
}

function List({ week, gaps, onOpen }: Pick<Props, 'gaps' | 'onOpen'> & { week: Week }) {
  const { t, f } = useSay()
  const { may } = useHere()
  const { ticks, tick } = useTicks(week)
  const row = (item: Item, says: string, to: string, children?: ReactNode) => (
    <WeekRow
      item={item}
      says={says}
      to={to}
      tickedBy={ticks.get(item)}
      onTick={(isDone) => tick([item, ...(item === 'online' ? week.online.map(keyOfVisit) : [])], isDone)}
    >
      {children}
    </WeekRow>
  )
  const offText = week.off.map(({ name, dates }) => `${name}: ${dates.map((date) => f.dayShort(date)).join('; ')}`)
  const length = f.duration(gaps.reduce((sum, minutes) => sum + minutes, 0))
  return (
    <>
      <p className="muted small">{t('desk.weekHint')}</p>
      <ul className="rows">
        {row('off', offText.join(' · ') || t('desk.nobodyOff'), may(MAY.changeTeam) ? 'people' : 'calendar')}
        {row('unconfirmed', String(week.unconfirmed || t('desk.none')), 'today/calls')}
        {row(
          'online',
          week.online.length > 0 ? t('office.visits', { count: week.online.length }) : t('desk.none'),
          may(MAY.refuseGuests) ? 'today/guests' : 'calendar',
          week.online.map((visit) => (
            <OnlineRow
              key={visit.id}
              visit={visit}
              isSeen={ticks.has(keyOfVisit(visit))}
              onSee={(isSeen) => tick([keyOfVisit(visit)], isSeen)}
              onOpen={() => onOpen(visit.id)}
            />
          )),
        )}
        {row('gaps', gaps.length > 0 ? t('desk.gapsFor', { count: gaps.length, length }) : t('desk.none'), 'calendar')}
        {may(MAY.seeOutside) &&
          row('outside', week.outside > 0 ? String(week.outside) : t('desk.none'), 'settings/hours')}
      </ul>
    </>
  )
}

const keyOfVisit = ({ id }: Online): string => `visit:${id}`

interface RowProps {
  item: Item
  says: string
  to: string
  /** Absent: not ticked; '' for an account that is gone. */
  tickedBy: string | undefined
  onTick: (isDone: boolean) => void
  children?: ReactNode
}

function WeekRow({ item, says, to, tickedBy, onTick, children }: RowProps) {
  const { t } = useSay()
  const { businessId } = useHere()
  const key: MessageKey = `desk.item.${item}`
  return (
    <li className="row row-wrap">
      <label className="check week-check">
        <input type="checkbox" checked={tickedBy !== undefined} onChange={(event) => onTick(event.target.checked)} />
        <span className="row-text">
          <span className="strong">{t(key)}</span>
          <span>{says}</span>
          {tickedBy && <span className="small muted">{t('desk.tickedBy', { name: tickedBy })}</span>}
        </span>
      </label>
      <Link
        className="button button-secondary button-small"
        aria-label={`${t('desk.see')}: ${t(key)}`}
        to={screenPath(businessId, to)}
      >
        {t('desk.see')}
      </Link>
      {children}
    </li>
  )
}

interface OnlineProps {
  visit: Online
  isSeen: boolean
  onSee: (isSeen: boolean) => void
  onOpen: () => void
}

function OnlineRow({ visit: { date, time, clientName, services }, isSeen, onSee, onOpen }: OnlineProps) {
  const { t, f } = useSay()
  return (
    <div className="week-visit">
      <input
        type="checkbox"
        aria-label={t('desk.sawVisit', { time: f.moment(date, time), name: clientName })}
        checked={isSeen}
        onChange={(event) => onSee(event.target.checked)}
      />
      <button className="today-open" type="button" onClick={onOpen}>
        <span className="row-text">
          <bdi className={isSeen ? 'name' : 'name strong'}>{clientName}</bdi>
          <span className="small muted">{[f.moment(date, time), ...services.map(({ name }) => name)].join(' · ')}</span>
        </span>
      </button>
    </div>
  )
}

/** Ticks as they are, and one press more: shown at once, put back if the server refuses. */
function useTicks(week: Week) {
  const say = useSay()
  const { businessId } = useHere()
  const queries = useQueryClient()
  const anew = () => void queries.invalidateQueries({ queryKey: keyOf(WEEK) })
  const act = useAct('PUT /api/businesses/:businessId/week-card/ticks', {
    onDone: anew,
    onRefused: (why) => {
      toast({ text: textOf(say, why), tone: 'bad' })
      anew()
    },
    onOffline: () => {
      toast({ text: say.t('app.offline'), tone: 'bad' })
      anew()
    },
  })
  const tick = (keys: string[], isDone: boolean) => {
    queries.setQueriesData<Week>(
      { queryKey: keyOf(WEEK) },
      (before) =>
        before && {
          ...before,
          ticks: [
            ...before.ticks.filter(({ key }) => !keys.includes(key)),
            ...(isDone ? keys.map((key) => ({ key, by: null, at: before.since })) : []),
          ],
        },
    )
    act.mutate({ params: { businessId }, body: { week: week.week, keys, isDone } })
  }
  return { ticks: new Map(week.ticks.map(({ key, by }) => [key, by ?? ''])), tick }
}
