import { z } from 'zod'

/** Whole tenge: no fractions are ever kept, shown or charged. */
export type Tenge = number

export const tengeShape = z.int().min(0).max(1_000_000_000)

/** How money comes; the specification's "etc." decided (docs/data-model.md). */
export const PAYMENT_METHODS = [
  'kaspi',
  'cash',
  'card',
  'transfer',
  'certificate',
  'package',
  'points',
  'other',
] as const
