import type { Db } from 'mongodb'
import { checked } from '#kernel/checked.ts'
import type { BusinessId } from '#kernel/ids.ts'
import { DraftPatch } from './draft.ts'
import { createDraftsStore } from './drafts.store.ts'

export type { Draft, DraftPatch } from './draft.ts'
export { draftsCollection } from './drafts.store.ts'

/**
 * What a guest chose and typed before booking, by his device (the id in the cookie that we signed) and business. A draft
 * takes no time and counts nowhere.
 */
export function createDrafts({ db }: { db: Db }) {
  const store = createDraftsStore(db)
  return {
    read: store.read,
    drop: store.drop,

    /** Only what the patch names is written; null forgets. @throws invalid `invalid_input` for what is too long */
    async save(device: string, businessId: BusinessId, patch: DraftPatch, now: Date): Promise<void> {
      await store.save(device, businessId, checked(DraftPatch, patch), now)
    },
  }
}

export type Drafts = ReturnType<typeof createDrafts>
