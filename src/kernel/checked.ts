import type { z } from 'zod'
import { invalid } from './errors.ts'

/** The input as its shape says. @throws invalid `invalid_input` with the names of the fields that do not fit */
export function checked<Shape extends z.ZodType>(shape: Shape, input: unknown): z.output<Shape> {
  const result = shape.safeParse(input)
  if (result.success) return result.data
  throw invalid('invalid_input', { fields: [...new Set(result.error.issues.map(({ path }) => path.join('.')))] })
}
