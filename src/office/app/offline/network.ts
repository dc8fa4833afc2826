// Whether the server can be reached: not what the phone thinks of its network, but whether answers come.

import { useSyncExternalStore } from 'react'

let isReached = navigator.onLine
let lastAnswer = Date.now()
const watchers = new Set<() => void>()

const set = (next: boolean): void => {
  if (next === isReached) return
  isReached = next
  for (const watcher of watchers) watcher()
}

/** Told by the client of the API after each request. */
export function answered(): void {
  lastAnswer = Date.now()
  set(true)
}
export const unanswered = (): void => set(false)

addEventListener('offline', unanswered)

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const useIsReached = (): boolean => useSyncExternalStore(watch, () => isReached)
export const lastAnswerAt = (): number => lastAnswer
