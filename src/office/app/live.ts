// Hears what others change and has the screens read it anew. One tab of a browser listens for all of them: a browser
// keeps six connections to a server, and a seventh tab would wait for ever.

import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Something of this kind changed; which one, and by whom, is told too, and not needed to read anew. */
interface Change {
  kind: string
}

type Heard = { change: Change } | { live: boolean }
const WHO = 'who listens?'

/** What is read anew when something of a kind changes: beginnings of endpoints. All else is read anew too rarely to matter. */
const CONCERNS: Readonly<Record<string, readonly string[]>> = {
  appointment: [
    ...['/calendar', '/appointments', '/clients', '/visits-outside', '/queue'],
    ...['/call-list', '/week-card', '/guest-visits'],
  ],
  'appointment-call': ['/call-list', '/appointments'],
  block: ['/calendar', '/blocks', '/queue'],
  queue: ['/queue'],
  parked: ['/parked'],
  client: ['/clients', '/calendar'],
  ...Object.fromEntries(
    ['hold', 'refusal', 'season', 'outside', 'invitation'].map((kind) => [kind, ['/done-for-you']]),
  ),
}
const GATHER_MS = 80

let isLive = false

/** Keeps all that is shown of a business as it is on the server. */
export function useLive(businessId: string): void {
  const queries = useQueryClient()
  useEffect(() => {
    const refresh = refreshing(queries)
    const hear = (heard: Heard) => {
      if ('live' in heard) {
        if (heard.live && !isLive) void queries.invalidateQueries() // whatever happened while nobody listened
        isLive = heard.live
        return
      }
      refresh(heard.change.kind)
    }
    return listenTogether(businessId, hear)
  }, [businessId, queries])
}

/** Changes that come together are read once. */
function refreshing(queries: QueryClient): (kind: string) => void {
  const kinds = new Set<string>()
  return (kind) => {
    if (kinds.size === 0) {
      setTimeout(() => {
        const concerned = [...kinds].map((one) => CONCERNS[one])
        kinds.clear()
        void queries.invalidateQueries({
          predicate: ({ queryKey: [name] }) =>
            concerned.some((parts) => !parts || parts.some((part) => String(name).includes(part))),
        })
      }, GATHER_MS)
    }
    kinds.add(kind)
  }
}

/** @returns ends it */
function listenTogether(businessId: string, hear: (heard: Heard) => void): () => void {
  // Locks need a secure page; over plain http in a local network each tab listens for itself.
  if (!navigator.locks) return listen(businessId, hear)
  const stop = new AbortController()
  const channel = new BroadcastChannel(`live:${businessId}`)
  let isListening = false
  channel.onmessage = ({ data }: MessageEvent<Heard | typeof WHO>) => {
    if (data !== WHO) hear(data)
    else if (isListening) channel.postMessage({ live: isLive })
  }
  channel.postMessage(WHO)
  const { signal } = stop
  navigator.locks
    .request(`live:${businessId}`, { signal }, () => {
      isListening = true
      const end = listen(businessId, (heard) => {
        hear(heard)
        channel.postMessage(heard)
      })
      return new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          end()
          resolve()
        })
      })
    })
    .catch(() => undefined) // the wait for one's turn was given up
  return () => {
    stop.abort()
    channel.close()
  }
}

function listen(businessId: string, hear: (heard: Heard) => void): () => void {
  const source = new EventSource(`/api/businesses/${businessId}/live`)
  source.onopen = () => hear({ live: true })
  source.onerror = () => hear({ live: false })
  source.onmessage = ({ data }) => hear({ change: JSON.parse(data) as Change })
  return () => source.close()
}
