// The form of a claim on its owner, whoever that is: a visit, a hold, a block.

import { z } from 'zod'
import type { BusinessId, Id } from '#kernel/ids.ts'
import { toDate, toMinute } from '#kernel/time.ts'
import { date, toObjectId } from '#platform/mongo/collection.ts'
import type { Claim } from './bitmap.ts'
import { CELL } from './row.ts'

export const claimShape = z.object({
  subject: z.string(),
  from: date(),
  until: date(),
  override: z.boolean().optional(),
})

type ClaimDocument = z.infer<typeof claimShape>

export const claimToDocument = ({ from, until, ...claim }: Claim): ClaimDocument => ({
  ...claim,
  from: toDate(from),
  until: toDate(until),
})

export const claimFromDocument = ({ subject, from, until, override }: ClaimDocument): Claim => ({
  subject,
  from: toMinute(from),
  until: toMinute(until),
  ...(override ? { override } : {}),
})

/** Spans are widened to whole cells, so claims that do not quite touch may still share one. */
const CELL_MS = CELL * 60_000

/** The filter for other owners of claims that may share a cell with these. */
export const ownersNear = (
  businessId: BusinessId,
  except: Id<string> | readonly Id<string>[],
  claims: readonly Claim[],
) => ({
  businessId: toObjectId(businessId),
  _id: { $nin: [except].flat().map(toObjectId) },
  claims: {
    $elemMatch: {
      subject: { $in: [...new Set(claims.map(({ subject }) => subject))] },
      from: { $lt: new Date(+toDate(Math.max(...claims.map(({ until }) => until))) + CELL_MS) },
      until: { $gt: new Date(+toDate(Math.min(...claims.map(({ from }) => from))) - CELL_MS) },
    },
  },
})
