// A PIN is four digits, so guessing is what it must withstand: each try is counted before it is made, and what is stored
// is the slow hash of a digest with the platform's secret. A copy of the database alone gives nobody's PIN away.

import { invalid } from '#kernel/errors.ts'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import type { AccountDeps } from './account-deps.ts'
import type { TabletId } from './tablet-token.ts'

type PinDeps = Pick<AccountDeps, 'sign' | 'passwords' | 'attempts' | 'clock'>

interface Whose {
  businessId: BusinessId
  userId: UserId
}

const peppered = ({ sign }: PinDeps, { businessId, userId }: Whose, pin: string): string =>
  sign(`pin:${businessId}:${userId}:${pin}`)

export const hashPin =
  (deps: PinDeps) =>
  (whose: Whose, pin: string): Promise<string> =>
    deps.passwords.hash(peppered(deps, whose, pin))

/** @throws invalid `wrong_pin`; limited `pin_locked` with `retryAfter` in seconds */
export const assertPin =
  (deps: PinDeps) =>
  async (whose: Whose, pin: string, hash: string, tabletId: TabletId): Promise<void> => {
    const counted = await deps.attempts.spendPin(tabletId, `${whose.businessId}:${whose.userId}`, deps.clock.now())
    if (!(await deps.passwords.matches(peppered(deps, whose, pin), hash))) throw invalid('wrong_pin')
    await deps.attempts.giveBack(counted)
  }
