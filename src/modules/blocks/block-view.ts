import type { z } from 'zod'
import type { Block } from './block.ts'
import type { BlockView } from './blocks.contract.ts'

/** A block as it is told to the office. */
export const blockViewOf = ({
  id,
  locationId,
  staffId,
  resourceId,
  from,
  until,
  reason,
  isOver,
  version,
}: Block): z.infer<typeof BlockView> => ({
  ...{ id, locationId, staffId, resourceId, reason, isOver, version },
  from: from.toISOString(),
  until: until.toISOString(),
})
