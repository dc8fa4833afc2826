// Which of the visits that were booked online are meant, and who booked them.

import type { Given } from '../../api.ts'

export const GUESTS = 'GET /api/businesses/:businessId/guest-visits'
export type GuestVisit = Given<typeof GUESTS>['visits'][number]

export interface GuestFilter {
  /** A device's sign, or '' for all. */
  device: string
  /** Part of a name or of a phone. */
  typed: string
  onlyNew: boolean
}

/** At most so many go into one act. */
export const AT_ONCE = 200

const digitsOf = (text: string): string => text.replace(/\D/g, '')

export function shownOf(visits: readonly GuestVisit[], { device, typed, onlyNew }: GuestFilter): GuestVisit[] {
  const words = typed.trim().toLowerCase()
  const digits = digitsOf(typed)
  const isNamed = ({ clientName, clientPhone }: GuestVisit): boolean =>
    words === '' ||
    clientName.toLowerCase().includes(words) ||
    (digits.length > 2 && digitsOf(clientPhone ?? '').includes(digits))
  return visits.filter(
    (visit) => (device === '' || visit.device === device) && !(onlyNew && visit.hasCome) && isNamed(visit),
  )
}

/** Devices with how many visits each has booked, the most first. */
export function devicesOf(visits: readonly GuestVisit[]): { device: string; count: number }[] {
  const counts = Map.groupBy(
    visits.filter(({ device }) => device !== null),
    ({ device }) => device as string,
  )
  return [...counts].map(([device, own]) => ({ device, count: own.length })).sort((a, b) => b.count - a.count)
}

/** One visit for each phone and for each device: by it the server knows who is meant. */
export function barsOf(visits: readonly GuestVisit[], kinds: { phone: boolean; device: boolean }) {
  const firstOf = (keyOf: (visit: GuestVisit) => string | null): GuestVisit[] => {
    const all = Map.groupBy(visits, keyOf)
    all.delete(null)
    return [...all.values()].flatMap(([first]) => first ?? [])
  }
  const phones = firstOf(({ clientPhone }) => clientPhone)
  const devices = firstOf(({ device }) => device)
  return {
    phones: phones.length,
    devices: devices.length,
    bars: [
      ...(kinds.phone ? phones.map(({ id }) => ({ kind: 'phone' as const, visitId: id })) : []),
      ...(kinds.device ? devices.map(({ id }) => ({ kind: 'device' as const, visitId: id })) : []),
    ],
  }
}
