// From the day's visits to what the page shows of them.

import type { ResourceId } from '#kernel/ids.ts'
import { type Locale, textIn } from '#kernel/localized-text.ts'
import { type LocalDate, toMinute, wallAt } from '#kernel/time.ts'
import { type DaySheet, lineTextOf } from '#modules/appointments/index.ts'
import { includes, MAY, type Right } from '#platform/http/rights.ts'
import { sayIn } from '#site/say.ts'
import { mapSearchOf, objectText, placeText } from '#site/told-text.ts'
import type { VisitRow } from '../components/visit-row.tsx'
import type { DayPageProps } from './day.page.tsx'
import type { OfficeDeps, OpenTo } from './office-deps.ts'

type Entry = DaySheet['columns'][number]['entries'][number]

interface Seen {
  locale: Locale
  now: Date
  today: LocalDate
  right: Right
  places: ReadonlyMap<ResourceId, string>
  /** Where the business is: its clients' homes are looked for there. */
  city: string | undefined
}

export async function dayProps(
  { staff, resources }: OfficeDeps,
  sheet: DaySheet,
  { business, right }: OpenTo,
  { locale, now }: { locale: Locale; now: Date },
): Promise<Omit<DayPageProps, 'shell' | 'businesses' | 'outside' | 'done' | 'error'>> {
  const [people, rooms] = await Promise.all([staff.ofBusiness(business.id), resources.ofBusiness(business.id)])
  const places = new Map(rooms.map((room) => [room.id, textIn(room, 'name', locale)]))
  const memberOf = new Map(people.map((person) => [person.id, person]))
  const seen = { locale, now, today: sheet.today, right, places, city: business.address.city }
  return {
    business: { id: business.id, name: textIn(business, 'name', locale), slug: business.slug },
    day: sheet.date,
    today: sheet.today,
    totals: totalsOf(sheet),
    people: sheet.columns.map(({ staffId, name, entries }) => {
      const member = staffId && memberOf.get(staffId)
      return {
        person: staffId && {
          id: staffId,
          name: member ? textIn(member, 'name', locale) : name,
          title: member ? textIn(member, 'title', locale) : '',
        },
        visits: entries.map((entry) => rowOf(entry, seen)),
      }
    }),
  }
}

function totalsOf({ columns }: DaySheet): DayPageProps['totals'] {
  // A visit with two people stands in two columns and is one visit.
  const visits = [...new Map(columns.flatMap(({ entries }) => entries.map(({ visit }) => [visit.id, visit]))).values()]
  const having = (status: string) => visits.filter((visit) => visit.status === status)
  const ahead = having('scheduled')
  const cancelled = having('cancelled').length
  return {
    visits: visits.length - cancelled,
    ahead: ahead.length,
    completed: having('completed').length,
    noShow: having('no-show').length,
    cancelled,
    expected: ahead.reduce((sum, { totalAmount }) => sum + totalAmount, 0),
  }
}

export function rowOf(
  { visit, clientName, clientPhone }: Entry,
  { locale, now, today, right, places, city }: Seen,
): VisitRow {
  const isScheduled = visit.status === 'scheduled'
  return {
    id: visit.id,
    version: visit.version,
    time: visit.wall.time,
    endTime: wallAt(toMinute(visit.endTime), visit.wall.zone).time,
    clientName,
    bookedAs: visit.bookedAs && visit.bookedAs !== clientName ? visit.bookedAs : null,
    phone: clientPhone,
    forWhom: visit.forWhom && visit.forWhom.name !== clientName ? visit.forWhom.name : null,
    lateMinutes: isScheduled ? (visit.late?.minutes ?? null) : null,
    services: visit.services.map((line) => ({
      name: lineTextOf(line, locale),
      time: wallAt(toMinute(line.startTime), visit.wall.zone).time,
      personName: line.staffName ?? null,
    })),
    price: visit.totalAmount,
    status: visit.status,
    cancelledBy: visit.cancelledBy,
    note: visit.notes ?? '',
    atClient: visit.place && {
      text: [placeText(sayIn(locale), visit.place), visit.place.note].filter(Boolean).join('. '),
      mapUrl: mapSearchOf(city, visit.place),
    },
    object: visit.object && objectText(visit.object),
    place:
      [...new Set(visit.services.flatMap((line) => line.resourceIds.flatMap((id) => places.get(id) ?? [])))].join(
        ', ',
      ) || null,
    isNow: isScheduled && visit.startTime <= now && now < visit.endTime,
    can: {
      complete: isScheduled && visit.businessDay <= today,
      noShow: isScheduled && visit.startTime <= now,
      undo: visit.status === 'completed' || visit.status === 'no-show',
      cancel: isScheduled && includes(right, MAY.cancelVisits),
      sendLink: isScheduled && includes(right, MAY.resendLink),
    },
  }
}
