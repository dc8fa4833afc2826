// A visit for the client's own calendar, and words for his friends.

import { ICalCalendarMethod, ICalEventStatus, default as ical } from 'ical-generator'
import { Temporal } from 'temporal-polyfill'
import type { Appointment } from '#modules/appointments/index.ts'
import type { VisitBrief } from '#site/components/visit-facts.tsx'
import type { Say } from '#site/say.ts'
import { whenText } from '#site/when.ts'

const titleOf = ({ business, lines }: VisitBrief): string =>
  `${business.name}: ${lines.map(({ name }) => name).join(', ')}`

const placeOf = ({ business, told }: VisitBrief): string =>
  told.place ?? [business.name, business.street, business.landmark].filter(Boolean).join(', ')

/** For others' eyes: nobody's home. */
const publicPlaceOf = (brief: VisitBrief): string => (brief.told.place === null ? placeOf(brief) : brief.business.name)

/** `15:30 Маникюр, Ольга` a line. */
const linesOf = ({ lines }: VisitBrief): string[] =>
  lines.map(({ time, name, personName }) => `${time} ${[name, personName].filter(Boolean).join(', ')}`)

const zoned = (date: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(zone)

/** The zone as it is at the visit: all that one entry needs, whatever the reader's calendar knows of zones. */
function zoneBlock(zone: string, at: Date): string {
  const offset = zoned(at, zone).offset.replace(':', '')
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    `TZOFFSETFROM:${offset}`,
    `TZOFFSETTO:${offset}`,
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n')
}

/** The same entry each time: a moved visit moves it, a cancelled one strikes it out. */
export function calendarFile(visit: Appointment, brief: VisitBrief, link: string, now: Date): string {
  const { zone } = visit.wall
  const isCancelled = visit.status === 'cancelled'
  const calendar = ical({
    prodId: { company: 'Zhaiyq', product: 'Visit' },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
    // Named on the entry only: a zone of the whole file would unmake its stamp, which must be in UTC.
    timezone: { name: null, generator: () => zoneBlock(zone, visit.startTime) },
  })
  calendar.createEvent({
    id: `${visit.id}@visit`,
    sequence: visit.version,
    stamp: now,
    start: zoned(visit.startTime, zone),
    end: zoned(visit.endTime, zone),
    timezone: zone,
    summary: titleOf(brief),
    location: placeOf(brief),
    description: [...linesOf(brief), brief.business.phone ?? '', link].filter(Boolean).join('\n'),
    url: link,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  return calendar.toString()
}

const stamp = (date: Date): string => date.toISOString().replace(/[-:]|\.\d{3}/g, '')

/** Without the private link: what goes through an address may be read by others. */
export function googleCalendarLink(visit: Appointment, brief: VisitBrief): string {
  const entry = new URLSearchParams({
    action: 'TEMPLATE',
    text: titleOf(brief),
    dates: `${stamp(visit.startTime)}/${stamp(visit.endTime)}`,
    ctz: visit.wall.zone,
    location: publicPlaceOf(brief),
    details: [...linesOf(brief), brief.business.phone ?? ''].filter(Boolean).join('\n'),
  })
  return `https://calendar.google.com/calendar/render?${entry}`
}

/** When, what and where for a friend: with the page of the business, never with the private link. */
export function shareLinks(say: Say, brief: VisitBrief, page: string): { whatsapp: string; telegram: string } {
  const text = [
    whenText(say, brief.day, brief.time),
    ...brief.lines.map(({ name }) => name),
    publicPlaceOf(brief),
  ].join('\n')
  return {
    whatsapp: `https://wa.me/?${new URLSearchParams({ text: `${text}\n${page}` })}`,
    telegram: `https://t.me/share/url?${new URLSearchParams({ url: page, text })}`,
  }
}
