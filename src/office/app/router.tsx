import { type ComponentType, lazy, Suspense } from 'react'
import { createBrowserRouter, Navigate, type RouteObject, redirect, useRouteError } from 'react-router'
import { screenPath, UNSENT } from './paths.ts'
import { SCREENS } from './screens.ts'
import type { Me } from './session.tsx'
import { Shell } from './shell/shell.tsx'
import { Failed, Skeleton } from './ui/states.tsx'

/** A page without the frame, loaded when it is first opened. */
function waited(load: () => Promise<{ default: ComponentType }>) {
  const Loaded = lazy(load)
  return () => (
    <Suspense fallback={<Skeleton />}>
      <Loaded />
    </Suspense>
  )
}

const Start = waited(() => import('./screens/start/start.tsx'))
const Guide = waited(() => import('./screens/start/guide.tsx'))

const Visit = lazy(() => import('./screens/visit/visit.tsx'))
const Unsent = lazy(() => import('./screens/unsent/unsent.tsx'))

const screenRoutes: RouteObject[] = SCREENS.map(({ path, load }) => {
  const Loaded = lazy(load)
  return { path: `${path}/*`, element: <Loaded />, errorElement: <ScreenFailed /> }
})

/** What a screen broke with; the frame around it stays. */
function ScreenFailed() {
  return <Failed error={useRouteError()} onAgain={() => location.reload()} />
}

export function createRouter({ businesses }: Me) {
  const home = businesses[0]
  const first = SCREENS[0]?.path ?? ''
  return createBrowserRouter([
    { path: '/office/start', element: <Start />, errorElement: <ScreenFailed /> },
    {
      path: '/office/b/:businessId/start/:step?',
      loader: ({ params }) => (businesses.some(({ id }) => id === params.businessId) ? null : redirect('/office')),
      element: <Guide />,
      errorElement: <ScreenFailed />,
    },
    {
      path: '/office/b/:businessId',
      loader: ({ params }) => (businesses.some(({ id }) => id === params.businessId) ? null : redirect('/office')),
      element: <Shell />,
      children: [
        { index: true, element: <Navigate replace to={first} /> },
        { path: 'visits/:visitId', element: <Visit />, errorElement: <ScreenFailed /> },
        { path: UNSENT, element: <Unsent />, errorElement: <ScreenFailed /> },
        ...screenRoutes,
      ],
    },
    { path: '*', loader: () => redirect(home ? screenPath(home.id, first) : '/office/start') },
  ])
}
