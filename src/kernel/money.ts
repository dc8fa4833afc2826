/** Whole tenge: no fractions are ever kept, shown or charged. */
export type Tenge = number

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
