import { ObjectId } from 'mongodb'
import type { Id, Ids } from '#kernel/ids.ts'

export const objectIds: Ids = { next: <Kind extends string>() => new ObjectId().toHexString() as Id<Kind> }
