import type { z } from 'zod'
import { invalid } from '#kernel/errors.ts'

type Part = 'params' | 'query' | 'body'

/**
 * The part of a request as its shape says. Every value that goes on from here is one the contract names, so no operator
 * of the database's language can come in by JSON or by a form.
 * @throws invalid `invalid_input` with `fields` and `errors: [{ in, path, code }]`, which never repeat what was sent
 */
export function validated(part: Part, shape: z.ZodType | undefined, value: unknown): unknown {
  if (!shape) return undefined
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.slice(0, 20).map((issue) => told(part, issue))
  throw invalid('invalid_input', { fields: [...new Set(errors.map(({ path }) => path))], errors })
}

const told = (part: Part, issue: z.core.$ZodIssue) => ({
  in: part,
  path: issue.path.map(String).join('.').slice(0, 100),
  code: issue.code === 'invalid_type' && issue.input === undefined && missing(issue.message) ? 'required' : issue.code,
})

// The input of an issue is left out by default; the message is where Zod says that there was none.
const missing = (message: string): boolean => message.endsWith('received undefined')
