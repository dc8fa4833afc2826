// Invariant: within any 15 minutes at most 5 passwords are compared for an e-mail from one network, and 30 from all of
// them, over all servers and restarts. The update that counts an attempt is also the question whether it may be made,
// so guesses sent at once cannot pass together. E-mails that do not exist are counted alike. So are mails that anybody
// can have sent: 5 to an address, 30 from a network; and PINs: 5 of a person on a tablet, 20 on all tablets.

import { createHash, randomUUID } from 'node:crypto'
import type { Db } from 'mongodb'
import { z } from 'zod'
import { limited } from '#kernel/errors.ts'
import { type DocumentOf, date, defineCollection, isDuplicateKey } from '#platform/mongo/collection.ts'

export const loginAttemptsCollection = defineCollection({
  name: 'loginAttempts',
  shape: z.object({
    _id: z.string().describe('Hash of what is counted: nobody is named here'),
    attempts: z.array(z.object({ at: date(), id: z.string() })).describe('Newest first, as many as are allowed'),
    expiresAt: date(),
  }),
  indexes: [{ name: 'expiresAt', key: { expiresAt: 1 }, expireAfterSeconds: 0 }],
})

type LoginAttempts = DocumentOf<typeof loginAttemptsCollection>

const WINDOW_MS = 15 * 60_000
const PER_NETWORK = 5
const PER_EMAIL = 30
const MAILS_PER_ADDRESS = 5
const MAILS_PER_NETWORK = 30
const PINS_PER_TABLET = 5
const PINS_PER_PERSON = 20

/** Attempts that were counted, to be taken back when the password was right. */
export interface Counted {
  readonly id: string
  readonly keys: readonly string[]
}

export function createLoginAttemptsStore(db: Db) {
  const attempts = db.collection<LoginAttempts>(loginAttemptsCollection.name)

  const count = async (key: string, limit: number, id: string, now: Date, code: string): Promise<void> => {
    const expiresAt = new Date(now.getTime() + WINDOW_MS)
    const mayStill = { _id: key, [`attempts.${limit - 1}.at`]: { $not: { $gt: new Date(now.getTime() - WINDOW_MS) } } }
    const change = {
      $push: { attempts: { $each: [{ at: now, id }], $position: 0, $slice: limit } },
      $set: { expiresAt },
    }
    try {
      await attempts.updateOne(mayStill, change, { upsert: true })
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      // Either the limit is reached, or another made the document just now: without upsert the two differ.
      if ((await attempts.updateOne(mayStill, change)).matchedCount === 0) throw await tooMany(key, limit, now, code)
    }
  }

  const tooMany = async (key: string, limit: number, now: Date, code: string) => {
    const oldest = (await attempts.findOne({ _id: key }))?.attempts[limit - 1]?.at ?? now
    const retryAfter = Math.max(1, Math.ceil((oldest.getTime() + WINDOW_MS - now.getTime()) / 1000))
    return limited(code, { retryAfter })
  }

  return {
    /** Counts an attempt before it is made. @throws limited `too_many_attempts` with `retryAfter` in seconds */
    async spend(email: string, network: string, now: Date): Promise<Counted> {
      const id = randomUUID()
      const [pair, alone] = [hashOf('network', email, network), hashOf('email', email)]
      await count(pair, PER_NETWORK, id, now, 'too_many_attempts')
      await count(alone, PER_EMAIL, id, now, 'too_many_attempts')
      return { id, keys: [pair, alone] }
    },

    /** Counts a PIN before it is compared. @throws limited `pin_locked` with `retryAfter` in seconds */
    async spendPin(tablet: string, person: string, now: Date): Promise<Counted> {
      const id = randomUUID()
      const [pair, alone] = [hashOf('pin-on', tablet, person), hashOf('pin', person)]
      await count(pair, PINS_PER_TABLET, id, now, 'pin_locked')
      await count(alone, PINS_PER_PERSON, id, now, 'pin_locked')
      return { id, keys: [pair, alone] }
    },

    /** Counts a mail before it is written. @throws limited `too_many_mails` with `retryAfter` in seconds */
    async spendMail(address: string, network: string, now: Date): Promise<void> {
      const id = randomUUID()
      await count(hashOf('mails-from', network), MAILS_PER_NETWORK, id, now, 'too_many_mails')
      await count(hashOf('mails-to', address), MAILS_PER_ADDRESS, id, now, 'too_many_mails')
    },

    /** Only the attempt itself: the failed ones of others on the same e-mail still count. */
    async giveBack({ id, keys }: Counted): Promise<void> {
      await attempts.updateMany({ _id: { $in: [...keys] } }, { $pull: { attempts: { id } } })
    },
  }
}

export type LoginAttemptsStore = ReturnType<typeof createLoginAttemptsStore>

const hashOf = (...parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
