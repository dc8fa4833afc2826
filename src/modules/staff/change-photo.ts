import { notFound } from '#kernel/errors.ts'
import type { BusinessId, StaffId } from '#kernel/ids.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import type { StaffDeps } from './add-member.ts'

/**
 * A person's picture, within the transaction of modules/photos that owns the files. The plan shows none, so it stays.
 * @returns the picture before
 * @throws notFound `not_found`; conflict `changed_meanwhile`
 */
export const changePhoto =
  ({ clock, events, store }: Pick<StaffDeps, 'clock' | 'events' | 'store'>) =>
  async (
    businessId: BusinessId,
    id: StaffId,
    change: (photo: string | null) => string | null,
    actor: Actor,
    tx: Tx,
  ): Promise<string | null> => {
    const member = await store.byId(businessId, id, tx)
    if (!member) throw notFound('not_found')
    const photo = change(member.photo)
    if (photo === member.photo) return member.photo
    const at = clock.now()
    const version = await store.change(businessId, id, member.version, { photo }, at, tx)
    const subject = { kind: 'staff', id }
    await events.append({ businessId, type: 'staff.photo-changed', subject, version, actor, at }, tx)
    return member.photo
  }
