import type { CalendarVisit } from '../../visits/marks.ts'
import type { CalendarAnswer } from '../../visits/shown.ts'
import type { Need } from './stacks.ts'
import { VisitRow } from './visit-row.tsx'

interface Props {
  title: string
  rows: readonly { visit: CalendarVisit; why?: Need }[]
  hint?: string | undefined
  /** What is said instead of rows. */
  empty?: string
  answer: CalendarAnswer
  now: number
  onOpen: (visitId: string) => void
}

export const Stack = ({ title, rows, hint, empty, answer, now, onOpen }: Props) => (
  <section className="card today-stack" aria-label={title}>
    <h2>{title}</h2>
    {hint && <p className="muted small">{hint}</p>}
    {rows.length === 0 && <p className="muted">{empty}</p>}
    <ul>
      {rows.map(({ visit, why }) => (
        <VisitRow
          key={visit.id}
          visit={visit}
          why={why ?? null}
          answer={answer}
          now={now}
          onOpen={() => onOpen(visit.id)}
        />
      ))}
    </ul>
  </section>
)
