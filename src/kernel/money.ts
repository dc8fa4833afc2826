import { z } from 'zod'

/** Whole tenge: no fractions are ever kept, shown or charged. */
export type Tenge = number

export const tengeShape = z.int().min(0).max(1_000_000_000)
