// The link to one's own place is derived, never stored: whoever has the database but not the secret can make none.

import { isId } from '#kernel/ids.ts'
import type { Sign } from '#platform/http/cookies.ts'
import type { EntryId } from './entry.ts'

const SIGNATURE = 43

/** `<entry id>.<signature>` */
export const linkToPlace = (sign: Sign, id: EntryId): string => `${id}.${sign(`queue:${id}`)}`

/** The entry a genuine link speaks of; null for all else. Compares without telling by its time where two differ. */
export function placeIn(sign: Sign, token: string): EntryId | null {
  const [id = '', signature = ''] = token.split('.')
  if (!isId(id) || signature.length !== SIGNATURE) return null
  const expected = linkToPlace(sign, id as EntryId)
  let difference = expected.length ^ token.length
  for (let i = 0; i < expected.length; i += 1) difference |= expected.charCodeAt(i) ^ (token.charCodeAt(i) || 0)
  return difference === 0 ? (id as EntryId) : null
}
