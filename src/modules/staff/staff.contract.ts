import { z } from 'zod'
import { idShape, localDateShape, tengeShape, translationsShape, wallTimeShape } from '#kernel/shapes.ts'
import { DAY, type WallTime, wallMinutes } from '#kernel/time.ts'
import { OnlineStopInput, StopOnlineRequest } from '#modules/businesses/businesses.contract.ts'
import { MOST_VARIANTS, type Shift, VARIANT_KEY } from '#modules/diaries/index.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY, RIGHTS } from '#platform/http/rights.ts'
import { TIME_OFF_KINDS } from './member.ts'

const breakShape = z.object({ startTime: wallTimeShape, endTime: wallTimeShape })
const shift = { from: wallTimeShape, to: wallTimeShape, breaks: z.array(breakShape).max(20).default([]) }
const sound = ({ from, to, breaks }: Shift): boolean => {
  const minutesIn = (time: WallTime) => (wallMinutes(time) - wallMinutes(from) + DAY) % DAY
  const length = minutesIn(to)
  return (
    length > 0 &&
    breaks.every(({ startTime, endTime }) => {
      const [start, stop] = [minutesIn(startTime), minutesIn(endTime)]
      return start < stop && stop <= length
    })
  )
}

/** A shift with its breaks inside; one that ends at 02:00 belongs to the day on which it began. */
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

const own = { price: tengeShape.optional(), duration: z.int().min(5).max(DAY).optional() }

export const SkillsInput = z
  .array(
    z.object({
      serviceId: idShape<'service'>(),
      ...own,
      variants: z
        .record(z.string().regex(VARIANT_KEY), z.object(own))
        .refine((variants) => Object.keys(variants).length <= MOST_VARIANTS)
        .optional(),
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
  gender: z.enum(['woman', 'man']).nullable().default(null),
  kaspiQrLink: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable()
    .default(null),
  isActive: z.boolean().default(true),
  order: z.int().min(0).default(0),
})
export type NewMember = z.input<typeof MemberInput>

const instant = z.iso.datetime({ offset: true })

const [EARLIEST, LATEST] = [new Date('1900-01-01T00:00:00Z'), new Date('2199-12-31T00:00:00Z')]

/** Between two instants that people mean. */
export const TimeOffInput = z
  .object({
    from: z.date().min(EARLIEST).max(LATEST),
    until: z.date().min(EARLIEST).max(LATEST),
    kind: z.enum(TIME_OFF_KINDS),
  })
  .refine(({ from, until }) => from < until, { path: ['until'] })

/** No shifts: the person does not work on that day. */
export const DatedShiftsInput = z.object({
  date: localDateShape,
  shifts: z.array(z.object(shift).refine(sound)).max(3),
})

export const DetailsInput = MemberInput.pick({ name: true, title: true, translations: true })

/** Of the business's own days, both included. */
export const StandInInput = z.object({ right: z.enum(RIGHTS), first: localDateShape, last: localDateShape })

export const ServingInput = MemberInput.pick({ serves: true, gender: true })

export const MemberView = z.object({
  id: idShape<'staff'>(),
  name: z.string(),
  title: z.string(),
  translations: translationsShape('name', 'title'),
  photo: z.string().nullable(),
  hasAccount: z.boolean().describe('Can sign in'),
  services: SkillsInput,
  right: z.enum(RIGHTS).nullable(),
  standIn: StandInInput.nullable().describe('A higher right for some days'),
  isActive: z.boolean(),
  serves: z.enum(['all', 'women', 'men']),
  gender: z.enum(['woman', 'man']).nullable(),
  schedule: ScheduleInput,
  exceptions: z.array(DatedShiftsInput),
  timeOff: z.array(z.object({ from: instant, until: instant, kind: z.enum(TIME_OFF_KINDS) })),
  onlineStop: OnlineStopInput.nullable(),
  version: z.int(),
})

const seen = { version: z.int().min(1).describe('The version that was seen') }
const span = { from: instant, until: instant, kind: z.enum(TIME_OFF_KINDS) }
const change = {
  may: MAY.changeTeam,
  idempotent: 'by nature',
  params: z.object({ businessId: idShape<'business'>(), staffId: idShape<'staff'>() }),
  returns: { 200: MemberView },
  refuses: ['changed_meanwhile', 'not_found'],
} as const
const ONE = '/api/businesses/:businessId/staff/:staffId'

export const staff = {
  list: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/staff',
    summary: 'Everybody who works here, with schedules and time off',
    may: MAY.changeTeam,
    params: z.object({ businessId: idShape<'business'>() }),
    returns: { 200: z.object({ staff: z.array(MemberView) }) },
  }),
  addTimeOff: endpoint({
    ...change,
    method: 'POST',
    path: `${ONE}/time-off`,
    summary: 'A person is away between two instants; visits already booked stay as they are',
    body: z.object({ ...span, ...seen }),
    refuses: [...change.refuses, 'too_much_time_off'],
  }),
  dropTimeOff: endpoint({
    ...change,
    method: 'POST',
    path: `${ONE}/time-off/drop`,
    summary: 'The person is there after all',
    body: z.object({ from: instant, until: instant, ...seen }),
  }),
  setDay: endpoint({
    ...change,
    method: 'PUT',
    path: `${ONE}/day`,
    summary: 'Other shifts than the schedule says on one day; `shifts: null` takes them back',
    body: z.object({ date: localDateShape, shifts: DatedShiftsInput.shape.shifts.nullable(), ...seen }),
  }),
  setServing: endpoint({
    ...change,
    method: 'PUT',
    path: `${ONE}/serving`,
    summary: 'Whom the person serves, and who clients see him or her to be',
    body: z.object({ serves: z.enum(['all', 'women', 'men']), gender: z.enum(['woman', 'man']).nullable(), ...seen }),
  }),
  setStandIn: endpoint({
    ...change,
    method: 'PUT',
    path: `${ONE}/stand-in`,
    summary: 'A higher right for some days, never above the own one; it begins and ends by itself. Null: no more',
    asks: 'password',
    body: z.object({ standIn: StandInInput.nullable(), ...seen }),
    refuses: [...change.refuses, 'right_too_high', 'right_without_account', 'stand_in_not_higher', 'stand_in_days'],
  }),
  stopOnline: endpoint({
    ...change,
    method: 'PUT',
    path: `${ONE}/online-stop`,
    summary: 'Stop online booking of a person until a day, or let clients book again',
    body: StopOnlineRequest,
  }),
} as const
