// What a guest has chosen and typed before he books. It outlives a closed tab, a dead battery and a change of language:
// kept for a day, by his device, for one business.

import { z } from 'zod'
import type { HoldId } from '#kernel/ids.ts'
import { idShape, localDateShape, localeShape } from '#kernel/shapes.ts'
import { VARIANT_KEY } from '#modules/diaries/index.ts'

export const DRAFT_KEPT_MS = 24 * 3_600_000

/** More than a visit may have, so that the booking page, not the draft, says what is too much. */
const MOST_LINES = 20
const [EARLIEST, LATEST] = [new Date('1900-01-01T00:00:00Z'), new Date('2199-12-31T00:00:00Z')]

export const FOR_WHOM = ['me', 'child', 'other'] as const
export const PREFERENCES = ['least_wait', 'same_person', 'parallel'] as const
const GENDERS = ['woman', 'man'] as const

const Line = z.object({
  serviceId: idShape<'service'>(),
  /** null: any specialist */
  staffId: idShape<'staff'>().nullable(),
  gender: z.enum(GENDERS).optional(),
  variant: z.string().regex(VARIANT_KEY).optional(),
})

const Told = z.record(z.string().regex(/^[a-z]{1,20}$/), z.string().max(300))

/** As typed, right or wrong: the booking judges it. */
const Typed = z.object({
  forWhom: z.enum(FOR_WHOM),
  /** Of the person served, where that is not whoever books. */
  guestName: z.string().max(200),
  name: z.string().max(200),
  phone: z.string().max(40),
  notes: z.string().max(2000),
  /** Address and object by field, where they were asked. */
  place: Told,
  object: Told,
})

const fields = {
  lines: z.array(Line).max(MOST_LINES),
  prefer: z.enum(PREFERENCES),
  locationId: idShape<'location'>().nullable(),
  day: localDateShape.nullable(),
  start: z.date().min(EARLIEST).max(LATEST).nullable(),
  holdId: (idShape<'appointment'>() satisfies z.ZodType<HoldId>).nullable(),
  locale: localeShape.nullable(),
}

const Whole = z.object({ ...fields, typed: Typed })
export type Draft = z.output<typeof Whole>

/** Only what it names is written, each field by itself; the last to write one wins. */
export const DraftPatch = z.object({ ...fields, typed: Typed.partial() }).partial()
export type DraftPatch = z.output<typeof DraftPatch>

export const NOTHING: Draft = {
  lines: [],
  prefer: 'least_wait',
  locationId: null,
  day: null,
  start: null,
  holdId: null,
  locale: null,
  typed: { forWhom: 'me', guestName: '', name: '', phone: '', notes: '', place: {}, object: {} },
}
