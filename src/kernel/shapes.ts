// Plain values as contracts and stores ask for them. Apart from the values themselves, so that a browser that counts with
// days and money loads no validator.

import { z } from 'zod'
import { ID, type Id } from './ids.ts'
import { LOCALES, type Translations } from './localized-text.ts'

/** The shape of an id in a contract. */
export const idShape = <Kind extends string>() => z.string().regex(ID) as unknown as z.ZodType<Id<Kind>, string>

export const localeShape = z.enum(LOCALES)

export const translationsShape = <Field extends string>(...fields: Field[]) => {
  const texts = z.object(Object.fromEntries(fields.map((field) => [field, z.string().optional()])))
  return z.object({ kk: texts.optional(), ru: texts.optional(), en: texts.optional() }) as unknown as z.ZodType<
    Translations<Field>
  >
}

export const tengeShape = z.int().min(0).max(1_000_000_000)

export const phoneShape = z.string().max(40)

/** Dates that people mean: arithmetic beyond the year 9999 changes their form. */
export const localDateShape = z.iso.date().refine((date) => date >= '1900-01-01' && date <= '2199-12-31')

export const wallTimeShape = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
