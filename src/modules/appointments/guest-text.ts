// What a guest types about himself: any script and emoji are welcome, invisible controls that could disguise one text
// as another are not.

import { invalid } from '#kernel/errors.ts'
import type { ForWhom } from '#modules/clients/index.ts'

const NAME_LENGTH = 80
const NOTES_LENGTH = 1000
const FIELD_LENGTH = 200

// Control characters, and the bidi overrides and isolates that would turn the text around them.
const CONTROLS = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

const visible = (text: string): string => text.normalize('NFC').replace(CONTROLS, ' ').replace(/\s+/g, ' ').trim()

/** @throws invalid `name_required` when no letter is in it, `name_too_long` over 80 characters */
export function cleanName(typed: string, field = 'name'): string {
  const name = visible(typed)
  if (!/\p{L}/u.test(name)) throw invalid('name_required', { field })
  if (name.length > NAME_LENGTH) throw invalid('name_too_long', { field, max: NAME_LENGTH })
  return name
}

/** @throws invalid `name_required` `name_too_long` with the field `guestName` */
export const cleanForWhom = (typed: ForWhom = { kind: 'me' }): ForWhom =>
  typed.kind === 'me' ? typed : { kind: typed.kind, name: cleanName(typed.name, 'guestName') }

/** @throws invalid `note_too_long` over 1000 characters */
export function cleanNotes(typed: string | undefined): string | null {
  const notes = visible(typed ?? '')
  if (notes.length > NOTES_LENGTH) throw invalid('note_too_long', { field: 'notes', max: NOTES_LENGTH })
  return notes || null
}

/** One line of what is told beside. @throws invalid `field_too_long` over 200 characters */
export function cleanField(typed: string | undefined, field: string): string {
  const text = visible(typed ?? '')
  if (text.length > FIELD_LENGTH) throw invalid('field_too_long', { field, max: FIELD_LENGTH })
  return text
}
