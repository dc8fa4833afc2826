import { useMemo } from 'react'
import type { ClientId } from '#kernel/ids.ts'
import { fold } from '#kernel/letters.ts'
import { localDateAt, toMinute } from '#kernel/time.ts'
import { MAY } from '#platform/http/rights.ts'
import type { IconName } from '#site/components/icon.tsx'
import { CALLERS, callerLine } from '../callers/caller-facts.tsx'
import { serverNow } from '../offline/server-clock.ts'
import { screenPath, visitScreen } from '../paths.ts'
import { useRead } from '../queries.ts'
import { useSay } from '../say.tsx'
import type { ScreenEntry } from '../screens.ts'
import { useHere } from '../session.tsx'
import { aboutVisit, whoText } from '../visits/about.ts'
import { CALENDAR } from '../visits/shown.ts'

export interface Hit {
  id: string
  /** A client: who he is and what he takes is opened first. */
  callerId?: ClientId
  icon: IconName
  title: string
  note?: string
  path: string
}

const SHOWN = 8
const OF_A_KIND = 4
/** Fewer letters find half the card box. */
const SEARCH_FROM = 2
const AHEAD_DAYS = 14

/** Screens, visits from today on, clients and services that the letters fit. */
export function useHits(text: string, screens: readonly ScreenEntry[]): Hit[] {
  const say = useSay()
  const { t, f } = say
  const { businessId, may } = useHere()
  const wanted = fold(text.trim())
  const isSearch = wanted.length >= SEARCH_FROM
  const of = (path: string) => screenPath(businessId, path)
  const today = useMemo(
    () => localDateAt(toMinute(new Date(serverNow())), Intl.DateTimeFormat().resolvedOptions().timeZone),
    [],
  )
  const coming = useRead(
    CALENDAR,
    { params: { businessId }, query: { from: today, days: AHEAD_DAYS } },
    { enabled: isSearch },
  )
  const found = useRead(
    CALLERS,
    { params: { businessId }, query: { q: text.trim() } },
    { enabled: isSearch && may(MAY.findClients) },
  )
  const pages = screens
    .filter(({ says }) => fold(t(says)).includes(wanted))
    .map(({ path, says, icon }): Hit => ({ id: path, icon, title: t(says), path: of(path) }))
  if (!isSearch) return pages.slice(0, SHOWN)

  const digits = wanted.replace(/\D/g, '')
  const visits = (coming.data?.visits ?? [])
    .filter(({ status, clientName, clientPhone }) => {
      const isNamed = fold(clientName).includes(wanted)
      return status !== 'cancelled' && (isNamed || (digits.length >= SEARCH_FROM && clientPhone?.endsWith(digits)))
    })
    .slice(0, OF_A_KIND)
    .map(
      (visit): Hit => ({
        id: visit.id,
        icon: 'clock',
        title: whoText(t, aboutVisit(visit)),
        note: `${f.dayShort(visit.date)}, ${visit.time} · ${aboutVisit(visit).services}`,
        path: visitScreen(businessId, visit.id),
      }),
    )
  const clients = (found.data?.callers ?? []).slice(0, OF_A_KIND).map(
    (client): Hit => ({
      ...{ id: client.id, callerId: client.id, title: client.name, note: callerLine(say, client) },
      icon: client.hasAllergy ? 'alert' : 'person',
      path: client.next ? visitScreen(businessId, client.next.id) : of('calendar'),
    }),
  )
  const services = (coming.data?.services ?? [])
    .filter(({ name }) => fold(name).includes(wanted))
    .slice(0, OF_A_KIND)
    .map(
      ({ id, name, price, priceFrom }): Hit => ({
        id,
        icon: 'list',
        title: name,
        note: f.price(price, priceFrom),
        path: of(may(MAY.seeCatalogue) ? 'services' : 'calendar'),
      }),
    )
  return [...visits, ...clients, ...pages, ...services].slice(0, SHOWN)
}
