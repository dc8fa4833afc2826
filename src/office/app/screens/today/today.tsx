import '../../../styles/calendar-panel.css'
import '../../../styles/today.css'
import { useEffect, useMemo, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { addDays, localDateAt, toMinute, wallAt } from '#kernel/time.ts'
import { MAY } from '#platform/http/rights.ts'
import { Icon } from '#site/components/icon.tsx'
import { CLOCK_SET, serverNow } from '../../offline/server-clock.ts'
import { screenPath } from '../../paths.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { CALENDAR, type CalendarAnswer } from '../../visits/shown.ts'
import { columnsOf } from '../calendar/columns.ts'
import type { Days } from '../calendar/days.ts'
import type { Spot } from '../calendar/grid-state.ts'
import { NewVisit } from '../calendar/new-visit.tsx'
import { ParkedList } from '../calendar/parked/parked-list.tsx'
import type { ParkedVisit } from '../calendar/parked/use-parked.ts'
import { DayOffRequests } from '../people/day-off-requests.tsx'
import { OwnWork } from '../people/own-work.tsx'
import { QueueLine } from '../queue/queue-line.tsx'
import { VisitCard } from '../visit/visit-card.tsx'
import { DoneLine } from './done-line.tsx'
import { freeSpots, Gaps } from './gaps.tsx'
import { SendTimes } from './send-times.tsx'
import { Stack } from './stack.tsx'
import { figuresOf, stacksOf } from './stacks.ts'
import { ToDo } from './to-do.tsx'
import { useRowKeys } from './use-row-keys.ts'
import { WeekCard } from './week-card.tsx'

const TICK_MS = 20_000
const NOON = 12

/** What comes next today, and what is to be done about it. */
export default function Today() {
  const { t } = useSay()
  const { businessId, right } = useHere()
  // Which day it is, is the server's to tell; until then the clock of the browser is believed.
  const [day, setDay] = useState(() => localDateAt(toMinute(new Date(serverNow())), ownZone()))
  const today = useRead(CALENDAR, { params: { businessId }, query: { from: day, days: 1 } })
  const tomorrow = useRead(CALENDAR, { params: { businessId }, query: { from: addDays(day, 1), days: 1 } })
  const now = useServerNow()
  const isMorning = hourOf(now, today.data?.zone ?? ownZone()) < NOON
  const yesterday = useRead(
    CALENDAR,
    { params: { businessId }, query: { from: addDays(day, -1), days: 1 } },
    { enabled: isMorning },
  )
  const told = today.data?.today
  useEffect(() => {
    if (told) setDay(told)
  }, [told])
  const [params, setParams] = useSearchParams()
  const open = params.get('visit')
  const show = (id: string | null) => setParams(id ? { visit: id } : {}, { replace: true })
  useRowKeys({ answers: [today.data, tomorrow.data, yesterday.data], open, today: day, now })
  const [writing, setWriting] = useState<{ spot: Spot; parked?: ParkedVisit } | null>(null)
  const navigate = useNavigate()
  const [isSending, setSending] = useState(false)
  const days = useMemo(() => today.data && daysOf(today.data), [today.data])
  const side =
    writing && days ? (
      <NewVisit
        key={writing.parked?.id}
        kinds={null}
        {...writing}
        days={days}
        isWalkIn={writing.parked?.isWalkIn ?? false}
        onSpot={(spot) => setWriting({ ...writing, spot })}
        onClose={() => setWriting(null)}
      />
    ) : (
      open && <VisitCard key={open} visitId={open} onClose={() => show(null)} />
    )
  const openVisit = (id: string) => {
    setWriting(null)
    show(id)
  }
  const classes = ['today-frame', side ? 'today-with-side' : '', right === 'specialist' ? 'today-big' : '']
  return (
    <div className={classes.filter(Boolean).join(' ')}>
      <Screen
        title={t('common.today')}
        actions={
          <div className="today-acts">
            <Link className="button button-secondary" to={screenPath(businessId, 'today/calls')}>
              <Icon name="phone" small />
              {t('desk.calls')}
            </Link>
            <Button look="secondary" icon="message" onClick={() => setSending(true)}>
              {t('today.sendTimes')}
            </Button>
          </div>
        }
      >
        {days && (
          <ParkedList
            days={days}
            open={writing?.parked?.id ?? null}
            onPick={(parked, spot) => setWriting({ spot, parked })}
            onDay={(date) => navigate(`${screenPath(businessId, 'calendar')}?day=${date}`)}
          />
        )}
        <Loaded from={today}>
          {(answer) => (
            <Content
              answer={answer}
              tomorrow={tomorrow.data}
              yesterday={isMorning ? yesterday.data : undefined}
              isMorning={isMorning}
              now={now}
              onOpen={openVisit}
              onBook={(spot) => setWriting({ spot })}
            />
          )}
        </Loaded>
        {isSending && days && <SendTimes days={days} onClose={() => setSending(false)} />}
      </Screen>
      {side}
    </div>
  )
}

interface ContentProps {
  answer: CalendarAnswer
  tomorrow: CalendarAnswer | undefined
  yesterday: CalendarAnswer | undefined
  isMorning: boolean
  now: number
  onOpen: (visitId: string) => void
  onBook: (spot: Spot) => void
}

function Content({ answer, tomorrow, yesterday, isMorning, now, onOpen, onBook }: ContentProps) {
  const { t, f } = useSay()
  const { may } = useHere()
  const { now: current, needs, later, over } = stacksOf(answer, tomorrow, now, yesterday)
  const { visits, unconfirmed, expected } = figuresOf(answer)
  const unmarked = needs.filter(({ why }) => why === 'unmarked').length
  const common = { answer, now, onOpen }
  const gaps = freeSpots(daysOf(answer).columns, answer, now).map(({ from, until }) => until - from)
  const week = (place: 'head' | 'foot') =>
    may(MAY.seeDone) && <WeekCard place={place} isMorning={isMorning} gaps={gaps} onOpen={onOpen} />
  return (
    <>
      <p className="today-figures">
        {[
          t('office.visits', { count: visits }),
          ...(unconfirmed > 0 ? [t('today.unconfirmed', { count: unconfirmed })] : []),
          ...(expected > 0 ? [t('today.expected', { sum: f.money(expected) })] : []),
        ].join(', ')}
      </p>
      {week('head')}
      <QueueLine />
      <div className="today-stacks">
        <Stack
          title={t('today.now')}
          rows={current.map((visit) => ({ visit }))}
          empty={t('today.nobodyNow')}
          {...common}
        />
        <div className="stack">
          <ToDo />
          <DayOffRequests />
          <Stack
            title={t('today.needs')}
            rows={needs}
            hint={unmarked > 0 ? t('today.unmarked', { count: unmarked }) : undefined}
            empty={t('today.nothingNeeded')}
            {...common}
          />
        </div>
        <Gaps columns={daysOf(answer).columns} answer={answer} now={now} onBook={onBook} />
        {later.length > 0 && <Stack title={t('today.later')} rows={later.map((visit) => ({ visit }))} {...common} />}
        {over.length > 0 && <Stack title={t('today.over')} rows={over.map((visit) => ({ visit }))} {...common} />}
        <OwnWork />
      </div>
      {week('foot')}
      {may(MAY.seeDone) && <DoneLine />}
      {visits === 0 && <Empty title={t('office.emptyDay')} hint={t('office.emptyDayHint')} />}
    </>
  )
}

const hourOf = (now: number, zone: string): number => Number(wallAt(toMinute(new Date(now)), zone).time.slice(0, 2))

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The answer as the calendar draws it, so that gaps and new visits are the same here and there. */
const daysOf = (answer: CalendarAnswer): Days => ({
  zone: answer.zone,
  answer,
  blocks: answer.blocks,
  columns: columnsOf(answer, answer.blocks, 'people'),
  who: answer.people.map(({ id, name }) => ({ id, name })),
  hasRooms: answer.resources.length > 0,
})

/** Milliseconds as the server counts them, told anew as they pass. */
function useServerNow(): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const tick = () => setNow(serverNow())
    const timer = setInterval(tick, TICK_MS)
    addEventListener('focus', tick)
    addEventListener(CLOCK_SET, tick)
    return () => {
      clearInterval(timer)
      removeEventListener('focus', tick)
      removeEventListener(CLOCK_SET, tick)
    }
  }, [])
  return now
}
