import { useState } from 'react'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Loaded } from '../../ui/states.tsx'
import type { CalendarVisit } from '../../visits/marks.ts'
import { CALENDAR } from '../../visits/shown.ts'
import { PlanEditor } from './plan-editor.tsx'

/** Time, services and people of a visit that is still to come; they are changed beside what was agreed. */
export function CardPlan({ visit }: { visit: CalendarVisit }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const [isOpen, setOpen] = useState(false)
  const days = useRead(
    CALENDAR,
    { params: { businessId }, query: { from: visit.businessDay, days: 1 } },
    { enabled: isOpen },
  )
  if (visit.status !== 'scheduled') return null
  if (!isOpen)
    return (
      <div>
        <Button look="secondary" icon="note" onClick={() => setOpen(true)}>
          {t('card.changePlan')}
        </Button>
      </div>
    )
  return (
    <section className="visit-part" aria-label={t('card.changePlan')}>
      <Loaded from={days}>
        {(answer) => <PlanEditor visit={visit} answer={answer} onClose={() => setOpen(false)} />}
      </Loaded>
    </section>
  )
}
