import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { Icon } from '#site/components/icon.tsx'
import { useKeys } from './keys.ts'
import { useSay } from './say.tsx'

export interface Toast {
  text: string
  tone?: 'ok' | 'bad'
  /** Takes back what was done. */
  undo?: () => void
  /** What one may go on with. */
  act?: { says: string; run: () => void }
  /** A question beside it: `Tell the client`. */
  ask?: string
  /** It is ticked until somebody unticks it. */
  isTicked?: boolean
  /** Told when the time to take it back is over, or it was closed: whether what it asks was ticked. */
  onPassed?: (ticked: boolean) => void
}

const SHOWN_MS = 8_000

interface Shown extends Toast {
  id: number
}

let shown: readonly Shown[] = []
let last = 0
const listeners = new Set<() => void>()

const change = (next: readonly Shown[]): void => {
  shown = next
  for (const listener of listeners) listener()
}

/** Says what happened, at the foot of the screen, for eight seconds. */
export function toast(said: Toast): void {
  last += 1
  const newest = shown.slice(-2)
  change([...shown.filter((one) => one.onPassed || newest.includes(one)), { ...said, id: last }])
}

const dismiss = (id: number): void => change(shown.filter((one) => one.id !== id))

export function Toasts() {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
  const newest = all.at(-1)
  const undo = () => {
    if (!newest?.undo) return
    dismiss(newest.id)
    newest.undo()
  }
  useKeys([{ code: 'KeyU', says: 'app.key.undo', run: undo }])
  return (
    <div className="toasts" role="status" aria-live="polite">
      {all.map((one) => (
        <ToastRow key={one.id} toast={one} />
      ))}
    </div>
  )
}

function ToastRow({ toast: { id, text, tone = 'ok', undo, act, ask, isTicked = false, onPassed } }: { toast: Shown }) {
  const { t } = useSay()
  const ticked = useRef(isTicked)
  const pass = useCallback(() => {
    dismiss(id)
    onPassed?.(ticked.current)
  }, [id, onPassed])
  useEffect(() => {
    const timer = setTimeout(pass, SHOWN_MS)
    addEventListener('pagehide', pass) // what was agreed is not forgotten with the page
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', pass)
    }
  }, [pass])
  return (
    <div className={`toast toast-${tone}`}>
      <Icon name={tone === 'ok' ? 'done' : 'alert'} small />
      <span className="toast-text">{text}</span>
      {ask && (
        <label className="toast-ask">
          <input
            type="checkbox"
            defaultChecked={isTicked}
            onChange={(event) => {
              ticked.current = event.target.checked
            }}
          />
          {ask}
        </label>
      )}
      {act && (
        <button
          className="toast-undo"
          type="button"
          onClick={() => {
            pass()
            act.run()
          }}
        >
          {act.says}
        </button>
      )}
      {undo && (
        <button
          className="toast-undo"
          type="button"
          onClick={() => {
            dismiss(id)
            undo()
          }}
        >
          {t('office.undo')}
        </button>
      )}
      <button className="toast-close" type="button" aria-label={t('app.close')} onClick={pass}>
        <Icon name="cross" small />
      </button>
    </div>
  )
}
