import { lazy, Suspense, useSyncExternalStore } from 'react'
import type { CalendarVisit } from './marks.ts'

const Dialog = lazy(() => import('../screens/calendar/restore-dialog.tsx'))

interface Asked {
  visit: CalendarVisit
  serial: number
}

let asked: Asked | null = null
const listeners = new Set<() => void>()

/** The client of a no-show has come, and his time was given to another: asks for another time, or for a reason. */
export function askForTime(visit: CalendarVisit): void {
  asked = { visit, serial: (asked?.serial ?? 0) + 1 }
  for (const listener of listeners) listener()
}

/** Where it is asked, on whatever screen the mark was taken back. */
export function Restoring() {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => asked,
  )
  return (
    now && (
      <Suspense fallback={null}>
        <Dialog key={now.serial} visit={now.visit} />
      </Suspense>
    )
  )
}
