// What was done without a network waits here, in this browser, in the order in which it was done. It is sent once the
// server answers again; what the server refuses stays and is told, until a person has looked at it.

import { useSyncExternalStore } from 'react'
import type { Ask } from '../api.ts'
import type { About } from '../visits/about.ts'
import type { CalendarVisit, Marking } from '../visits/marks.ts'
import { drop, keep, keptAll } from './drawer.ts'
import { serverNow } from './server-clock.ts'

export const BOOK = 'POST /api/businesses/:businessId/appointments/by-staff'
type Booking = Ask<typeof BOOK>

interface Common {
  businessId: Booking['params']['businessId']
  about: About
}
export interface MarkAct extends Common {
  kind: 'mark'
  visitId: CalendarVisit['id']
  /** As it was seen. */
  version: number
  marking: Marking
}
export interface WalkInAct extends Common {
  kind: 'walk-in'
  /** By which later acts know the visit until the server has named it. */
  visitId: string
  /** Of the first try, which may have reached the server. */
  key: string
  body: Booking['body']
}
export type NewAct = MarkAct | WalkInAct

export type Act = NewAct & {
  /** Their order. */
  place: string
  /** By which account. */
  by: string
  /** When it was done, as the server counts; milliseconds. */
  at: number
  /** Why the server did not take it; `depends`: because of the act before it. */
  refused?: { code: string; details: Readonly<Record<string, unknown>> }
  /** The server's truth was left; what was meant is still to be done by hand. */
  todo?: true
}

const PREFIX = 'act:'
const PLACE_DIGITS = 15
let owner = ''
let acts: readonly Act[] = []
const watchers = new Set<() => void>()

const set = (next: readonly Act[]): void => {
  acts = next
  for (const watcher of watchers) watcher()
}

/** Opens the queue of an account; what another one has left here is forgotten. */
export async function openQueue(account: string): Promise<void> {
  owner = account
  await recallQueue()
}

/** Reads what waits, also what another window has added or sent. */
export async function recallQueue(): Promise<void> {
  const all = await keptAll<Act>(PREFIX).catch(() => [])
  for (const { by, place } of all) if (by !== owner) await drop(PREFIX + place)
  set(all.filter(({ by }) => by === owner).toSorted((a, b) => a.place.localeCompare(b.place)))
}

export async function enqueue(made: NewAct): Promise<void> {
  // A clock that is set back meanwhile must not put what was done later before what was done earlier.
  const before = Number(acts.at(-1)?.place.slice(0, PLACE_DIGITS) ?? 0)
  const place = String(Math.max(Date.now(), before + 1)).padStart(PLACE_DIGITS, '0')
  const act: Act = { ...made, place, by: owner, at: serverNow() }
  set([...acts, act])
  await keep(PREFIX + place, act)
}

export async function change(act: Act): Promise<void> {
  set(acts.map((one) => (one.place === act.place ? act : one)))
  await keep(PREFIX + act.place, act)
}

export async function remove(act: Act): Promise<void> {
  set(acts.filter(({ place }) => place !== act.place))
  await drop(PREFIX + act.place)
}

const isSendable = ({ refused, todo }: Act): boolean => !refused && !todo
export const waiting = (): readonly Act[] => acts.filter(isSendable)

/** Whether something was done to this visit that the server does not know yet. */
export const isWaiting = (visitId: string): boolean => waiting().some((act) => act.visitId === visitId)

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
const now = () => acts

/** What waits, what was refused, what is still to be done. */
export function useQueue() {
  const all = useSyncExternalStore(watch, now)
  return {
    all,
    unsent: all.filter(isSendable),
    refused: all.filter((act) => act.refused && !act.todo),
    todo: all.filter((act) => act.todo),
  }
}
