import { type RefObject, useRef } from 'react'
import { type KeyBinding, useKeys } from '../../keys.ts'
import { type CalendarVisit, type Mark, marksFor } from '../../visits/marks.ts'
import type { CalendarAnswer } from '../../visits/shown.ts'
import { useMarks } from '../../visits/use-marks.ts'

const MARK_KEYS = { KeyA: 'arrive', KeyD: 'complete', KeyX: 'noShow', KeyC: 'confirm' } as const satisfies Record<
  string,
  Mark
>

interface Shown {
  answers: readonly (CalendarAnswer | undefined)[]
  /** The visit whose card is open: meant where no row is walked to. */
  open: string | null
  today: string
  now: number
}

/** Walks the rows with the arrows; a letter says what became of the visit one stands on. */
export function useRowKeys({ answers, open, today, now }: Shown): void {
  const { mark } = useMarks()
  const place = useRef(-1)
  const meant = (): CalendarVisit | undefined => {
    const id = document.activeElement?.closest<HTMLElement>('[data-visit]')?.dataset.visit ?? open
    return answers.flatMap((answer) => answer?.visits ?? []).find((visit) => visit.id === id)
  }
  const say = (what: Mark) => {
    const visit = meant()
    if (visit && marksFor(visit, now, today).includes(what)) mark(visit, what)
  }
  useKeys([
    { code: 'ArrowDown', says: 'today.keyNext', run: () => walk(1, place) },
    { code: 'ArrowUp', says: 'today.keyBefore', run: () => walk(-1, place) },
    ...Object.entries(MARK_KEYS).map(
      ([code, what]): KeyBinding => ({ code, says: `calendar.mark.${what}`, run: () => say(what) }),
    ),
  ])
}

/** To the next row or the one before. A row that was marked has gone to another stack: it goes on where it stood. */
function walk(by: 1 | -1, place: RefObject<number>): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-visit] .today-open')]
  const at = rows.findIndex((row) => row.closest('[data-visit]')?.contains(document.activeElement))
  const isGone = at === -1 && place.current >= 0
  const next = isGone ? place.current + Math.min(by, 0) : at === -1 && by === -1 ? rows.length - 1 : at + by
  place.current = Math.min(Math.max(next, 0), rows.length - 1)
  rows[place.current]?.focus()
}
