// Counts down how long a time is kept. Only the seconds that the server says are left count: the phone's clock may be
// wrong, and it stands still while the phone sleeps, so after a pause the server is asked anew.

import { renew } from './part.ts'

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

interface Counted {
  strip: HTMLElement
  /** `performance.now()` at which the time is over. */
  end: number
}

function count(strip: HTMLElement): Counted {
  return { strip, end: performance.now() + Number(strip.dataset.left) * 1000 }
}

/** @returns whole seconds left */
function show({ strip, end }: Counted): number {
  const left = Math.max(Math.ceil((end - performance.now()) / 1000), 0)
  const face = strip.querySelector<HTMLElement>('[data-clock]')
  if (face) face.textContent = (face.dataset.word ?? '{}').replace('{}', clock(left))
  const more = strip.querySelector<HTMLElement>('[data-extend]')
  if (more) more.hidden = left > Number(strip.dataset.offerAt)
  return left
}

export function watchHolds(page: Document): void {
  const find = () => page.querySelector<HTMLElement>('[data-left]')
  const first = find()
  if (!first) return
  let counted: Counted | null = count(first)
  const ask = async () => {
    counted = null
    await renew(page, 'held', location.href).catch(() => false)
    const strip = find()
    counted = strip ? count(strip) : null
    if (counted) show(counted)
  }
  const tick = () => {
    if (counted && show(counted) === 0) ask()
  }
  tick()
  setInterval(tick, 1000)
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'visible' && counted) ask()
  })
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) ask()
  })
}
