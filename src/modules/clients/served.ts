import type { ClientId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import type { Phone } from '#kernel/phone.ts'
import type { Told } from './told.ts'

/** Whom the visit is for: whoever books, or somebody he books for. */
export type ForWhom = { kind: 'me' } | { kind: Relation; name: string }

export const RELATIONS = ['child', 'other'] as const
export type Relation = (typeof RELATIONS)[number]

export interface Contact {
  name: string
  phone: Phone
  locale: Locale
  source: string
  /** Kept on the card of the person served. */
  told?: Told | null | undefined
}

export interface ClientCard {
  id: ClientId
  name: string
  /** Where to call about this person: the own phone, or the guardian's. */
  phone: string | null
  /** Whose phone it is when the person was booked for by another. */
  guardianId: ClientId | null
}

export interface Served {
  /** The person served: figures, notes and history are of this card. */
  card: ClientCard
  /** Whose phone it is; the same card when somebody books for himself. */
  contactCard: ClientCard
  /** Visits on the card, this one included; cancelled ones are not on it. */
  visits: number
  /** How often the phone has booked for somebody else, this time included. */
  familyBookings: number
  /** The person, or whose phone it is, has been there before. */
  hasCome: boolean
  /** Until when nothing is booked online by this phone; null: it never was refused. */
  barredUntil: Date | null
}
