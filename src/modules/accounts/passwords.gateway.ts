import * as bcrypt from '@node-rs/bcrypt'
import { normalPassword } from './account.ts'

/** What of bcrypt is used; a test counts the calls or lowers the cost. */
interface Bcrypt {
  cost: number
  hash(password: string, options: { cost: number; rejectLongPasswords: boolean }): Promise<string>
  verify(password: string, hash: string): Promise<boolean>
}

const COST = 12

export function createPasswords({ cost = COST, hash = bcrypt.hash, verify = bcrypt.verify }: Partial<Bcrypt> = {}) {
  // Well-formed and nobody's. Comparing with it takes the same work as with a real one.
  const nobodys = `$2b$${String(cost).padStart(2, '0')}$${'abcdefghijklmnopqrstuu'}${'.'.repeat(31)}`
  return {
    hash: (password: string): Promise<string> => hash(normalPassword(password), { cost, rejectLongPasswords: true }),

    /** Always one comparison, also without a hash or with one that is none. */
    async matches(password: string, stored: string | null): Promise<boolean> {
      const known = stored !== null && costOf(stored) !== null
      const isRight = await verify(normalPassword(password), known ? stored : nobodys)
      return known && isRight
    },

    /** Made elsewhere with less work than ours. */
    isWeak: (stored: string): boolean => (costOf(stored) ?? cost) < cost,
  }
}

export type Passwords = ReturnType<typeof createPasswords>

const costOf = (stored: string): number | null => {
  try {
    return bcrypt.parseOptions(stored).cost
  } catch {
    return null
  }
}
