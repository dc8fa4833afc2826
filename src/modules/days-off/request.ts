import type { BusinessId, Id, StaffId, UserId } from '#kernel/ids.ts'
import type { TimeOff } from '#modules/staff/index.ts'

export type RequestId = Id<'dayOffRequest'>

export const STATES = ['asked', 'approved', 'refused', 'withdrawn'] as const

/** Somebody asks to be away; whoever runs the place answers. Answered, it is over. */
export interface DayOffRequest extends TimeOff {
  id: RequestId
  businessId: BusinessId
  staffId: StaffId
  askedBy: UserId
  reason: string
  state: (typeof STATES)[number]
  /** A word to the one who asked. */
  answer: string
  askedAt: Date
  version: number
}
