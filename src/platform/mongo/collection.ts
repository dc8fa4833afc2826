import {
  type Collection,
  type CreateIndexesOptions,
  type Db,
  type Document,
  type IndexSpecification,
  ObjectId,
} from 'mongodb'
import { z } from 'zod'
import type { Id } from '#kernel/ids.ts'

// One Zod shape per collection is both the TypeScript type of its documents and, by validator.ts, the rule that the
// database itself enforces. What the shape cannot say to MongoDB is said in `meta({ bsonType })`.

export const objectId = () => z.instanceof(ObjectId).meta({ bsonType: 'objectId' })
export const date = () => z.date().meta({ bsonType: 'date' })
/** Whole tenge. The driver sends whole numbers from 2^31 on as doubles, so the rule is `multipleOf`, not the type. */
export const tenge = () => z.number().meta({ bsonType: ['int', 'long', 'double'], multipleOf: 1, minimum: 0 })
export const number = () => z.number().meta({ bsonType: ['int', 'long', 'double'] })

export interface IndexDefinition extends Omit<CreateIndexesOptions, 'session'> {
  key: IndexSpecification & Record<string, 1 | -1 | 'text' | '2dsphere'>
  name: string
}

export interface CollectionDefinition<Shape extends z.ZodObject = z.ZodObject> {
  readonly name: string
  readonly shape: Shape
  readonly indexes: readonly IndexDefinition[]
}

/** Declares a collection once: name, shape of its documents and indexes. `migrate` makes it so, doctor checks it. */
export const defineCollection = <Shape extends z.ZodObject>(
  definition: CollectionDefinition<Shape>,
): CollectionDefinition<Shape> => definition

export type DocumentOf<Definition extends CollectionDefinition> = z.infer<Definition['shape']>

export const collectionOf = <Shape extends z.ZodObject>(
  db: Db,
  definition: CollectionDefinition<Shape>,
): Collection<z.infer<Shape> & Document> => db.collection<z.infer<Shape> & Document>(definition.name)

export const toObjectId = (id: string): ObjectId => ObjectId.createFromHexString(id)
export const toId = <Kind extends string>(id: ObjectId | string): Id<Kind> => String(id) as Id<Kind>

export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 11000
