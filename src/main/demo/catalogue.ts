// The Atyrau catalogue as its file writes it.

import type { LocalizedText } from '#kernel/localized-text.ts'
import type { WallTime } from '#kernel/time.ts'
import type { Settings } from '#modules/businesses/index.ts'
import type { ObjectKind, WeekdayHours } from '#modules/diaries/index.ts'
import file from '../../../data/atyrau-catalogue.json' with { type: 'json' }

export interface CatalogueService {
  key: string
  name: LocalizedText
  description?: LocalizedText
  duration: number
  price: number
  category: string
  priceFrom?: boolean
  /** What decides the price and the time, such as the length of hair. */
  variants?: { key: string; name: LocalizedText; duration: number; price: number }[]
  needs?: { resource: string }
  bufferAfter?: number
  atClient?: boolean
  object?: ObjectKind
  // What the platform cannot express yet: such a service is shown without a booking button.
  processing?: unknown
  sessions?: unknown
  package?: unknown
  startWindow?: { from: WallTime; to: WallTime }
  finishBy?: boolean
}

export interface FloatingLunch {
  minutes: number
  between: [string, string]
}

export interface CatalogueShift {
  from: string
  to: string
  lunch?: FloatingLunch
}

export interface CataloguePerson {
  key: string
  name: string | LocalizedText
  title: LocalizedText
  services: string[]
  rotation?: CatalogueShift & { on: number; off: number; start: string }
  hours?: (CatalogueShift & { days: number[]; location?: string })[]
  own?: Record<string, { price?: number; duration?: number }>
  serves?: 'women' | 'men'
  kaspiQrLink?: string
}

export interface CatalogueBusiness {
  slug: string
  name: LocalizedText
  mainLanguage: 'kk' | 'ru'
  category: string
  description: LocalizedText
  contacts: { phone: string; email: string }
  address: {
    street: LocalizedText
    building: string
    city: LocalizedText
    postalCode: string
    landmark?: LocalizedText
  }
  geo: [number, number]
  workingHours: WeekdayHours[]
  socialMedia: { instagram?: string; whatsapp?: string }
  features: string[]
  /** Where its people go to; none: everywhere in town. */
  servedDistricts?: string[]
  settings: Partial<Settings>
  kaspiQrLink: string
  services: CatalogueService[]
  resources: { key: string; name: LocalizedText; kind: string; units: number }[]
  staff: CataloguePerson[]
  /** Second places, and who and what is there: they wait. */
  locations?: { key: string; staff: string[]; resources: string[] }[]
}

interface Names {
  female: string[]
  male: string[]
  familyStems: [male: string, female: string][]
}

export interface Catalogue {
  timeZone: string
  clientNames: { kk: Names; ru: Names; latin: string[]; odd: (string | { name: string; phone: string })[] }
  /** Where they live, and what they drive, keep and carry. */
  clientThings: { streets: string[]; cars: string[]; pets: { name: string; species: string }[]; devices: string[] }
  businesses: CatalogueBusiness[]
}

export const catalogue = file as unknown as Catalogue
