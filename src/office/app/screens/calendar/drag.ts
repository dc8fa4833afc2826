// Dragging by mouse, pen and touch. Nothing of React runs while something is dragged: the ghost is a copy of the visit
// that is moved by transform, and words change only when they say something else.

import { keptInside, minuteAt, pixelsOf, SNAP, snapped } from './layout.ts'
import type { Span } from './model.ts'

export type DragKind = 'move' | 'stretch' | 'sweep'

/** What is on the screen when the drag begins. */
export interface Scene {
  scroller: HTMLElement
  /** In it the ghosts are put; its top is the axis's beginning. */
  layer: HTMLElement
  /** The columns' bodies, in order. */
  bodies: readonly HTMLElement[]
  axis: Span
  scale: number
}

/** Where the dragged is now. */
export interface Place extends Span {
  column: number
}

export interface Dragged {
  kind: DragKind
  /** Where it lies before. */
  start: Place
  /** Copied for the ghost; for a sweep there is none. */
  source: HTMLElement | null
  /** The other parts of the same visit: they go the same way up and down. */
  others: readonly HTMLElement[]
}

export interface DragWords {
  /** At the ghost: its time. */
  time: (place: Place) => string
  /** At the pointer: why it cannot lie there; null where it can. */
  hindrance: (place: Place) => string | null
}

export interface Drag {
  /** Ends it where it is, without a drop, for this reason. */
  stop: (why?: string) => void
}

const EDGE = 48
const EDGE_SPEED = 14
const LEAST_STRETCH = 5

interface Point {
  x: number
  y: number
  alt: boolean
}

const pointOf = (event: PointerEvent): Point => ({ x: event.clientX, y: event.clientY, alt: event.altKey })

/** @param onEnd null: given up */
export function beginDrag(
  first: PointerEvent,
  dragged: Dragged,
  scene: Scene,
  words: DragWords,
  onEnd: (place: Place | null, why?: string) => void,
): Drag {
  const { scroller } = scene
  const view = scroller.getBoundingClientRect()
  const look = drawGhost(dragged, scene)
  const placeOf = placing(dragged, scene, pointIn(first, scene))
  let point = pointOf(first)
  let place: Place | null = null
  let frame = 0

  const follow = () => {
    const next = placeOf(inLayer(point, scene), point.alt)
    if (!place || next.column !== place.column || next.from !== place.from || next.until !== place.until) {
      place = next
      look.show(next, words.time(next), words.hindrance(next))
    }
    look.at(point)
  }
  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== first.pointerId) return
    point = pointOf(event)
    follow()
    if (frame === 0 && edgeOf(point, view).some(Boolean)) frame = requestAnimationFrame(slide)
  }
  const slide = () => {
    const [x, y] = edgeOf(point, view)
    frame = x || y ? requestAnimationFrame(slide) : 0
    if (frame === 0) return
    scroller.scrollBy(x * EDGE_SPEED, y * EDGE_SPEED)
    follow()
  }
  const end = (dropped: Place | null, why?: string) => {
    cancelAnimationFrame(frame)
    stop.abort()
    scroller.removeAttribute('data-dragging')
    look.remove()
    onEnd(dropped, why)
  }
  const stop = new AbortController()
  const { signal } = stop
  addEventListener('pointermove', onMove, { signal })
  addEventListener('pointerup', (event) => event.pointerId === first.pointerId && end(place), { signal })
  addEventListener('pointercancel', () => end(null), { signal })
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      end(null)
    },
    { signal, capture: true },
  )
  scroller.setAttribute('data-dragging', '')
  follow()
  return { stop: (why) => end(null, why) }
}

const edgeOf = ({ x, y }: Point, view: DOMRect): [number, number] => [
  x < view.left + EDGE ? -1 : x > view.right - EDGE ? 1 : 0,
  y < view.top + EDGE ? -1 : y > view.bottom - EDGE ? 1 : 0,
]

interface InLayer {
  x: number
  y: number
}

/** A point of the window, counted from the layer's corner: it scrolls with the columns. */
function inLayer({ x, y }: Point, { layer }: Scene): InLayer {
  const { left, top } = layer.getBoundingClientRect()
  return { x: x - left, y: y - top }
}
const pointIn = (event: PointerEvent, scene: Scene): InLayer => inLayer(pointOf(event), scene)

/** Where the dragged lies when the pointer is here. */
function placing({ kind, start }: Dragged, { bodies, axis, scale }: Scene, grabbed: InLayer) {
  const edges = bodies.map((body) => body.offsetLeft + body.offsetWidth)
  const columnAt = (x: number): number => {
    const index = edges.findIndex((edge) => x < edge)
    return index < 0 ? edges.length - 1 : index
  }
  const minute = (y: number): number => minuteAt(y, axis.from, scale)
  const offset = minute(grabbed.y) - start.from
  const length = start.until - start.from
  return ({ x, y }: InLayer, fine: boolean): Place => {
    const step = fine ? 1 : SNAP
    if (kind === 'move') {
      const from = snapped(minute(y) - offset, step)
      return { column: columnAt(x), ...keptInside({ from, until: from + length }, axis) }
    }
    const edge = Math.min(axis.until, Math.max(axis.from, snapped(minute(y), step)))
    if (kind === 'stretch') return { ...start, until: Math.max(start.from + LEAST_STRETCH, edge) }
    return edge < start.from
      ? { ...start, from: edge, until: start.from }
      : { ...start, until: Math.max(edge, start.from + SNAP) }
  }
}

const element = (className: string): HTMLElement => {
  const made = document.createElement('div')
  made.className = className
  return made
}

/** The ghost, its time, the reason at the pointer and the lit column. */
function drawGhost({ source, others, start, kind }: Dragged, { layer, bodies, axis, scale }: Scene) {
  const ghost = source ? (source.cloneNode(true) as HTMLElement) : element('piece piece-draft')
  const followers = others.map((other) => ({ other, copy: other.cloneNode(true) as HTMLElement }))
  const pill = element('drag-time')
  const reason = element('drag-reason')
  ghost.classList.add('piece-ghost')
  ghost.append(pill)
  for (const { other, copy } of followers) {
    copy.classList.add('piece-ghost')
    copy.style.left = `${other.offsetLeft + (other.offsetParent instanceof HTMLElement ? other.offsetParent.offsetLeft : 0)}px`
    copy.style.width = `${other.offsetWidth}px`
    layer.append(copy)
  }
  layer.append(ghost)
  document.body.append(reason)
  for (const lifted of [source, ...others]) lifted?.setAttribute('data-lifted', '')
  const boxes = bodies.map(({ offsetLeft, offsetWidth }) => ({ left: offsetLeft, width: offsetWidth }))
  const base = boxes[start.column] ?? { left: 0, width: 0 }
  Object.assign(ghost.style, {
    top: '0',
    left: `${base.left}px`,
    width: `${base.width - 4}px`,
    height: `${pixelsOf(start.until, start.from, scale)}px`,
  })
  let lit = -1
  return {
    show(place: Place, time: string, why: string | null) {
      const left = (boxes[place.column]?.left ?? base.left) - base.left
      ghost.style.transform = `translate(${left}px, ${pixelsOf(place.from, axis.from, scale)}px)`
      if (kind !== 'move') ghost.style.height = `${pixelsOf(place.until, place.from, scale)}px`
      const down = pixelsOf(place.from, start.from, scale)
      for (const { copy } of followers) copy.style.transform = `translateY(${down}px)`
      pill.textContent = time
      ghost.toggleAttribute('data-forbidden', why !== null)
      reason.textContent = why ?? ''
      reason.hidden = why === null
      if (place.column === lit) return
      bodies[lit]?.removeAttribute('data-target')
      bodies[place.column]?.setAttribute('data-target', '')
      lit = place.column
    },
    at({ x, y }: Point) {
      reason.style.transform = `translate(${Math.min(x + 16, innerWidth - 232)}px, ${y + 20}px)`
    },
    remove() {
      bodies[lit]?.removeAttribute('data-target')
      for (const lifted of [source, ...others]) lifted?.removeAttribute('data-lifted')
      for (const one of [ghost, reason, ...followers.map(({ copy }) => copy)]) one.remove()
    },
  }
}
