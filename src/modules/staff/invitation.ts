// An invitation stands for a right in one business, sent to one address. Its link is made from its id with the
// platform's secret and kept nowhere.

import { conflict, invalid } from '#kernel/errors.ts'
import { type BusinessId, type Id, isId, type StaffId, type UserId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import type { Sign } from '#platform/http/cookies.ts'
import type { Right } from '#platform/http/rights.ts'

export const INVITATION_STATES = ['open', 'accepted', 'revoked'] as const

export type InvitationId = Id<'invitation'>

export interface Invitation {
  id: InvitationId
  businessId: BusinessId
  /** The person who is to get the account; absent: one is added. */
  staffId?: StaffId | undefined
  name: string
  email: string
  right: Right
  locale: Locale
  state: (typeof INVITATION_STATES)[number]
  invitedBy: UserId
  acceptedBy?: UserId | undefined
  createdAt: Date
  sentAt: Date
  expiresAt: Date
  /** How often it was sent. */
  sends: number
  version: number
}

const LIFE_MS = 7 * 24 * 3_600_000
export const invitationEnd = (sent: Date): Date => new Date(sent.getTime() + LIFE_MS)

export const invitationToken = (sign: Sign, id: string): string => `${id}.${sign(`invitation:${id}`)}`

/** The id of a genuine token. @throws invalid `invitation_invalid` */
export function invitationIn(sign: Sign, token: string): InvitationId {
  const [id = ''] = token.split('.', 1)
  if (!isId(id) || sign(invitationToken(sign, id)) !== sign(token)) throw invalid('invitation_invalid')
  return id as InvitationId
}

/** @throws invalid `invitation_invalid`; conflict `invitation_used`, `invitation_revoked`, `invitation_expired` */
export function stillOpen(invitation: Invitation | null, now: Date): Invitation {
  if (!invitation) throw invalid('invitation_invalid')
  if (invitation.state === 'accepted') throw conflict('invitation_used')
  if (invitation.state === 'revoked') throw conflict('invitation_revoked')
  if (invitation.expiresAt <= now) throw conflict('invitation_expired')
  return invitation
}
