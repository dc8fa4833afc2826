// Invariant: a session's token exists in its owner's cookie only. Stored is its hash, so whoever reads the database or a
// backup of it cannot act as anybody.

import { createHash, randomBytes } from 'node:crypto'
import type { Db } from 'mongodb'
import { z } from 'zod'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import { collectionOf, date, defineCollection, number, objectId, toId, toObjectId } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { isWorthNoting, sessionEnd } from './account.ts'
import { isWorthNotingOnTablet, type OnTablet, type TabletId, tabletSessionEnd } from './tablet-token.ts'

export const sessionsCollection = defineCollection({
  name: 'sessions',
  shape: z.object({
    _id: z.string().describe('SHA-256 of the token, base64url'),
    userId: objectId(),
    createdAt: date(),
    usedAt: date(),
    expiresAt: date(),
    /** What the browser calls itself: for its owner to tell his devices apart. */
    agent: z.string().optional(),
    /** When the password was typed last. */
    provedAt: date().optional(),
    /** Began with a PIN on this shared tablet, and is good nowhere else. */
    tablet: z.object({ id: objectId(), businessId: objectId(), idleMinutes: number() }).optional(),
  }),
  indexes: [
    { name: 'userId', key: { userId: 1 } },
    { name: 'tablet', key: { 'tablet.id': 1 }, sparse: true },
    { name: 'expiresAt', key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  ],
})

const AGENT_LENGTH = 300
const TOKEN_BYTES = 32
const TOKEN = /^[\w-]{43}$/
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** More than anybody reads. */
const MOST = 100

export interface Session {
  /** No secret: the hash of the token. */
  id: string
  createdAt: Date
  usedAt: Date
  agent: string
  /** The one that asks. */
  isThis: boolean
}

export function createSessionsStore(db: Db) {
  const sessions = collectionOf(db, sessionsCollection)
  return {
    /** @returns the new session's token */
    async begin(userId: UserId, now: Date, agent = '', provedAt?: Date): Promise<string> {
      const token = randomBytes(TOKEN_BYTES).toString('base64url')
      const times = { createdAt: now, usedAt: now, expiresAt: sessionEnd(now, now) }
      const called = { ...(agent ? { agent: agent.slice(0, AGENT_LENGTH) } : {}), ...(provedAt ? { provedAt } : {}) }
      await sessions.insertOne({ _id: hashOf(token), userId: toObjectId(userId), ...times, ...called })
      return token
    },

    /** The one session of a tablet: whoever was on it before is there no more. @returns the new session's token */
    async beginOnTablet(userId: UserId, on: OnTablet, now: Date, agent: string, tx: Tx): Promise<string> {
      const token = randomBytes(TOKEN_BYTES).toString('base64url')
      const { tabletId, businessId, idleMinutes } = on
      await this.endOfTablet(tabletId, tx)
      await sessions.insertOne(
        {
          ...{ _id: hashOf(token), userId: toObjectId(userId), createdAt: now, usedAt: now },
          expiresAt: tabletSessionEnd(now, now, idleMinutes),
          ...(agent ? { agent: agent.slice(0, AGENT_LENGTH) } : {}),
          tablet: { id: toObjectId(tabletId), businessId: toObjectId(businessId), idleMinutes },
        },
        { session: tx },
      )
      return token
    },

    async endOfTablet(tabletId: TabletId, tx: Tx): Promise<void> {
      await sessions.deleteMany({ 'tablet.id': toObjectId(tabletId) }, { session: tx })
    },

    /** Those that began with a PIN of this account in this business. */
    async endByPin(userId: UserId, businessId: BusinessId, tx: Tx): Promise<void> {
      const filter = { userId: toObjectId(userId), 'tablet.businessId': toObjectId(businessId) }
      await sessions.deleteMany(filter, { session: tx })
    },

    /** Whose session it is, and notes its use; null for an ended one. The TTL index may be late, so the filter asks too. */
    async use(token: string, now: Date): Promise<{ userId: UserId; on: OnTablet | null } | null> {
      if (!TOKEN.test(token)) return null
      const _id = hashOf(token)
      const session = await sessions.findOne({ _id, expiresAt: { $gt: now } })
      if (!session) return null
      const { tablet, createdAt, usedAt } = session
      const isWorth = tablet ? isWorthNotingOnTablet(usedAt, now) : isWorthNoting(usedAt, now)
      if (isWorth) {
        const expiresAt = tablet ? tabletSessionEnd(createdAt, now, tablet.idleMinutes) : sessionEnd(createdAt, now)
        await sessions.updateOne({ _id }, { $set: { usedAt: now, expiresAt } })
      }
      const on = tablet && {
        ...{ tabletId: toId<'tablet'>(tablet.id), businessId: toId<'business'>(tablet.businessId) },
        idleMinutes: tablet.idleMinutes,
      }
      return { userId: toId<'user'>(session.userId), on: on ?? null }
    },

    async proved(token: string, userId: UserId, provedAt: Date): Promise<void> {
      await sessions.updateOne({ _id: hashOf(token), userId: toObjectId(userId) }, { $set: { provedAt } })
    },

    isProvedSince: async (token: string, since: Date): Promise<boolean> =>
      (await sessions.countDocuments({ _id: hashOf(token), provedAt: { $gte: since } }, { limit: 1 })) === 1,

    async end(token: string): Promise<void> {
      await sessions.deleteOne({ _id: hashOf(token) })
    },

    /** Those that have not ended, the last used first. @param token of the one that asks */
    async of(userId: UserId, token: string | null, now: Date): Promise<Session[]> {
      const found = await sessions
        .find({ userId: toObjectId(userId), expiresAt: { $gt: now } })
        .sort({ usedAt: -1, _id: 1 })
        .limit(MOST)
        .toArray()
      const own = token && hashOf(token)
      return found.map(({ _id, createdAt, usedAt, agent = '' }) => ({
        ...{ id: _id, createdAt, usedAt, agent },
        isThis: _id === own,
      }))
    },

    /** One of the account's own; nothing where it has ended already. */
    async endOne(userId: UserId, id: string): Promise<void> {
      await sessions.deleteOne({ _id: id, userId: toObjectId(userId) })
    },

    /** @param spared the token of the one that stays, if any */
    async endAll(userId: UserId, spared: string | null, tx?: Tx): Promise<void> {
      await sessions.deleteMany(
        { userId: toObjectId(userId), ...(spared ? { _id: { $ne: hashOf(spared) } } : {}) },
        { session: tx },
      )
    },
  }
}

export type SessionsStore = ReturnType<typeof createSessionsStore>
