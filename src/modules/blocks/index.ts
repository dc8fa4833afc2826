import type { Db } from 'mongodb'
import type { BusinessId } from '#kernel/ids.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Stretch } from './block.ts'
import { addBlock, type BlockDeps, changeBlock, ownTime, removeBlock } from './block-time.ts'
import { type BlocksStore, createBlocksStore } from './blocks.store.ts'

export type { Block } from './block.ts'
export { blockViewOf } from './block-view.ts'
export { blockRoutes } from './blocks.routes.ts'
export { blocksCollection } from './blocks.store.ts'

/** Blocks as the calendar reads them. */
export const createBlockReads = (db: Db): BlockReads => createBlocksStore(db)
export type BlockReads = Pick<BlocksStore, 'between' | 'meeting'>

/** What is looked through at once: six weeks of a calendar, and a little to either side. */
const MOST_MS = 62 * 86_400_000

/** Time kept from visits by somebody's word. */
export function createBlocks({ db, ...rest }: Omit<BlockDeps, 'store'> & { db: Db }) {
  const store = createBlocksStore(db)
  const deps = { ...rest, store }
  return {
    add: addBlock(deps),
    change: changeBlock(deps),
    remove: removeBlock(deps),

    /** Blocks that reach into a span; a specialist sees the own. @throws forbidden */
    async list(businessId: BusinessId, { from, until }: Stretch, actor: Actor) {
      const own = await ownTime(deps, businessId, actor)
      return store.between(businessId, { from, until: new Date(Math.min(+until, +from + MOST_MS)) }, own)
    },
  }
}

export type Blocks = ReturnType<typeof createBlocks>
