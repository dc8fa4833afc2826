// Invariant: a code has one use. The update that marks it is also the question whether it was used, in the transaction
// of what it allows.

import type { Db } from 'mongodb'
import { z } from 'zod'
import { conflict } from '#kernel/errors.ts'
import type { UserId } from '#kernel/ids.ts'
import { localeShape } from '#kernel/shapes.ts'
import {
  collectionOf,
  type DocumentOf,
  date,
  defineCollection,
  objectId,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { CODE_KINDS, type Code, type CodeId, type CodeKind, forgottenAt } from './code.ts'

export const accountCodesCollection = defineCollection({
  name: 'accountCodes',
  shape: z.object({
    _id: objectId().optional(),
    kind: z.enum(CODE_KINDS),
    email: z.string(),
    locale: localeShape,
    userId: objectId().optional(),
    name: z.string().optional(),
    passwordHash: z.string().optional(),
    device: z.string().optional(),
    createdAt: date(),
    expiresAt: date(),
    usedAt: date().optional(),
    forgottenAt: date(),
  }),
  indexes: [
    { name: 'email', key: { email: 1 } },
    { name: 'userId', key: { userId: 1 }, sparse: true },
    { name: 'forgottenAt', key: { forgottenAt: 1 }, expireAfterSeconds: 0 },
  ],
})

type CodeDocument = DocumentOf<typeof accountCodesCollection>

export function createCodesStore(db: Db) {
  const codes = collectionOf(db, accountCodesCollection)
  return {
    async insert({ id, userId, ...code }: Code, tx: Tx): Promise<void> {
      const given = Object.fromEntries(Object.entries(code).filter(([, value]) => value !== undefined))
      await codes.insertOne(
        {
          ...(given as Omit<CodeDocument, '_id' | 'userId' | 'forgottenAt'>),
          _id: toObjectId(id),
          ...(userId ? { userId: toObjectId(userId) } : {}),
          forgottenAt: forgottenAt(code.expiresAt),
        },
        { session: tx },
      )
    },

    async byId(id: CodeId): Promise<Code | null> {
      const found = await codes.findOne({ _id: toObjectId(id) })
      return found && toCode(found)
    },

    /** @throws conflict `code_used` */
    async use(id: CodeId, now: Date, tx: Tx): Promise<void> {
      const { matchedCount } = await codes.updateOne(
        { _id: toObjectId(id), usedAt: { $exists: false }, expiresAt: { $gt: now } },
        { $set: { usedAt: now }, $unset: { name: '', passwordHash: '', device: '' } },
        { session: tx },
      )
      if (matchedCount === 0) throw conflict('code_used')
    },

    /** None of these opens anything any more. */
    async endOf(userId: UserId, kinds: readonly CodeKind[], now: Date, tx: Tx): Promise<void> {
      await codes.updateMany(
        { userId: toObjectId(userId), kind: { $in: [...kinds] }, usedAt: { $exists: false } },
        { $set: { usedAt: now } },
        { session: tx },
      )
    },
  }
}

export type CodesStore = ReturnType<typeof createCodesStore>

const toCode = ({ _id, userId, ...code }: CodeDocument): Code => ({
  ...code,
  id: toId(String(_id)),
  ...(userId ? { userId: toId(userId) } : {}),
})
