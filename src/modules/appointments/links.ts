// The private link to a visit is derived, never stored: whoever has the database but not the secret can make none, and
// raising `linkVersion` revokes it. The signing function comes in; this file only knows the form.

import { type AppointmentId, isId } from '#kernel/ids.ts'
import type { Sign } from '#platform/http/cookies.ts'
import type { Appointment } from './appointment.ts'

const signed = (sign: Sign, id: AppointmentId, linkVersion: number): string => sign(`visit:${id}:${linkVersion}`)

/** `<visit id>.<signature>`, at most 100 characters. */
export const linkTo = (sign: Sign, { id, linkVersion }: Pick<Appointment, 'id' | 'linkVersion'>): string =>
  `${id}.${signed(sign, id, linkVersion)}`

/** The visit a link speaks of, before its signature is checked; null for what cannot be a link. */
export function visitIn(token: string): AppointmentId | null {
  const [id = '', signature = ''] = token.split('.')
  return isId(id) && signature.length === 43 && token.length === 68 ? (id as AppointmentId) : null
}

/** Compares without telling by its time where two differ. */
export function isGenuine(sign: Sign, token: string, visit: Appointment): boolean {
  const expected = linkTo(sign, visit)
  let difference = expected.length ^ token.length
  for (let i = 0; i < expected.length; i += 1) difference |= expected.charCodeAt(i) ^ (token.charCodeAt(i) || 0)
  return difference === 0
}
