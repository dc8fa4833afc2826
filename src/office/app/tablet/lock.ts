// A shared tablet locks by one press, and by itself when nobody has touched it. Locking ends the session on the server,
// takes what was read out of this browser, and tells the other windows; without a network the session is ended as soon
// as there is one, and until then nothing but the locked screen is shown.

import { useEffect } from 'react'
import { call } from '../api.ts'
import { drop, READS } from '../offline/drawer.ts'

/** Set while the tablet is locked; another window hears of it. */
const LOCKED = 'office.locked'
const TOUCHED = 'office.touched'
const LOCK_EVENT = 'office-locked'

const LOOK_MS = 2_000
const NOTE_MS = 1_000
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const

export const isLocked = (): boolean => localStorage.getItem(LOCKED) === '1'

/** Shows the locked screen in every window. What was done and not sent waits for the same account. */
export async function lock(): Promise<void> {
  localStorage.setItem(LOCKED, '1')
  dispatchEvent(new Event(LOCK_EVENT))
  await endSession()
}

/** Whoever was signed in is so no more, and nothing that was read stays here. */
export async function endSession(): Promise<void> {
  await drop(READS).catch(() => undefined)
  await call('DELETE /api/session', {}).catch(() => undefined)
}

/** Somebody is let in. */
export function unlock(): void {
  for (const key of [LOCKED, TOUCHED]) localStorage.removeItem(key)
}

const touched = (): void => localStorage.setItem(TOUCHED, String(Date.now()))

/** Whether nobody has touched the tablet for so long; a window that was closed meanwhile counts as untouched. */
export const isIdle = (minutes: number): boolean => {
  const last = Number(localStorage.getItem(TOUCHED))
  return last > 0 && Date.now() - last >= minutes * 60_000
}

/** Locks when nobody touches it. @param minutes null: this is no shared tablet */
export function useIdleLock(minutes: number | null): void {
  useEffect(() => {
    if (minutes === null) return
    touched()
    let noted = Date.now()
    const touch = () => {
      if (Date.now() - noted < NOTE_MS) return
      noted = Date.now()
      touched()
    }
    const look = () => {
      if (isIdle(minutes)) void lock()
    }
    const timer = setInterval(look, LOOK_MS)
    for (const one of TOUCHES) addEventListener(one, touch, { passive: true })
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      for (const one of TOUCHES) removeEventListener(one, touch)
      document.removeEventListener('visibilitychange', look)
    }
  }, [minutes])
}

/** Hears that the tablet is locked, here or in another window. */
export function onLock(show: () => void): void {
  addEventListener(LOCK_EVENT, show)
  addEventListener('storage', ({ key, newValue }) => {
    if (key === LOCKED && newValue === '1') show()
  })
}
