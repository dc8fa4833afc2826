// Choices and ids of a made-up world.

import type { ResourceId, ServiceId, StaffId } from '#kernel/ids.ts'
import type { Random } from '../world/random.ts'

export function picker(random: Random) {
  return {
    chance: (share: number): boolean => random.next() < share,
    /** Both included. */
    between: (low: number, high: number): number => low + random.int(high - low + 1),
    one<Item>(items: readonly Item[]): Item {
      const item = items[random.int(items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
  }
}

export type Pick = ReturnType<typeof picker>

/** Keys a made-up service may have for its variants, in this order. */
export const VARIANT_KEYS = ['s', 'm', 'l', 'xl'] as const

export const id = (kind: string, number: number): string => kind + String(number).padStart(23, '0')
export const serviceId = (number: number) => id('a', number) as ServiceId
export const staffId = (number: number) => id('d', number) as StaffId
export const resourceId = (number: number) => id('e', number) as ResourceId
