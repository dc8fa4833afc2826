// What a press on the grid means: a short one opens or begins a new visit, a mouse that moves drags at once, a finger
// has to rest first, because a finger that moves scrolls.

import { useEffect, useRef } from 'react'

const REST_MS = 350
const MOUSE_SLOP = 4
const FINGER_SLOP = 10

export interface Press {
  /** The visit under the pointer, and whether its lower edge was taken. */
  piece: HTMLElement | null
  isHandle: boolean
  body: HTMLElement | null
  event: PointerEvent
}

export interface Gestures {
  onTap: (press: Press) => void
  /** A drag begins here. */
  onLift: (press: Press) => void
}

/** Listens on an element for taps and lifts. */
export function useGestures(root: HTMLElement | null, gestures: Gestures): void {
  const latest = useRef(gestures)
  latest.current = gestures
  useEffect(() => {
    if (!root) return
    const stop = new AbortController()
    const { signal } = stop
    root.addEventListener('pointerdown', (event) => watch(event, latest), { signal })
    // Once lifted, a finger moves the visit and not the page. A browser asks who may forbid scrolling when the finger
    // comes down, so this listens before anything is lifted.
    root.addEventListener('touchmove', (event) => root.hasAttribute('data-dragging') && event.preventDefault(), {
      signal,
      passive: false,
    })
    // A long press would open the browser's own menu over the lifted visit.
    root.addEventListener(
      'contextmenu',
      (event) => {
        if ((event as PointerEvent).pointerType === 'touch') event.preventDefault()
      },
      { signal },
    )
    return () => stop.abort()
  }, [root])
}

function watch(down: PointerEvent, gestures: { readonly current: Gestures }): void {
  const target = down.target
  if (down.button !== 0 || !down.isPrimary || !(target instanceof Element) || target.closest('button, a')) return
  const press: Press = {
    piece: target.closest<HTMLElement>('[data-piece]'),
    isHandle: target.closest('[data-handle]') !== null,
    body: target.closest<HTMLElement>('[data-column]'),
    event: down,
  }
  if (!press.body) return
  const isMouse = down.pointerType === 'mouse'
  const stop = new AbortController()
  const { signal } = stop
  const lift = (event: PointerEvent) => {
    done()
    gestures.current.onLift({ ...press, event })
  }
  const done = () => {
    clearTimeout(rest)
    stop.abort()
  }
  const rest = setTimeout(() => {
    if (isMouse) return
    navigator.vibrate?.(10)
    lift(down)
  }, REST_MS)
  const movedFar = (event: PointerEvent): boolean =>
    Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > (isMouse ? MOUSE_SLOP : FINGER_SLOP)
  addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerId !== down.pointerId || !movedFar(event)) return
      if (isMouse) lift(down)
      else done()
    },
    { signal },
  )
  addEventListener('pointercancel', done, { signal })
  addEventListener(
    'pointerup',
    (event) => {
      if (event.pointerId !== down.pointerId) return
      done()
      gestures.current.onTap({ ...press, event })
    },
    { signal },
  )
}
