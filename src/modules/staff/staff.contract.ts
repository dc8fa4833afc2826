import { z } from 'zod'
import { idShape } from '#kernel/ids.ts'
import { translationsShape } from '#kernel/localized-text.ts'
import { tengeShape } from '#kernel/money.ts'
import { DAY, localDateShape, wallMinutes, wallTimeShape } from '#kernel/time.ts'
import { RIGHTS } from '#platform/http/contract.ts'

const breakShape = z.object({ startTime: wallTimeShape, endTime: wallTimeShape })
const shift = { from: wallTimeShape, to: wallTimeShape, breaks: z.array(breakShape).max(20).default([]) }
const sound = ({
  from,
  to,
  breaks,
}: {
  from: string
  to: string
  breaks: { startTime: string; endTime: string }[]
}) => {
  const begin = wallMinutes(from)
  const end = wallMinutes(to)
  return (
    begin < end &&
    breaks.every(({ startTime, endTime }) => {
      const [start, stop] = [wallMinutes(startTime), wallMinutes(endTime)]
      return begin <= start && start < stop && stop <= end
    })
  )
}

/** Shifts end on the day they begin, with breaks inside. */
export const ScheduleInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('weekly'),
    days: z.array(z.object({ day: z.int().min(0).max(6), ...shift }).refine(sound)).max(21),
  }),
  z
    .object({
      kind: z.literal('rotation'),
      on: z.int().min(1).max(60),
      off: z.int().min(0).max(60),
      start: localDateShape,
      ...shift,
    })
    .refine(sound),
])

export const SkillsInput = z
  .array(
    z.object({
      serviceId: idShape<'service'>(),
      price: tengeShape.optional(),
      duration: z.int().min(5).max(DAY).optional(),
    }),
  )
  .max(500)

export const MemberInput = z.object({
  userId: idShape<'user'>().nullable().default(null),
  right: z.enum(RIGHTS).nullable().default(null),
  name: z.string().trim().min(1).max(120),
  title: z.string().trim().max(120).default(''),
  translations: translationsShape('name', 'title').default({}),
  services: SkillsInput.default([]),
  schedule: ScheduleInput.default({ kind: 'weekly', days: [] }),
  serves: z.enum(['all', 'women', 'men']).default('all'),
  kaspiQrLink: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable()
    .default(null),
  isActive: z.boolean().default(true),
  order: z.int().min(0).default(0),
})
export type NewMember = z.input<typeof MemberInput>
