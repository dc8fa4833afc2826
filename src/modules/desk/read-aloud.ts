// What is read to somebody on the telephone: weekday, date, time, person, place, in his language. Made of whole
// sentences with each name and time after a label, so that nothing needs an ending (docs/glossary.md).

import type { Locale } from '#kernel/localized-text.ts'
import { LOCALES, textIn } from '#kernel/localized-text.ts'
import type { Appointment } from '#modules/appointments/index.ts'
import type { Business } from '#modules/businesses/index.ts'
import type { Location } from '#modules/locations/index.ts'
import type { Formats } from '#platform/i18n/format.ts'
import type { T } from '#platform/i18n/speak.ts'

export interface Speech {
  t: T
  f: Pick<Formats, 'day'>
}

export interface AloudAbout {
  visit: Pick<Appointment, 'wall' | 'services' | 'place' | 'forWhom' | 'locale'>
  /** Whom one speaks to; empty: a name is not known. */
  name: string
  business: Business
  location: Location | null
}

/** @param language how a language says it */
export function aloud(language: (locale: Locale) => Speech, about: AloudAbout): Record<Locale, string> {
  return Object.fromEntries(LOCALES.map((locale) => [locale, inLanguage(language(locale), locale, about)])) as Record<
    Locale,
    string
  >
}

/** The language of the client, else of the place. */
export const localeOf = ({ visit, business }: Pick<AloudAbout, 'visit' | 'business'>): Locale =>
  visit.locale ?? business.mainLocale

function inLanguage({ t, f }: Speech, locale: Locale, { visit, name, business, location }: AloudAbout): string {
  const { date, time } = visit.wall
  const people = [...new Set(visit.services.flatMap(({ staffName }) => staffName ?? []))].join(', ')
  const address = location ? addressIn(location, locale) : ''
  return [
    name ? t('desk.aloud.helloName', { name }) : t('desk.aloud.hello'),
    t('desk.aloud.from', { business: quoted(textIn(business, 'name', locale)) }),
    t('desk.aloud.when', { day: f.day(date), time }),
    ...(visit.forWhom ? [t('desk.aloud.for', { name: visit.forWhom.name })] : []),
    ...(people ? [t('desk.aloud.person', { people })] : []),
    ...(visit.place ? [t('desk.aloud.atYours')] : address ? [t('desk.aloud.place', { address })] : []),
    t('desk.aloud.ask'),
  ].join(' ')
}

/** A name that has its quotes already gets no others. */
const quoted = (name: string): string => (name.includes('«') ? name : `«${name}»`)

function addressIn({ address, translations }: Location, locale: Locale): string {
  const street = textIn({ street: address.street ?? '', translations }, 'street', locale)
  return [street, address.building].filter(Boolean).join(', ')
}
