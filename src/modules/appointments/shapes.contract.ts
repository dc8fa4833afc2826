// Shapes that the endpoints of booking and of visits share.

import { z } from 'zod'
import { idShape, localDateShape, localeShape, phoneShape, tengeShape } from '#kernel/shapes.ts'
import { visitObjectShape, visitPlaceShape } from '#modules/clients/index.ts'
import { OBJECT_KINDS, VARIANT_KEY } from '#modules/diaries/index.ts'
import { STATUSES } from './appointment.ts'
import { PREFERENCES } from './cart.ts'
import type { TypedObject, TypedPlace } from './told.ts'

export const instant = z.iso.datetime({ offset: true })

export const Business = z.object({ businessId: idShape<'business'>() })
export const OneOfBusiness = Business.extend({ appointmentId: idShape<'appointment'>() })
export const ByLink = z.object({ token: z.string().max(100) })

/** More than a visit may have are refused by name, not by shape; this only bounds what is read. */
const MANY = 10_000

const CartRequest = z.object({
  services: z
    .array(
      z.object({
        serviceId: idShape<'service'>(),
        staffId: idShape<'staff'>().nullish().describe('Absent or null: any specialist'),
        gender: z.enum(['woman', 'man']).optional().describe('Of any specialist, only these'),
        variant: z
          .string()
          .regex(VARIANT_KEY)
          .optional()
          .describe(
            "Key of one of the service's variants; absent: whoever serves decides, and time for the longest is taken",
          ),
      }),
    )
    .min(1)
    .max(MANY)
    .describe('In the order in which they are to be done'),
  prefer: z.enum(PREFERENCES).default('least_wait'),
})

export const CartQuery = z.object({
  services: z
    .string()
    .min(24)
    .max(100_000)
    .describe(
      '`serviceId:staffId:variant` by commas, in order; `any`, `woman` or `man` instead of a staffId; no variant: left open',
    ),
  prefer: z.enum(PREFERENCES).default('least_wait'),
  locationId: idShape<'location'>().optional().describe("Absent: the business's default location"),
})

export const HoldRequest = CartRequest.extend({
  locationId: idShape<'location'>().optional().describe("Absent: the business's default location"),
  startTime: instant,
})

// What is missing in these is refused by name, not by shape.
const typed = z.string().max(10_000).optional()
const PlaceRequest = z.object({
  ...{ district: typed, street: typed, building: typed, apartment: typed, entrance: typed, floor: typed },
  ...{ intercom: typed, note: typed },
}) satisfies z.ZodType<TypedPlace>
const ObjectRequest = z.object({
  ...{ kind: z.enum(OBJECT_KINDS), plate: typed, model: typed, name: typed, species: typed },
}) satisfies z.ZodType<TypedObject>

export const BookRequest = CartRequest.extend({
  locationId: idShape<'location'>().optional().describe("Absent: the business's default location"),
  startTime: instant,
  name: z.string().max(10_000),
  phone: phoneShape.describe('In any usual writing; stored in E.164'),
  forWhom: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('me') }),
      z.object({ kind: z.enum(['child', 'other']), name: z.string().max(10_000) }),
    ])
    .optional()
    .describe('Whom the visit is for; absent: whoever books. Figures and notes go to that person'),
  place: PlaceRequest.optional().describe("The client's address, for services with `place: client`"),
  object: ObjectRequest.optional().describe('For services that name one: a plate, a name and species, or a model'),
  notes: z.string().max(10_000).optional(),
  price: tengeShape.optional().describe('The sum the client saw; another one is refused'),
  holdId: idShape<'appointment'>().optional().describe('Time that was held for this booking'),
  locale: localeShape.optional(),
})

const Line = z.object({
  serviceId: idShape<'service'>(),
  staffId: idShape<'staff'>().nullable(),
  name: z.string(),
  variant: z.string().nullable(),
  variantName: z.string().nullable().describe('As it was named when it was booked'),
  staffName: z.string().nullable(),
  startTime: instant,
  endTime: instant,
  duration: z.int().describe('Minutes'),
  price: tengeShape,
  priceFrom: z.boolean().describe('The price is the least'),
})

export const AppointmentView = z.object({
  id: idShape<'appointment'>(),
  businessId: idShape<'business'>(),
  status: z.enum(STATUSES),
  startTime: instant,
  endTime: instant,
  date: localDateShape.describe('Local day of the start, in `zone`'),
  time: z.string().describe('Local time of the start, HH:MM'),
  zone: z.string(),
  services: z.array(Line),
  totalAmount: tengeShape.describe('Whole tenge'),
  cancelUntil: instant
    .nullable()
    .describe('Until when the client may cancel or move by the link; null: only by asking'),
  place: visitPlaceShape.nullable().describe("Where it is, when it is at the client's"),
  object: visitObjectShape.nullable().describe('The car, pet or device it is about'),
  lateMinutes: z.int().nullable().describe('By how much the client said he is late'),
  version: z.int(),
})

export const GuestView = AppointmentView.extend({ canCancel: z.boolean(), canMove: z.boolean() })
export const StaffView = AppointmentView.extend({
  clientName: z.string(),
  clientPhone: z.string().nullable(),
  bookedAs: z.string().nullable(),
  forWhom: z.object({ kind: z.enum(['child', 'other']), name: z.string() }).nullable(),
  notes: z.string().nullable(),
})

export const Days = z.object({
  zone: z.string(),
  people: z.array(idShape<'staff'>()).describe('Everybody who is meant below, each once'),
  days: z.array(
    z.object({
      date: localDateShape.describe('Business day: of a night, the day it began on'),
      state: z.enum(['free', 'full', 'closed', 'by_phone', 'too_far']),
      times: z.array(
        z.object({
          startTime: instant,
          time: z.string(),
          staff: z
            .array(z.int())
            .describe(
              'Places in `people`, from 0. One service: everybody who could do it. Several: one way to do them, in order',
            ),
        }),
      ),
    }),
  ),
  tooLong: z.boolean().describe('The services do not fit into any of these days, even if nobody were busy'),
})

export const Span = z.object({
  from: localDateShape.optional().describe('Absent: today'),
  days: z.coerce.number().int().min(1).max(62).default(7),
})

export const Alternatives = z.array(
  z.object({
    kind: z.enum(['person', 'time', 'day']),
    startTime: instant,
    staffIds: z.array(idShape<'staff'>().nullable()).describe('By service, in order; null: any'),
  }),
)

export const HoldView = z.object({
  id: idShape<'appointment'>(),
  startTime: instant,
  expiresAt: instant,
  canExtend: z.boolean(),
  services: z.array(Line),
  totalAmount: tengeShape,
})
export const OneHold = Business.extend({ holdId: idShape<'appointment'>() })

/** What any question about a cart may be refused with. */
export const whenAsked = [
  'cart_empty',
  'cart_too_long',
  'service_unavailable',
  'variant_unavailable',
  'person_unavailable',
  'business_unavailable',
  'not_found',
] as const
const whenArranged = ['in_the_past', 'too_soon', 'too_far', 'off_grid', ...whenAsked] as const
export const whenClaimed = ['time_not_free', 'slot_taken', 'server_busy', ...whenArranged] as const
