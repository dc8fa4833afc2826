// A service as its form holds it: numbers that may be empty for a while, texts by language.

import type { Locale } from '#kernel/localized-text.ts'
import type { Ask } from '../../api.ts'
import { storedTexts, textsOf } from '../settings/languages.tsx'
import type { Service } from './services.tsx'

const TEXTS = ['name', 'description'] as const

export type NewService = Ask<'POST /api/businesses/:businessId/services'>['body']['services'][number]

const BLANK = {
  name: '',
  description: '',
  translations: {},
  duration: 60,
  price: 0,
  priceFrom: false,
  variants: [] as Service['variants'],
  category: null,
  isActive: true,
  before: 0,
  after: 0,
  needsPerson: true,
  resource: null,
  startWindows: [] as Service['startWindows'],
  minAge: null,
  place: 'business' as const,
  object: null,
}

export const formOf = (service: Service | null, main: Locale) => {
  const { name, description, translations, ...fields } = service ?? BLANK
  return {
    texts: textsOf({ name, description, translations }, TEXTS, main),
    duration: fields.duration as number | null,
    price: fields.price as number | null,
    priceFrom: fields.priceFrom,
    variants: fields.variants,
    category: fields.category as string | null,
    isActive: fields.isActive,
    before: fields.before as number | null,
    after: fields.after as number | null,
    needsPerson: fields.needsPerson,
    resource: fields.resource as Service['resource'],
    startWindows: fields.startWindows,
    minAge: fields.minAge as Service['minAge'],
    place: fields.place as Service['place'],
    object: fields.object as Service['object'],
  }
}
export type ServiceForm = ReturnType<typeof formOf>

export function serviceIn({ texts, ...form }: ServiceForm, main: Locale): NewService {
  const { own, translations } = storedTexts(texts, main)
  return {
    ...form,
    ...own,
    translations,
    duration: form.duration ?? 0,
    price: form.price ?? 0,
    before: form.before ?? 0,
    after: form.after ?? 0,
  }
}
