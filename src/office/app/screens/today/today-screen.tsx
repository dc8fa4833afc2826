import { lazy, Suspense } from 'react'
import { Route, Routes } from 'react-router'
import { Skeleton } from '../../ui/states.tsx'
import Today from './today.tsx'

const Calls = lazy(() => import('./calls.tsx'))
const Done = lazy(() => import('./done.tsx'))
const Guests = lazy(() => import('./guests.tsx'))

/** Today, and the lists that are reached from it. */
export default function TodayScreen() {
  return (
    <Suspense fallback={<Skeleton rows={6} />}>
      <Routes>
        <Route path="calls" element={<Calls />} />
        <Route path="done" element={<Done />} />
        <Route path="guests" element={<Guests />} />
        <Route path="*" element={<Today />} />
      </Routes>
    </Suspense>
  )
}
