// What of the calendar is shown stands in the address: back, reload and a link show the same.

import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { localDateShape } from '#kernel/shapes.ts'
import { addDays, type LocalDate, weekday } from '#kernel/time.ts'
import { ZOOM, zoomed } from './layout.ts'

export const VIEWS = ['day', 'three', 'week', 'list'] as const
export type ViewKind = (typeof VIEWS)[number]
const isView = (text: string | null): text is ViewKind => VIEWS.some((view) => view === text)

export interface View {
  kind: ViewKind
  /** The day that was asked for; the first one shown is `from`. */
  day: LocalDate
  from: LocalDate
  days: number
  by: 'people' | 'rooms'
  /** One person or room; null: all. */
  who: string | null
  cancelled: boolean
  scale: number
}

const DAYS: Readonly<Record<ViewKind, number>> = { day: 1, three: 3, week: 7, list: 1 }
const SCALE = 'office.calendar.scale'

const storedScale = (): number => {
  const stored = Number(localStorage.getItem(SCALE))
  const usual = innerWidth < 600 ? ZOOM.phone : ZOOM.usual
  return stored >= ZOOM.least && stored <= ZOOM.most ? stored : usual
}

const monday = (day: LocalDate): LocalDate => addDays(day, -((weekday(day) + 6) % 7))

export function useView(today: LocalDate, usual: ViewKind) {
  const [params, setParams] = useSearchParams()
  const [scale, setScale] = useState(storedScale)
  const asked = localDateShape.safeParse(params.get('day'))
  const day = asked.success ? asked.data : today
  const stated = params.get('view')
  const kind = isView(stated) ? stated : usual
  const view: View = {
    kind,
    day,
    from: kind === 'week' ? monday(day) : day,
    days: DAYS[kind],
    by: params.get('by') === 'rooms' ? 'rooms' : 'people',
    who: params.get('who'),
    cancelled: params.get('cancelled') === '1',
    scale,
  }
  const set = (changes: Readonly<Record<string, string | null>>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changes)) {
          if (value === null) next.delete(name)
          else next.set(name, value)
        }
        return next
      },
      { replace: true },
    )
  return {
    view,
    visit: params.get('visit'),
    openVisit: (id: string | null) => set({ visit: id }),
    show: (next: ViewKind) => set({ view: next }),
    goTo: (to: LocalDate) => set({ day: to === today ? null : to }),
    turn: (by: number) => set({ day: addDays(day, by * DAYS[kind]) }),
    showBy: (by: View['by']) => set({ by: by === 'rooms' ? by : null, who: null }),
    showWho: (who: string | null) => set({ who }),
    showCancelled: (on: boolean) => set({ cancelled: on ? '1' : null }),
    zoom: (steps: number) => {
      const next = zoomed(scale, steps)
      localStorage.setItem(SCALE, String(next))
      setScale(next)
    },
  }
}

export type ViewActs = Omit<ReturnType<typeof useView>, 'view'>
