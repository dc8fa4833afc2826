import { z } from 'zod'
import { idShape, localDateShape, localeShape, translationsShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { PLACE_TEXTS, SLOT_STEPS } from './business.ts'

const line = (longest: number) => z.string().trim().max(longest)
const slugShape = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60)

export const AddressInput = z.object({
  street: line(200).optional(),
  building: line(50).optional(),
  city: line(100).optional(),
  postalCode: line(20).optional(),
  landmark: line(200).optional(),
  entrance: line(40).optional(),
  floor: line(40).optional(),
  office: line(40).optional(),
  parking: line(200).optional(),
})

export const ProfileInput = z.object({
  name: line(120).min(1),
  category: slugShape,
  description: line(2000).default(''),
  mainLocale: localeShape,
  translations: translationsShape('name', 'description', ...PLACE_TEXTS).default({}),
  contacts: z.object({ phone: line(40).optional(), email: z.email().max(254).optional() }).default({}),
  socialMedia: z
    .object({
      instagram: line(200).optional(),
      facebook: line(200).optional(),
      twitter: line(200).optional(),
      whatsapp: line(200).optional(),
    })
    .default({}),
  features: z.array(slugShape).max(50).default([]),
  kaspiQrLink: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable()
    .default(null),
})
export type Profile = z.input<typeof ProfileInput>

/** Where money goes is changed apart from the texts, by the owner alone. */
export const ProfileChange = ProfileInput.omit({ kaspiQrLink: true })
export type NewProfile = z.input<typeof ProfileChange>

/** A payment link of Kaspi's own: whoever pays by it is led nowhere else. */
export const KaspiLinkInput = z
  .url({ protocol: /^https$/, hostname: /^([a-z0-9-]+\.)*kaspi\.kz$/ })
  .max(500)
  .refine((link) => {
    const address = URL.parse(link) // asked of whatever was typed, an address or not
    return address !== null && !address.username && !address.password && !address.port
  })

export const SettingsInput = z.object({
  appointmentLeadTime: z.int().min(0).max(43_200),
  appointmentBuffer: z.int().min(0).max(480),
  allowCancellation: z.boolean(),
  cancellationPeriod: z.int().min(0).max(720),
  notificationPreferences: z.object({ email: z.boolean(), sms: z.boolean(), telegram: z.boolean() }),
  slotStep: z.literal(SLOT_STEPS),
  bookingHorizon: z.int().min(1).max(365),
  maxWait: z.int().min(0).max(120),
  graceMinutes: z.int().min(0).max(120),
  holdMinutes: z.int().min(2).max(60),
})

export const OnlineStopInput = z.object({
  until: localDateShape.describe('The last local day that nobody books online for'),
  reason: line(300).default('').describe('For the staff only'),
})
export type NewOnlineStop = z.input<typeof OnlineStopInput>

/** A change of what was seen; `stop: null` lets clients book online again. */
export const StopOnlineRequest = z.object({
  stop: OnlineStopInput.nullable(),
  version: z.int().min(1).describe('The version that was seen'),
})

export const NoticeInput = z.object({
  text: line(500).min(1),
  translations: translationsShape('text').default({}),
  until: localDateShape.nullable().default(null).describe('The last local day on which it is shown'),
})
export type NewNotice = z.input<typeof NoticeInput>

export const SlugInput = slugShape

const PublicBusiness = z.object({
  id: idShape<'business'>(),
  slug: z.string(),
  name: z.string().describe('In the language asked for, else the main one'),
  category: z.string(),
  description: z.string(),
  phone: z.string().nullable(),
  address: AddressInput,
  features: z.array(z.string()),
})

const OneBusiness = z.object({ businessId: idShape<'business'>() })
const Standing = z.object({
  isActive: z.boolean(),
  onlineStop: OnlineStopInput.nullable(),
  notice: NoticeInput.nullable(),
  version: z.int(),
})
const standing = {
  may: MAY.changeBusiness,
  idempotent: 'by nature',
  params: OneBusiness,
  returns: { 200: Standing },
} as const
const whenChanged = ['changed_meanwhile', 'not_found'] as const
const seen = { version: z.int().min(1).describe('The version that was seen') }
const Whole = ProfileInput.extend({
  ...Standing.shape,
  id: idShape<'business'>(),
  slug: z.string(),
  settings: SettingsInput,
})
const changed = {
  may: MAY.changeBusiness,
  idempotent: 'by nature',
  params: OneBusiness,
  returns: { 200: Whole },
} as const
const ONE = '/api/businesses/:businessId'

export const businesses = {
  list: endpoint({
    method: 'GET',
    path: '/api/businesses',
    summary: 'Businesses that are open for booking, of one category or all',
    may: 'anyone',
    query: z.object({ category: slugShape.optional() }),
    returns: { 200: z.object({ businesses: z.array(PublicBusiness) }) },
  }),
  standing: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/standing',
    summary: 'Whether it is published, takes online bookings and shows a notice',
    may: MAY.changeBusiness,
    params: OneBusiness,
    returns: { 200: Standing },
  }),
  stopOnline: endpoint({
    ...standing,
    method: 'PUT',
    path: '/api/businesses/:businessId/online-stop',
    summary: 'Take bookings by phone only, until a day; or online again',
    body: StopOnlineRequest,
    refuses: whenChanged,
  }),
  setNotice: endpoint({
    ...standing,
    method: 'PUT',
    path: '/api/businesses/:businessId/notice',
    summary: "Show a notice above the business's page, or take it down",
    body: z.object({ notice: NoticeInput.nullable(), version: z.int().min(1).describe('The version that was seen') }),
    refuses: whenChanged,
  }),
  whole: endpoint({
    method: 'GET',
    path: `${ONE}/profile`,
    summary: 'Texts, contacts, rules and state of the business, for those who change them',
    may: MAY.changeBusiness,
    params: OneBusiness,
    returns: { 200: Whole },
  }),
  changeProfile: endpoint({
    ...changed,
    method: 'PUT',
    path: `${ONE}/profile`,
    summary: "Write the business's texts, contacts and features anew",
    body: ProfileChange.extend(seen),
    refuses: whenChanged,
  }),
  changeSettings: endpoint({
    ...changed,
    method: 'PATCH',
    path: `${ONE}/settings`,
    summary: 'Change rules of booking; visits already booked keep those they were booked under',
    body: z.object({ settings: SettingsInput.partial(), ...seen }),
    refuses: whenChanged,
  }),
  changeSlug: endpoint({
    ...changed,
    method: 'PUT',
    path: `${ONE}/slug`,
    summary: 'Another public address; the former one goes on leading here',
    body: z.object({ slug: slugShape, ...seen }),
    refuses: whenChanged,
  }),
  setKaspiLink: endpoint({
    ...changed,
    method: 'PUT',
    path: `${ONE}/kaspi-link`,
    summary: 'The Kaspi link that clients pay by, or none',
    may: MAY.changeKaspi,
    asks: 'password',
    body: z.object({ kaspiQrLink: KaspiLinkInput.nullable(), ...seen }),
    refuses: [...whenChanged, 'sign_in_again'],
  }),
} as const
