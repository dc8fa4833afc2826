// The office in the browser: texts and who is signed in come first, then the screen that the address names.

import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { call } from './api.ts'
import { listenToKeys } from './keys.ts'
import { createQueries, keyOf } from './queries.ts'
import { createRouter } from './router.tsx'
import { loadSay, SayProvider } from './say.tsx'
import { MeProvider } from './session.tsx'
import { Failed } from './ui/states.tsx'

async function open(): Promise<void> {
  const root = document.getElementById('office')
  if (!root) return
  const queries = createQueries()
  const say = await loadSay()
  const show = createRoot(root)
  try {
    const me = await queries.fetchQuery({ queryKey: keyOf('GET /api/me', {}), queryFn: () => call('GET /api/me', {}) })
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

void open()
