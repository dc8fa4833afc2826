import type { T } from '#platform/i18n/speak.ts'
import type { CalendarVisit } from './marks.ts'

/** By what a person knows a visit again. */
export interface About {
  date: string
  time: string
  client: string
  walkIn: number | null
  services: string
}

export const aboutVisit = ({ date, time, clientName, forWhom, walkIn, services }: CalendarVisit): About => ({
  date,
  time,
  client: forWhom?.name ?? clientName,
  walkIn,
  services: services.map(({ name }) => name).join(' + '),
})

/** Whom a visit is of; who told no name is known by the number of the day. */
export const whoText = (t: T, { client, walkIn }: Pick<About, 'client' | 'walkIn'>): string =>
  walkIn === null ? client || t('calendar.anonymous') : t('calendar.anonymousNo', { number: walkIn })

/** `Маникюр, ұзын · Гүлназ` by service. */
export const lineText = ({ name, variantName, staffName }: CalendarVisit['services'][number]): string =>
  [[name, variantName].filter(Boolean).join(', '), staffName].filter(Boolean).join(' · ')

export function objectText(object: NonNullable<CalendarVisit['object']>): string {
  if (object.kind === 'pet') return `${object.name} · ${object.species}`
  return object.kind === 'car' ? [object.plate, object.model].filter(Boolean).join(' · ') : object.model
}
