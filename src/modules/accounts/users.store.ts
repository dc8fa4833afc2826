import type { Db } from 'mongodb'
import { z } from 'zod'
import { conflict } from '#kernel/errors.ts'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import { localeShape } from '#kernel/shapes.ts'
import {
  collectionOf,
  type DocumentOf,
  date,
  defineCollection,
  isDuplicateKey,
  objectId,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { normalEmail, ROLES, type Role, type User } from './account.ts'

export const usersCollection = defineCollection({
  name: 'users',
  shape: z.object({
    _id: objectId().optional(),
    name: z.string(),
    email: z.string(),
    password: z.string().optional(),
    role: z.enum(ROLES),
    emailVerified: date().optional(),
    image: z.string().optional(),
    createdAt: date(),
    updatedAt: date().optional(),
    businessId: objectId().optional().describe('The business last worked in'),
    locale: localeShape.optional(),
  }),
  indexes: [
    { name: 'email', key: { email: 1 }, unique: true },
    { name: 'role', key: { role: 1 } },
    { name: 'businessId', key: { businessId: 1 } },
  ],
})

type UserDocument = DocumentOf<typeof usersCollection>

/** What signing in must see; nothing else ever sees the hash. */
export interface Credentials {
  user: User
  passwordHash: string | null
}

const toUser = ({ _id, name, email, role, image, emailVerified, locale, businessId }: UserDocument): User => ({
  id: toId<'user'>(String(_id)),
  name,
  email,
  role,
  image,
  emailVerified,
  locale,
  businessId: businessId && toId(businessId),
})

export function createUsersStore(db: Db) {
  const users = collectionOf(db, usersCollection)
  const withoutHash = { projection: { password: 0 } }

  return {
    /** By our spelling of the address, and by the typed one: a database from elsewhere may have kept capitals. */
    async credentials(email: string): Promise<Credentials | null> {
      const found = await users.find({ email: { $in: [normalEmail(email), email.trim()] } }).toArray()
      const document = found.find((one) => one.email === email.trim()) ?? found[0]
      return document ? { user: toUser(document), passwordHash: document.password ?? null } : null
    },

    async credentialsOf(id: UserId): Promise<Credentials | null> {
      const document = await users.findOne({ _id: toObjectId(id) })
      return document && { user: toUser(document), passwordHash: document.password ?? null }
    },

    async byEmail(email: string, tx?: Tx): Promise<User | null> {
      const named = { email: { $in: [normalEmail(email), email.trim()] } }
      const document = await users.findOne(named, { ...withoutHash, session: tx })
      return document && toUser(document)
    },

    /** How accounts are called, by id. */
    async names(ids: readonly UserId[]): Promise<ReadonlyMap<UserId, string>> {
      const found = await users
        .find({ _id: { $in: ids.map(toObjectId) } }, { projection: { name: 1 } })
        .batchSize(1000)
        .toArray()
      return new Map(found.map(({ _id, name }) => [toId<'user'>(String(_id)), name]))
    },

    async byId(id: UserId, tx?: Tx): Promise<User | null> {
      const document = await users.findOne({ _id: toObjectId(id) }, { ...withoutHash, session: tx })
      return document && toUser(document)
    },

    /** @throws conflict `email_taken` */
    async insert({ id, businessId: _, ...user }: User, passwordHash: string | null, at: Date, tx?: Tx): Promise<void> {
      const password = passwordHash === null ? {} : { password: passwordHash }
      const document = { _id: toObjectId(id), ...user, ...password, createdAt: at, updatedAt: at }
      try {
        await users.insertOne(document, { session: tx })
      } catch (error) {
        throw isDuplicateKey(error) ? conflict('email_taken') : error
      }
    },

    /** A stronger hash of the same password; nothing when the password was changed meanwhile. */
    async replaceHash(id: UserId, old: string, hash: string): Promise<void> {
      await users.updateOne({ _id: toObjectId(id), password: old }, { $set: { password: hash } })
    },

    /** Nothing when it is another hash than the one seen. @param seen null: whatever it is */
    async setPassword(id: UserId, hash: string, at: Date, tx: Tx, seen: string | null = null): Promise<boolean> {
      const { matchedCount } = await users.updateOne(
        { _id: toObjectId(id), ...(seen === null ? {} : { password: seen }) },
        { $set: { password: hash, updatedAt: at } },
        { session: tx },
      )
      return matchedCount === 1
    },

    /** The address is its owner's; nothing when it is another address by now, or was known before. */
    async verify(id: UserId, email: string, at: Date, tx: Tx): Promise<void> {
      await users.updateOne(
        { _id: toObjectId(id), email, emailVerified: { $exists: false } },
        { $set: { emailVerified: at, updatedAt: at } },
        { session: tx },
      )
    },

    /** To one that is known to be its owner's. @throws conflict `email_taken` */
    async changeEmail(id: UserId, email: string, at: Date, tx: Tx): Promise<void> {
      try {
        const change = { $set: { email, emailVerified: at, updatedAt: at } }
        await users.updateOne({ _id: toObjectId(id) }, change, { session: tx })
      } catch (error) {
        throw isDuplicateKey(error) ? conflict('email_taken') : error
      }
    },

    async setName(id: UserId, name: string, at: Date): Promise<void> {
      await users.updateOne({ _id: toObjectId(id) }, { $set: { name, updatedAt: at } })
    },

    async setLocale(id: UserId, locale: Locale, at: Date): Promise<void> {
      await users.updateOne({ _id: toObjectId(id) }, { $set: { locale, updatedAt: at } })
    },

    async setBusiness(id: UserId, businessId: BusinessId, at: Date, tx?: Tx): Promise<boolean> {
      const change = { $set: { businessId: toObjectId(businessId), updatedAt: at } }
      return (await users.updateOne({ _id: toObjectId(id) }, change, { session: tx })).matchedCount === 1
    },

    /** Nothing when it is another picture than the one seen. */
    async replaceImage(id: UserId, seen: string | undefined, image: string | null, at: Date, tx: Tx): Promise<boolean> {
      const change = image === null ? { $unset: { image: '' } } : {}
      const { matchedCount } = await users.updateOne(
        { _id: toObjectId(id), image: seen ?? { $exists: false } },
        { $set: { ...(image === null ? {} : { image }), updatedAt: at }, ...change },
        { session: tx },
      )
      return matchedCount === 1
    },

    async raiseRole(id: UserId, from: Role, to: Role, tx: Tx): Promise<void> {
      await users.updateOne({ _id: toObjectId(id), role: from }, { $set: { role: to } }, { session: tx })
    },
  }
}

export type UsersStore = ReturnType<typeof createUsersStore>
