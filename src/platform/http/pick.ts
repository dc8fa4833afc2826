import { z } from 'zod'

/** What a shape names of a value, and nothing else. */
export type Pick = (value: unknown) => unknown

const asItIs: Pick = (value) => value

/** Leaves that carry nothing beside themselves. */
const isLeaf = (shape: z.ZodType): boolean =>
  shape instanceof z.ZodString ||
  shape instanceof z.ZodStringFormat ||
  shape instanceof z.ZodNumber ||
  shape instanceof z.ZodBoolean ||
  shape instanceof z.ZodEnum ||
  shape instanceof z.ZodLiteral ||
  shape instanceof z.ZodNull

/**
 * The compiler has checked that a handler answers what its contract promises; it cannot check that he answers no more,
 * since an object may carry fields that its type does not name. So answers are picked, not judged again value by value:
 * a month of free times has eight thousand ids. What is no object, list or plain value is left to its shape.
 */
export function pickerOf(shape: z.ZodType): Pick {
  if (isLeaf(shape)) return asItIs
  if (shape instanceof z.ZodNullable || shape instanceof z.ZodOptional) {
    const pick = pickerOf(shape.unwrap() as z.ZodType)
    return pick === asItIs ? asItIs : (value) => (value === null || value === undefined ? value : pick(value))
  }
  if (shape instanceof z.ZodArray) {
    const pick = pickerOf(shape.element as z.ZodType)
    return pick === asItIs ? asItIs : (value) => (value as unknown[]).map(pick)
  }
  if (shape instanceof z.ZodObject && shape.def.catchall === undefined) return pickerOfFields(shape)
  return (value) => shape.parse(value)
}

function pickerOfFields({ shape }: z.ZodObject): Pick {
  const fields = Object.entries(shape as Record<string, z.ZodType>).map(([name, own]) => ({
    name,
    pick: pickerOf(own),
  }))
  return (value) => {
    const given = value as Record<string, unknown>
    const picked: Record<string, unknown> = {}
    for (const { name, pick } of fields) picked[name] = pick(given[name])
    return picked
  }
}
