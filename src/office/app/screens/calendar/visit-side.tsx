import { useSay } from '../../say.tsx'
import { Button } from '../../ui/button.tsx'
import type { CalendarVisit } from './days.ts'
import type { Mark } from './grid-state.ts'
import { Side } from './side.tsx'
import { clientText } from './words.ts'

/** The open visit: what it is, and what can be said of it in one press. */
export function VisitSide({
  visit,
  onMark,
  onClose,
}: {
  visit: CalendarVisit
  onMark: (mark: Mark) => void
  onClose: () => void
}) {
  const { t, f } = useSay()
  return (
    <Side title={clientText(t, { client: visit.clientName, walkIn: visit.walkIn })} onClose={onClose}>
      <p className="figure">{f.moment(visit.date, visit.time)}</p>
      <ul>
        {visit.services.map((line) => (
          <li key={line.startTime + line.serviceId} className="row">
            <span className="row-text">
              {line.name}
              <span className="small muted">{line.staffName}</span>
            </span>
            {f.money(line.price)}
          </li>
        ))}
      </ul>
      {visit.notes && <p>{t('office.note', { note: visit.notes })}</p>}
      {visit.status === 'scheduled' && (
        <div className="buttons">
          {marksFor(visit).map((mark) => (
            <Button key={mark} look="secondary" onClick={() => onMark(mark)}>
              {t(`calendar.mark.${mark}`)}
            </Button>
          ))}
        </div>
      )}
    </Side>
  )
}

const marksFor = ({ confirmedAt, arrivedAt }: CalendarVisit): Mark[] => [
  ...(confirmedAt || arrivedAt ? [] : (['confirm'] as const)),
  ...(arrivedAt ? [] : (['arrive'] as const)),
  'complete',
  'noShow',
]
