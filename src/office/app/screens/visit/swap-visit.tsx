import { useState } from 'react'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Loaded } from '../../ui/states.tsx'
import { aboutVisit, lineText, whoText } from '../../visits/about.ts'
import type { CalendarVisit } from '../../visits/marks.ts'
import { CALENDAR, type CalendarAnswer } from '../../visits/shown.ts'
import { useArranging } from '../calendar/use-arranging.tsx'
import { useSqueeze } from '../calendar/use-squeeze.ts'

/** Those who come at about the same time stand first. */
const MOST = 8

/** A visit and another of its day take each other's place. */
export function SwapVisit({ visit }: { visit: CalendarVisit }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const [isOpen, setOpen] = useState(false)
  const days = useRead(
    CALENDAR,
    { params: { businessId }, query: { from: visit.businessDay, days: 1 } },
    { enabled: isOpen },
  )
  const { apply, dialog } = useArranging(days.data)
  const { swap } = useSqueeze(days.data?.visits ?? [])
  if (visit.status !== 'scheduled') return null
  return (
    <>
      <Button look="secondary" onClick={() => setOpen(true)}>
        {t('calendar.swapWith')}
      </Button>
      {isOpen && (
        <Dialog title={t('calendar.swapWhom')} onClose={() => setOpen(false)}>
          <Loaded from={days}>
            {(answer) => (
              <Others
                visit={visit}
                answer={answer}
                onChoose={(other) => {
                  setOpen(false)
                  void apply(swap({ visit, line: 0 }, { visit: other, line: 0 }))
                }}
              />
            )}
          </Loaded>
        </Dialog>
      )}
      {dialog}
    </>
  )
}

interface OthersProps {
  visit: CalendarVisit
  answer: CalendarAnswer
  onChoose: (other: CalendarVisit) => void
}

function Others({ visit, answer, onChoose }: OthersProps) {
  const { t } = useSay()
  const away = ({ startTime }: CalendarVisit): number => Math.abs(Date.parse(startTime) - Date.parse(visit.startTime))
  const others = answer.visits
    .filter(({ id, status, arrivedAt }) => id !== visit.id && status === 'scheduled' && !arrivedAt)
    .toSorted((a, b) => away(a) - away(b))
    .slice(0, MOST)
  if (others.length === 0) return <p className="muted">{t('calendar.swapNobody')}</p>
  return (
    <ul className="rows">
      {others.map((other) => (
        <li key={other.id}>
          <button className="agenda-row" type="button" onClick={() => onChoose(other)}>
            <span className="figure">{other.time}</span>
            <span className="row-text">
              <bdi className="name strong">{whoText(t, aboutVisit(other))}</bdi>
              <span className="small muted">{other.services.map(lineText).join(' + ')}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
