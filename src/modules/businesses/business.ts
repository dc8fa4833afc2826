import type { BusinessId, UserId } from '#kernel/ids.ts'
import type { Locale, Translations } from '#kernel/localized-text.ts'
import type { PlanRules, WeekdayHours } from '#modules/diaries/index.ts'

/** Fields that may stand in several languages; a street's text is found by `textIn({ ...address, translations }, 'street', …)`. */
export type BusinessText = 'name' | 'description' | 'street' | 'city' | 'landmark'

export interface Address {
  street?: string | undefined
  building?: string | undefined
  city?: string | undefined
  postalCode?: string | undefined
  landmark?: string | undefined
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
}

export const DEFAULT_SETTINGS: Settings = {
  appointmentLeadTime: 60,
  appointmentBuffer: 0,
  allowCancellation: true,
  cancellationPeriod: 12,
  notificationPreferences: { email: true, sms: false, telegram: false },
  slotStep: 15,
  bookingHorizon: 60,
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
  photos: { logo?: string | undefined; coverImage?: string | undefined; gallery?: string[] | undefined }
  features: string[]
  isActive: boolean
  settings: Settings
  kaspiQrLink: string | null
  version: number
  createdAt: Date
}

/** The business's section of its plan. */
export const rulesOf = ({
  isActive,
  mainLocale,
  settings,
}: Pick<Business, 'isActive' | 'mainLocale' | 'settings'>): PlanRules => ({
  isActive,
  mainLocale,
  leadTime: settings.appointmentLeadTime,
  buffer: settings.appointmentBuffer,
  slotStep: settings.slotStep,
  horizon: settings.bookingHorizon,
  allowCancellation: settings.allowCancellation,
  cancellationPeriod: settings.cancellationPeriod,
})
