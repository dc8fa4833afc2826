import { useEffect, useRef } from 'react'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { aboutVisit, whoText } from '../../visits/about.ts'
import type { CalendarVisit } from '../../visits/marks.ts'
import { CALENDAR } from './days.ts'
import { planOf } from './plan.ts'
import { useArranging } from './use-arranging.tsx'

/** Why a no-show cannot simply stand again, what is free instead, and having him in between nevertheless. */
export default function RestoreDialog({ visit }: { visit: CalendarVisit }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const { data } = useRead(CALENDAR, { params: { businessId }, query: { from: visit.businessDay, days: 1 } })
  const { explain, dialog } = useArranging(data)
  const wish = useRef({
    changes: [{ before: visit, plan: planOf(visit), restore: true }],
    says: t('calendar.standsAgain', { who: whoText(t, aboutVisit(visit)) }),
  })
  const isAsked = useRef(false)
  useEffect(() => {
    if (isAsked.current) return
    isAsked.current = true
    void explain(wish.current)
  }, [explain])
  return dialog
}
