// Keys of the office. One listener for all: single letters by their place on the keyboard, so that a Cyrillic layout
// does not matter, and off while somebody types.

import { useEffect, useRef } from 'react'
import type { MessageKey } from '#platform/i18n/speak.ts'

export interface KeyBinding {
  /** `event.code`: KeyN, Slash, ArrowLeft … */
  code: string
  shift?: boolean
  /** Ctrl, or ⌘ where there is one. */
  ctrl?: boolean
  /** Pressed just before: G then C. */
  after?: string
  /** What it does, for the list of keys. */
  says: MessageKey
  run: () => void
}

const SEQUENCE_MS = 1200
const OFF = 'office.keys.off'
const bound = new Set<{ readonly current: readonly KeyBinding[] }>()
let before: { code: string; at: number } | null = null

export const areLettersOff = (): boolean => localStorage.getItem(OFF) === '1'
export const switchLetters = (on: boolean): void => (on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, '1'))

/** All that can be pressed now, the newest first. */
export const boundKeys = (): KeyBinding[] => [...bound].reverse().flatMap(({ current }) => current)

/** Binds keys while the component is shown. The newest binding of a key counts. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings)
  latest.current = bindings
  useEffect(() => {
    bound.add(latest)
    return () => void bound.delete(latest)
  }, [])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const isModal = (): boolean => document.querySelector('dialog[open]') !== null

function pressed(event: KeyboardEvent): void {
  const ctrl = event.ctrlKey || event.metaKey
  const isPlain = !ctrl && !event.altKey
  if (event.defaultPrevented || (isPlain && (isTyping(event.target) || isModal() || areLettersOff()))) return
  const prefix = before && event.timeStamp - before.at < SEQUENCE_MS ? before.code : undefined
  const isShifted = event.shiftKey || event.key === '?'
  const fits = (after: string | undefined) =>
    boundKeys().find(
      (key) =>
        key.code === event.code &&
        (key.ctrl ?? false) === ctrl &&
        (key.shift ?? false) === isShifted &&
        key.after === after,
    )
  const found = (prefix && fits(prefix)) || fits(undefined)
  before = isPlain ? { code: event.code, at: event.timeStamp } : null
  if (!found) return
  event.preventDefault()
  before = null
  found.run()
}

/** Begins to listen, once. */
export const listenToKeys = (): void => addEventListener('keydown', pressed)
