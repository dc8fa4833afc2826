// What was just booked is read back to whoever is on the telephone: opened from the toast that says it was booked, above
// whatever screen one is on.

import { lazy, Suspense, useSyncExternalStore } from 'react'
import type { CalendarVisit } from './visits/marks.ts'

const AloudDialog = lazy(() => import('./screens/today/aloud-dialog.tsx'))

let shown: CalendarVisit['id'] | null = null
const listeners = new Set<() => void>()

/** Shows what to read about a visit; null: no more. */
export function showAloud(visitId: CalendarVisit['id'] | null): void {
  shown = visitId
  for (const listener of listeners) listener()
}

export function AloudHost() {
  const visitId = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
  if (!visitId) return null
  return (
    <Suspense fallback={null}>
      <AloudDialog key={visitId} visitId={visitId} onClose={() => showAloud(null)} />
    </Suspense>
  )
}
