// Invariant: a mail is stored in the transaction of what it tells of, so neither exists without the other. Secrets are
// not in it: the link is made from what it is about when it is sent, and what it says is forgotten once it is.

import type { Db, ObjectId } from 'mongodb'
import { z } from 'zod'
import type { Locale } from '#kernel/localized-text.ts'
import { localeShape } from '#kernel/shapes.ts'
import { collectionOf, type DocumentOf, date, defineCollection, number, objectId } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'

/**
 * `local`: there was no mail server when it was written, so it never leaves this machine. `failed`: refused for good.
 * `dead`: tried too often.
 */
const STATES = ['pending', 'local', 'sent', 'failed', 'dead'] as const

export const mailsCollection = defineCollection({
  name: 'mails',
  shape: z.object({
    _id: objectId().optional(),
    /** What it is about: the same is written once. */
    key: z.string(),
    to: z.string(),
    locale: localeShape,
    kind: z.string(),
    /** Gone once it is sent. */
    data: z.record(z.string(), z.string()).optional(),
    state: z.enum(STATES),
    tries: number(),
    /** Nobody takes it before: until the next try, or while somebody is at it. */
    dueAt: date(),
    holder: z.string().optional(),
    /** A code of the mail server's, never its text: that repeats addresses. */
    error: z.string().optional(),
    sentAt: date().optional(),
    createdAt: date(),
    /** By then nobody needs it: the row goes. */
    expiresAt: date(),
  }),
  indexes: [
    { name: 'key', key: { key: 1 }, unique: true },
    { name: 'due', key: { state: 1, dueAt: 1 } },
    { name: 'expiresAt', key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  ],
})

export interface NewMail {
  key: string
  to: string
  locale: Locale
  kind: string
  /** Names and addresses; never a secret. */
  data: Record<string, string>
  /** After that it need not be sent any more. */
  expiresAt: Date
}

export interface TakenMail {
  id: string
  to: string
  locale: Locale
  kind: string
  data: Readonly<Record<string, string>>
  tries: number
  createdAt: Date
}

type MailDocument = DocumentOf<typeof mailsCollection>

export function createMailsStore(db: Db) {
  const mails = collectionOf(db, mailsCollection)
  const held = (id: string, holder: string) => ({ key: id, holder, state: 'pending' as const })
  return {
    async insert({ key, ...mail }: NewMail, state: 'pending' | 'local', at: Date, tx: Tx): Promise<void> {
      await mails.updateOne(
        { key },
        { $setOnInsert: { ...mail, state, tries: 0, dueAt: at, createdAt: at } },
        { upsert: true, session: tx },
      )
    },

    /** The one that has waited longest; nobody else takes it until then. */
    async take(holder: string, now: Date, until: Date): Promise<TakenMail | null> {
      const found = await mails.findOneAndUpdate(
        { state: 'pending', dueAt: { $lte: now }, expiresAt: { $gt: now } },
        { $set: { holder, dueAt: until }, $inc: { tries: 1 } },
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      return found && toMail(found)
    },

    async sent(id: string, holder: string, at: Date): Promise<void> {
      await mails.updateOne(held(id, holder), {
        $set: { state: 'sent', sentAt: at },
        $unset: { holder: '', data: '', error: '' },
      })
    },

    async again(id: string, holder: string, error: string, dueAt: Date): Promise<void> {
      await mails.updateOne(held(id, holder), { $set: { dueAt, error }, $unset: { holder: '' } })
    },

    async givenUp(id: string, holder: string, state: 'failed' | 'dead', error: string): Promise<void> {
      await mails.updateOne(held(id, holder), { $set: { state, error }, $unset: { holder: '', data: '' } })
    },

    /** Those that stayed here, the newest first. */
    async local(now: Date): Promise<TakenMail[]> {
      const found = await mails
        .find({ state: 'local', expiresAt: { $gt: now } })
        .sort({ createdAt: -1, _id: -1 })
        .limit(SHOWN)
        .toArray()
      return found.map(toMail)
    },

    count: (state: 'pending' | 'dead'): Promise<number> => mails.countDocuments({ state }),
  }
}

const SHOWN = 50

const toMail = ({ key, to, locale, kind, data = {}, tries, createdAt }: MailDocument & { _id?: ObjectId }) => ({
  ...{ id: key, to, locale, kind, data, tries, createdAt },
})
