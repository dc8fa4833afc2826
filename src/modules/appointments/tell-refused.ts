// Whoever fills a calendar in vain is refused, and those who run it learn that he was: once a day for each who tries,
// for the refusal itself is written with nothing that it refused.

import type { Clock } from '#kernel/clock.ts'
import { Refusal } from '#kernel/errors.ts'
import type { BusinessId, Ids } from '#kernel/ids.ts'
import { type TellDeps, tellOnce } from '#platform/events/tell-once.ts'
import type { Actor } from '#platform/http/contract.ts'

export interface RefusedDeps extends TellDeps {
  clock: Clock
  ids: Ids
}

const TOLD = ['too_many_coming', 'too_many_bookings', 'booking_barred']

/** @throws whatever the work throws */
export async function tellingRefusals<Done>(
  { clock, ids, ...deps }: RefusedDeps,
  businessId: BusinessId,
  { actor, phone = '' }: { actor: Actor; phone?: string },
  work: () => Promise<Done>,
): Promise<Done> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal && TOLD.includes(error.code)) {
      const at = clock.now()
      const who = actor.kind === 'guest' && actor.device ? actor.device : phone
      await tellOnce(deps)(`refused:${error.code}:${at.toISOString().slice(0, 10)}:${who}`, {
        businessId,
        type: 'booking.refused',
        subject: { kind: 'refusal', id: ids.next() },
        version: 1,
        data: { code: error.code },
        at,
      })
    }
    throw error
  }
}
