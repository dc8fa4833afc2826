// Somebody who came without a booking and waits for his turn.

import { conflict } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId, Id, LocationId, ServiceId, StaffId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import type { LocalDate } from '#kernel/time.ts'

export type EntryId = Id<'queueEntry'>

export const STATES = ['waiting', 'called', 'seated', 'left', 'gone'] as const
/** `left`: he said that he goes; `gone`: he was called and was not there. */
export type State = (typeof STATES)[number]

/** By whom he was put into the queue: the desk, or himself by the code on the door. */
export const WAYS = ['desk', 'door'] as const
export type Way = (typeof WAYS)[number]

export interface WishedService {
  serviceId: ServiceId
  variant?: string | undefined
}

export interface Entry {
  id: EntryId
  businessId: BusinessId
  locationId: LocationId
  /** Business day */
  day: LocalDate
  /** By which he is called; from 1 each day. */
  number: number
  /** Where he stands: those with less are before him. */
  place: number
  /** Empty: he says it when it is his turn. */
  services: readonly WishedService[]
  /** Null: anybody. */
  staffId: StaffId | null
  name: string | null
  /** E.164 */
  phone: string | null
  locale: Locale
  how: Way
  /** The account or device that put him here. */
  joinedBy: string
  joinedAt: Date
  state: State
  /** Who made the last change. */
  changedBy: string
  visitId: AppointmentId | null
  version: number
}

/** The queue of a location, and whether there is one at all. */
export interface QueueSettings {
  businessId: BusinessId
  locationId: LocationId
  isOn: boolean
  /** Clients may join by the code on the door. */
  byDoor: boolean
  /** 0: nobody has ever switched it. */
  version: number
}

export const stands = ({ state }: Pick<Entry, 'state'>): boolean => state === 'waiting' || state === 'called'

/** What may be said of an entry; who sits down does so by a visit. */
const NEXT: Readonly<Record<State, readonly State[]>> = {
  waiting: ['called', 'left', 'gone'],
  called: ['waiting', 'left', 'gone'],
  seated: [],
  left: ['waiting'],
  gone: ['waiting'],
}

/** @throws conflict `queue_state` */
export function assertBecomes({ state }: Pick<Entry, 'state'>, to: State): void {
  if (!NEXT[state].includes(to)) throw conflict('queue_state', { state })
}

/** @throws conflict `changed_meanwhile` */
export function assertSeen({ version, state }: Pick<Entry, 'version' | 'state'>, seen: number): void {
  if (version !== seen) throw conflict('queue_changed', { version, state })
}

/** The first is called first. */
export const inOrder = <E extends Pick<Entry, 'place' | 'number'>>(entries: readonly E[]): E[] =>
  entries.toSorted((a, b) => a.place - b.place || a.number - b.number)

/**
 * A place right behind another of the queue, or before all of it.
 * @param others those who stand, in order, without the one who is put there
 * @returns null where the one to stand behind is not there any more
 */
export function placeBehind(others: readonly Pick<Entry, 'id' | 'place'>[], after: EntryId | null): number | null {
  const at = after === null ? -1 : others.findIndex(({ id }) => id === after)
  if (after !== null && at < 0) return null
  const [before, behind] = [others[at]?.place, others[at + 1]?.place]
  if (before === undefined) return behind === undefined ? 1 : behind - 1
  return behind === undefined ? before + 1 : (before + behind) / 2
}
