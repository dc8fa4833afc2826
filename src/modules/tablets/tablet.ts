import type { BusinessId, UserId } from '#kernel/ids.ts'
import type { TabletId } from '#modules/accounts/index.ts'

export const IDLE_MINUTES = { least: 1, most: 30, usual: 2 }

/** A device in the salon that its people use in turn. */
export interface Tablet {
  id: TabletId
  businessId: BusinessId
  name: string
  /** Unused for so long, it locks itself. */
  idleMinutes: number
  markedBy: UserId
  markedAt: Date
  version: number
}

/** 0123, 4321, 8901: digits in a row. */
const isRun = (digits: readonly number[], step: 1 | 9): boolean =>
  digits.every((digit, i) => i === 0 || digit === ((digits[i - 1] ?? 0) + step) % 10)

/** Why it cannot be a PIN: what a stranger would try first; null when it can. */
export function whyNotPin(pin: string): 'pin_not_four' | 'pin_too_simple' | null {
  if (!/^\d{4}$/.test(pin)) return 'pin_not_four'
  const digits = [...pin].map(Number)
  const isPair = pin.slice(0, 2) === pin.slice(2)
  const isMirror = new Set(pin).size === 2 && pin[0] === pin[3]
  const isYear = pin.startsWith('19') || pin.startsWith('20')
  const isSimple = new Set(pin).size === 1 || isPair || isMirror || isYear || isRun(digits, 1) || isRun(digits, 9)
  return isSimple ? 'pin_too_simple' : null
}
