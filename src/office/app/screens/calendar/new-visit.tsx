import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { MAY } from '#platform/http/rights.ts'
import { Banner } from '#site/components/banner.tsx'
import { showAloud } from '../../aloud.tsx'
import { type Ask, Refused } from '../../api.ts'
import { serverNow } from '../../offline/server-clock.ts'
import { queueWalkIn } from '../../offline/walk-in.ts'
import { useAct } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { LinesField } from '../../ui/fields.tsx'
import { type ChosenClient, ClientField, NOBODY } from './client-field.tsx'
import { instantAt } from './columns.ts'
import { ConflictDialog, type Verdict } from './conflict-dialog.tsx'
import { CALENDAR, type Days } from './days.ts'
import type { Spot } from './grid-state.ts'
import { ParkButton } from './parked/park-button.tsx'
import { PARKED, type ParkedVisit } from './parked/use-parked.ts'
import { quickEntry } from './quick.ts'
import { type ChosenLine, linesFor, ServicePicker, sumOf } from './service-picker.tsx'
import { Side } from './side.tsx'
import { SpotFields } from './spot-fields.tsx'
import { COLLIDES } from './use-arranging.tsx'
import { NO_ANSWERS, toldIn } from './visit-answers.ts'
import { VisitAsks } from './visit-asks.tsx'

const BOOK = 'POST /api/businesses/:businessId/appointments/by-staff'
const WHAT_IF = 'POST /api/businesses/:businessId/what-if'
type Booking = Ask<typeof BOOK>['body']

interface Props {
  kinds: ReactNode
  spot: Spot
  days: Days
  isWalkIn: boolean
  /** It was put aside before, as it was left. */
  parked?: ParkedVisit | undefined
  onSpot: (spot: Spot) => void
  onClose: () => void
}

/** A visit that staff write: whom, what, with whom. Without a name it is a walk-in. */
export function NewVisit({ kinds, spot, days, isWalkIn, parked, onSpot, onClose }: Props) {
  const say = useSay()
  const { t, f } = say
  const { businessId, may } = useHere()
  const queries = useQueryClient()
  const [client, setClient] = useState<ChosenClient>(parked?.client ?? NOBODY)
  const [text, setText] = useState(parked?.text ?? '')
  const [chosen, setChosen] = useState<readonly ChosenLine[]>(parked?.lines ?? [])
  const [notes, setNotes] = useState(parked?.notes ?? '')
  const [answers, setAnswers] = useState(NO_ANSWERS)
  const [problem, setProblem] = useState('')
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [key, setKey] = useState(() => spot.column.key)
  const book = useAct(BOOK, {
    onOffline: (asked, key) => {
      if (asked.body.client.kind !== 'walk-in') return
      void queueWalkIn(queries, days.answer, asked, { key, at: new Date(serverNow()).toISOString() })
      toast({ text: t('offline.queued') })
      onClose()
    },
  })
  const whatIf = useAct(WHAT_IF)
  const services = useRef<HTMLFieldSetElement>(null)
  if (key !== spot.column.key) {
    // Another person was chosen: who does what follows.
    setKey(spot.column.key)
    setChosen(chosen.map((line) => ({ ...line, staffId: linesFor(days, spot.column, line.serviceId).staffId })))
  }

  const quick = quickEntry(text, days.answer.services)
  // What the line names counts as long as nothing was ticked.
  const lines = chosen.length === 0 && quick.service ? [linesFor(days, spot.column, quick.service.id)] : chosen
  const write = (next: string) => {
    setText(next)
    const { who } = quickEntry(next, days.answer.services)
    setClient(who === '' ? NOBODY : { kind: 'new', name: who, phone: client.kind === 'new' ? client.phone : '' })
  }

  const bookingOf = (change: Partial<Booking> = {}): Booking => ({
    startTime: instantAt(days.answer, spot.column.date, spot.from),
    lines: lines.map(({ serviceId, staffId, variant }) => ({ serviceId, staffId, ...(variant ? { variant } : {}) })),
    client: isWalkIn ? { kind: 'walk-in' } : asked(client),
    // A walk-in may be booked without a network, by prices that are old.
    ...(isWalkIn ? {} : { ...toldIn(days, lines, answers), price: sumOf(days, lines) }),
    ...(notes.trim() ? { notes } : {}),
    ...(parked ? { parkedId: parked.id } : {}),
    ...change,
  })
  const save = async (change: Partial<Booking> = {}) => {
    if (lines.length === 0) {
      setProblem(t('errors.cart_empty'))
      services.current?.querySelector('input')?.focus()
      return
    }
    const body = bookingOf(change)
    try {
      const visit = await book.mutateAsync({ params: { businessId }, body })
      void queries.invalidateQueries({ queryKey: [CALENDAR] })
      if (parked) void queries.invalidateQueries({ queryKey: [PARKED] })
      const isRead = visit.walkIn === null && visit.clientPhone !== null
      const act = { says: t('desk.readAloud'), run: () => showAloud(visit.id) }
      toast({ text: t('calendar.booked'), ...(isRead ? { act } : {}) })
      onClose()
    } catch (error) {
      setVerdict(null)
      if (error instanceof Refused && error.code === 'price_changed')
        void queries.invalidateQueries({ queryKey: [CALENDAR] })
      if (error instanceof Refused && COLLIDES.includes(error.code) && !change.override) await explain(body)
      else setProblem(textOf(say, error))
    }
  }
  const explain = async ({ startTime, lines: asked }: Booking) => {
    try {
      setVerdict(await whatIf.mutateAsync({ params: { businessId }, body: { startTime, lines: asked } }))
    } catch (error) {
      setProblem(textOf(say, error))
    }
  }
  return (
    <Side
      title={t('calendar.key.new')}
      onClose={onClose}
      foot={
        <div className="cal-save">
          <span className="strong">{lines.length > 0 && f.money(sumOf(days, lines))}</span>
          {!parked && (
            <ParkButton
              form={() => ({
                ...{ startTime: bookingOf().startTime, minutes: spot.until - spot.from, whoId: spot.column.whoId },
                ...{ lines: [...lines], text, client, isWalkIn, notes },
              })}
              onParked={onClose}
            />
          )}
          <Button busy={book.isPending} onClick={() => void save()}>
            {t('calendar.book')}
          </Button>
        </div>
      }
    >
      {kinds}
      {problem && (
        <Banner tone="bad">
          <p>{problem}</p>
        </Banner>
      )}
      {!isWalkIn && (
        <ClientField
          client={client}
          text={text}
          who={quick.who}
          onText={write}
          onChange={setClient}
          onEnter={(who) => {
            setClient(who)
            void save({ client: asked(who) })
          }}
        />
      )}
      <SpotFields spot={spot} days={days} onSpot={onSpot} />
      <ServicePicker ref={services} days={days} column={spot.column} lines={lines} onChange={setChosen} />
      {!isWalkIn && (
        <VisitAsks
          days={days}
          lines={lines}
          clientId={client.kind === 'known' ? client.clientId : null}
          answers={answers}
          onChange={setAnswers}
        />
      )}
      <LinesField label={t('calendar.notes')} rows={2} maxLength={1000} value={notes} onChange={setNotes} />
      {verdict && (
        <ConflictDialog
          verdict={verdict}
          answer={days.answer}
          busy={book.isPending}
          onAlternative={({ startTime, staffIds }) =>
            void save({
              startTime,
              lines: bookingOf().lines.map((line, i) => ({ ...line, staffId: staffIds[i] ?? null })),
              price: sumOf(
                days,
                lines.map((line, i) => ({ ...line, staffId: staffIds[i] ?? null })),
              ),
            })
          }
          onOverride={may(MAY.overrideRules) ? (reason) => void save({ override: { reason } }) : null}
          onClose={() => setVerdict(null)}
        />
      )}
    </Side>
  )
}

/** A client as the server is told of him; who told no name is a walk-in. */
function asked(client: ChosenClient): Booking['client'] {
  if (client.kind === 'known') return { kind: 'known', clientId: client.clientId }
  if (client.kind === 'new' && client.name.trim() !== '') {
    const phone = client.phone.trim()
    return { kind: 'new', name: client.name, ...(phone ? { phone } : {}) }
  }
  return { kind: 'walk-in' }
}
