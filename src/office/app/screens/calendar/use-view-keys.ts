import { addDays, type LocalDate } from '#kernel/time.ts'
import { type KeyBinding, useKeys } from '../../keys.ts'
import { VIEWS, type View, type ViewActs } from './use-view.ts'

interface Options {
  view: View
  acts: ViewActs
  today: LocalDate
  who: readonly { id: string }[]
  onNew: (kind: 'new' | 'walkIn' | 'block') => void
}

/** Keys of the screen as a whole; those of the grid are its own. */
export function useViewKeys({ view, acts, today, who, onNew }: Options): void {
  const turnWho = (by: 1 | -1) => {
    const ids = [null, ...who.map(({ id }) => id)]
    const next = ids[(ids.indexOf(view.who) + by + ids.length) % ids.length]
    acts.showWho(next ?? null)
  }
  const turnWeek = (by: 1 | -1) => acts.goTo(addDays(view.day, by * 7))
  const bindings: KeyBinding[] = [
    { code: 'KeyN', says: 'calendar.key.new', run: () => onNew('new') },
    { code: 'KeyW', says: 'calendar.key.walkIn', run: () => onNew('walkIn') },
    { code: 'KeyB', says: 'calendar.key.block', run: () => onNew('block') },
    { code: 'KeyT', says: 'office.toToday', run: () => acts.goTo(today) },
    { code: 'ArrowLeft', says: 'office.prevDay', run: () => acts.turn(-1) },
    { code: 'ArrowRight', says: 'office.nextDay', run: () => acts.turn(1) },
    { code: 'ArrowLeft', shift: true, says: 'calendar.key.weekBefore', run: () => turnWeek(-1) },
    { code: 'ArrowRight', shift: true, says: 'calendar.key.weekAfter', run: () => turnWeek(1) },
    { code: 'BracketLeft', says: 'calendar.key.whoBefore', run: () => turnWho(-1) },
    { code: 'BracketRight', says: 'calendar.key.whoAfter', run: () => turnWho(1) },
    ...VIEWS.map(
      (kind, i): KeyBinding => ({ code: `Digit${i + 1}`, says: `calendar.view.${kind}`, run: () => acts.show(kind) }),
    ),
  ]
  useKeys(bindings)
}
