import { lazy } from 'react'
import { createBrowserRouter, Navigate, type RouteObject, redirect, useRouteError } from 'react-router'
import { SCREENS, screenPath } from './screens.ts'
import type { Me } from './session.tsx'
import { Shell } from './shell/shell.tsx'
import { Failed } from './ui/states.tsx'

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
    {
      path: '/office/b/:businessId',
      loader: ({ params }) => (businesses.some(({ id }) => id === params.businessId) ? null : redirect('/office')),
      element: <Shell />,
      children: [{ index: true, element: <Navigate replace to={first} /> }, ...screenRoutes],
    },
    { path: '*', loader: () => redirect(home ? screenPath(home.id, first) : '/office/start') },
  ])
}
