// All screens of the office, in the order of the navigation. A screen is loaded when it is first opened.

import type { ComponentType } from 'react'
import { MAY, type Right } from '#platform/http/rights.ts'
import type { MessageKey } from '#platform/i18n/speak.ts'
import type { IconName } from '#site/components/icon.tsx'

export interface ScreenEntry {
  /** Under /office/b/:businessId/ */
  path: string
  says: MessageKey
  icon: IconName
  may: Right
  /** In the bar at the foot of a phone; the others stand behind "more". */
  main?: boolean
  /** G, then this key. */
  goKey?: string
  load: () => Promise<{ default: ComponentType }>
}

export const SCREENS: readonly ScreenEntry[] = [
  {
    path: 'today',
    says: 'common.today',
    icon: 'clock',
    may: MAY.keepVisits,
    main: true,
    goKey: 'KeyT',
    load: () => import('./screens/today/today-screen.tsx'),
  },
  {
    path: 'calendar',
    says: 'calendar.title',
    icon: 'calendar',
    may: MAY.keepVisits,
    main: true,
    goKey: 'KeyK',
    load: () => import('./screens/calendar/calendar.tsx'),
  },
  {
    path: 'queue',
    says: 'queue.title',
    icon: 'ticket',
    may: MAY.keepQueue,
    goKey: 'KeyQ',
    load: () => import('./screens/queue/queue.tsx'),
  },
  {
    path: 'services',
    says: 'services.title',
    icon: 'list',
    may: MAY.seeCatalogue,
    goKey: 'KeyS',
    load: () => import('./screens/services/services.tsx'),
  },
  {
    path: 'people',
    says: 'people.title',
    icon: 'people',
    may: MAY.changeTeam,
    goKey: 'KeyP',
    load: () => import('./screens/people/people.tsx'),
  },
  {
    path: 'rooms',
    says: 'rooms.title',
    icon: 'door',
    may: MAY.seeCatalogue,
    load: () => import('./screens/rooms/rooms.tsx'),
  },
  {
    path: 'settings',
    says: 'settings.title',
    icon: 'gear',
    may: MAY.changeBusiness,
    load: () => import('./screens/settings/settings.tsx'),
  },
  {
    path: 'audit',
    says: 'audit.title',
    icon: 'info',
    may: MAY.seeAudit,
    load: () => import('./screens/audit/audit.tsx'),
  },
]
