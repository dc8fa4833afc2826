// The office in the browser: texts and who is signed in come first, then the screen that the address names.

import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { LOCKED, OFFICE_WORKER } from '../links.ts'
import { call, isOffline } from './api.ts'
import { listenToKeys } from './keys.ts'
import { closeDrawer, forgetAll } from './offline/drawer.ts'
import { openQueue } from './offline/queue.ts'
import { recall, remember } from './offline/remember.ts'
import { createQueries, keyOf } from './queries.ts'
import { createRouter } from './router.tsx'
import { loadSay, SayProvider } from './say.tsx'
import { type Me, MeProvider } from './session.tsx'
import { isIdle, isLocked, lock, onLock } from './tablet/lock.ts'
import { Failed, Skeleton } from './ui/states.tsx'

/** Who is signed in; without a network, who was. */
async function whoIsHere(queries: QueryClient): Promise<Me> {
  const queryKey = keyOf('GET /api/me', {})
  await recall(queries)
  const before = queries.getQueryData<Me>(queryKey)
  try {
    const me = await call('GET /api/me', {})
    if (before && before.user.id !== me.user.id) {
      queries.clear()
      await forgetAll()
    }
    queries.setQueryData(queryKey, me)
    return me
  } catch (error) {
    if (before && isOffline(error)) return before
    throw error
  }
}

const Locked = lazy(() => import('./tablet/locked.tsx'))

async function open(): Promise<void> {
  const root = document.getElementById('office')
  if (!root) return
  const queries = createQueries()
  const say = await loadSay()
  const show = createRoot(root)
  const showLocked = () => {
    closeDrawer()
    queries.clear()
    history.replaceState(null, '', LOCKED)
    show.render(
      <SayProvider say={say}>
        <QueryClientProvider client={queries}>
          <Suspense fallback={<Skeleton rows={6} />}>
            <Locked />
          </Suspense>
        </QueryClientProvider>
      </SayProvider>,
    )
  }
  onLock(showLocked)
  if (isLocked() || location.pathname === LOCKED) return showLocked()
  try {
    const me = await whoIsHere(queries)
    if (me.tablet && isIdle(me.tablet.idleMinutes)) return void lock()
    remember(queries)
    await openQueue(me.user.id)
    const router = createRouter(me)
    listenToKeys()
    show.render(
      <StrictMode>
        <SayProvider say={say}>
          <QueryClientProvider client={queries}>
            <MeProvider me={me}>
              <RouterProvider router={router} />
            </MeProvider>
          </QueryClientProvider>
        </SayProvider>
      </StrictMode>,
    )
  } catch (error) {
    show.render(
      <SayProvider say={say}>
        <Failed error={error} onAgain={() => location.reload()} />
      </SayProvider>,
    )
  }
}

if ('serviceWorker' in navigator) {
  void navigator.serviceWorker.register(OFFICE_WORKER).catch(() => undefined) // it only makes the office open offline
}
void open()
