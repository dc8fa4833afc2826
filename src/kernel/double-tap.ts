import { canonical } from './canonical.ts'

/** A double tap, or a request sent again because its answer was lost, asks for what its first sending has done. */
export function isDoubleTap<Seen extends { version: number }>(
  present: Seen,
  changes: Partial<Seen>,
  seen: number,
): boolean {
  if (present.version !== seen + 1) return false
  const names = Object.keys(changes) as (keyof Seen)[]
  return names.every((name) => canonical(present[name]) === canonical(changes[name]))
}
