import type { BusinessId, UserId } from '#kernel/ids.ts'
import type { Locale, Translations } from '#kernel/localized-text.ts'
import type { LocalDate } from '#kernel/time.ts'
import type { PlanRules, WeekdayHours } from '#modules/diaries/index.ts'

/** Fields that may stand in several languages; a street's text is found by `textIn({ ...address, translations }, 'street', …)`. */
export type BusinessText = 'name' | 'description' | 'street' | 'city' | 'landmark' | 'parking'

/** Those of them that are the place's: written by its default location, and by nothing else once it is open. */
export const PLACE_TEXTS = ['street', 'city', 'landmark', 'parking'] as const

export interface Address {
  street?: string | undefined
  building?: string | undefined
  city?: string | undefined
  postalCode?: string | undefined
  landmark?: string | undefined
  /** Beyond the street: how to find the door. */
  entrance?: string | undefined
  floor?: string | undefined
  office?: string | undefined
  /** Where a car may be left. */
  parking?: string | undefined
}

export const SLOT_STEPS = [5, 10, 15, 20, 30, 60] as const

export interface Settings {
  /** Minutes from now to the earliest start that can be booked. */
  appointmentLeadTime: number
  /** Minutes kept free after each visit. */
  appointmentBuffer: number
  allowCancellation: boolean
  /** Hours before the start until which a client may cancel. */
  cancellationPeriod: number
  notificationPreferences: { email: boolean; sms: boolean; telegram: boolean }
  /** Minutes between possible starts. */
  slotStep: (typeof SLOT_STEPS)[number]
  /** Days from today that can be booked. */
  bookingHorizon: number
  /** Minutes a client may be left waiting between two services of one visit. */
  maxWait: number
  /** Minutes after the start for which a late client is still served. */
  graceMinutes: number
  /** Minutes for which a chosen time is kept for the client who types. */
  holdMinutes: number
}

/** Online booking of a service, a person or the whole place stands still; who calls is booked as ever. */
export interface OnlineStop {
  /** The last local day that nobody books online for. */
  until: LocalDate
  /** For the staff only. */
  reason: string
}

/** What stands above everything on the business's page: "on holiday till …". It closes nothing by itself. */
export interface Notice {
  text: string
  translations: Translations<'text'>
  /** The last local day on which it is shown; null: until it is taken down. */
  until: LocalDate | null
}

export const DEFAULT_SETTINGS: Settings = {
  appointmentLeadTime: 60,
  appointmentBuffer: 0,
  allowCancellation: true,
  cancellationPeriod: 12,
  notificationPreferences: { email: true, sms: false, telegram: false },
  slotStep: 15,
  bookingHorizon: 60,
  maxWait: 15,
  graceMinutes: 15,
  holdMinutes: 10,
}

export interface Business {
  id: BusinessId
  /** The owner's account. */
  userId: UserId
  slug: string
  name: string
  /** A slug; its names stand in the catalogues. */
  category: string
  description: string
  mainLocale: Locale
  translations: Translations<BusinessText>
  contacts: { phone?: string | undefined; email?: string | undefined }
  /** Address and hours are the mirror of the default location's. */
  address: Address
  workingHours: WeekdayHours[]
  socialMedia: Partial<Record<'instagram' | 'facebook' | 'twitter' | 'whatsapp', string | undefined>>
  photos: {
    logo?: string | undefined
    coverImage?: string | undefined
    gallery?: string[] | undefined
    /** What one looks for in the street. */
    door?: string | undefined
  }
  features: string[]
  /** Published. Taking bookings by phone only, or showing a notice, are other states. */
  isActive: boolean
  onlineStop: OnlineStop | null
  notice: Notice | null
  settings: Settings
  kaspiQrLink: string | null
  version: number
  createdAt: Date
}

/** The notice to be shown on a local day, if any. */
export const noticeOn = ({ notice }: Pick<Business, 'notice'>, today: LocalDate): Notice | null =>
  notice && (notice.until === null || today <= notice.until) ? notice : null

/** The business's section of its plan. What is as by default is left out: plans of earlier days say the same. */
export const rulesOf = ({
  isActive,
  mainLocale,
  onlineStop,
  settings,
}: Pick<Business, 'isActive' | 'mainLocale' | 'onlineStop' | 'settings'>): PlanRules => ({
  isActive,
  mainLocale,
  leadTime: settings.appointmentLeadTime,
  buffer: settings.appointmentBuffer,
  slotStep: settings.slotStep,
  horizon: settings.bookingHorizon,
  allowCancellation: settings.allowCancellation,
  cancellationPeriod: settings.cancellationPeriod,
  ...unlessDefault(settings, 'maxWait'),
  ...unlessDefault(settings, 'graceMinutes'),
  ...unlessDefault(settings, 'holdMinutes'),
  ...(onlineStop ? { phoneOnlyUntil: onlineStop.until } : {}),
})

const unlessDefault = <Name extends 'maxWait' | 'graceMinutes' | 'holdMinutes'>(settings: Settings, name: Name) =>
  settings[name] === DEFAULT_SETTINGS[name] ? {} : { [name]: settings[name] }
