// The rule that MongoDB itself enforces, made from the Zod shape that guards the API: one source, two guards.

import type { Document } from 'mongodb'
import { z } from 'zod'

const BSON_TYPES: Readonly<Record<string, string | string[]>> = {
  string: 'string',
  boolean: 'bool',
  object: 'object',
  array: 'array',
  null: 'null',
  number: ['int', 'long', 'double'],
  integer: ['int', 'long', 'double'],
}

// What is not here ($schema, $ref, format, default, title, additionalProperties: false …) MongoDB does not know, or it
// would refuse `_id` and the fields of other programs.
const KEPT = [
  'enum',
  'multipleOf',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'uniqueItems',
]
const LISTS = ['anyOf', 'oneOf', 'allOf']
const SCHEMAS = ['properties', 'patternProperties']

type Schema = Readonly<Record<string, unknown>>

/** `{ $jsonSchema }` for `createCollection` and `collMod`. */
export function validatorOf(shape: z.ZodObject): Document {
  const schema = z.toJSONSchema(shape, { target: 'draft-4', unrepresentable: 'any', reused: 'inline' })
  return { $jsonSchema: toBson(schema as Schema) }
}

function toBson(schema: Schema): Document {
  const rule: Document = {}
  const type = bsonTypeOf(schema)
  if (type !== undefined) rule.bsonType = type
  for (const word of KEPT) if (schema[word] !== undefined) rule[word] = schema[word]
  if (schema.const !== undefined) rule.enum = [schema.const]
  if (schema.type === 'integer') wholeNumber(rule)
  if (Array.isArray(schema.required) && schema.required.length > 0) rule.required = schema.required
  for (const word of SCHEMAS) {
    if (isSchema(schema[word])) {
      rule[word] = Object.fromEntries(
        Object.entries(schema[word]).map(([name, inner]) => [name, toBson(inner as Schema)]),
      )
    }
  }
  for (const word of LISTS)
    if (Array.isArray(schema[word])) rule[word] = schema[word].map((inner: Schema) => toBson(inner))
  if (Array.isArray(schema.items)) rule.items = schema.items.map((inner: Schema) => toBson(inner))
  else if (isSchema(schema.items)) rule.items = toBson(schema.items)
  if (isSchema(schema.additionalProperties) && Object.keys(schema.additionalProperties).length > 0) {
    rule.additionalProperties = toBson(schema.additionalProperties)
  }
  return rule
}

function bsonTypeOf({ bsonType, type }: Schema): string | string[] | undefined {
  if (typeof bsonType === 'string' || Array.isArray(bsonType)) return bsonType
  if (Array.isArray(type)) return type.flatMap((one: string) => BSON_TYPES[one] ?? [])
  return typeof type === 'string' ? BSON_TYPES[type] : undefined
}

// The driver sends whole numbers from 2^31 on as doubles, so wholeness is asked of the value, not of the type.
function wholeNumber(rule: Document): void {
  rule.multipleOf ??= 1
  if (rule.maximum === Number.MAX_SAFE_INTEGER) delete rule.maximum
  if (rule.minimum === Number.MIN_SAFE_INTEGER) delete rule.minimum
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
