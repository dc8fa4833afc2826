import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useSay } from '../say.tsx'
import { Button, IconButton } from './button.tsx'

interface Props {
  title: string
  /** Beside the content from 1200 px on, without covering what is behind it. */
  panel?: boolean
  wide?: boolean
  onClose: () => void
  /** Buttons that stay in sight. */
  foot?: ReactNode
  children: ReactNode
}

/** A sheet from below on a phone, a dialog on a desk. Escape, the back button and a press outside close it. */
export function Dialog({ title, panel, wide, onClose, foot, children }: Props) {
  const { t } = useSay()
  const ref = useRef<HTMLDialogElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    const before = document.activeElement
    if (dialog && !dialog.open) {
      dialog.showModal()
      beginIn(dialog)
    }
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it by itself
    <dialog
      ref={ref}
      className={`dialog${wide ? ' dialog-wide' : ''}${panel ? ' dialog-panel' : ''}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        close.current()
      }}
      onClick={(event) => {
        if (event.target === ref.current) close.current()
      }}
    >
      <div className="dialog-frame">
        <header className="dialog-head">
          <h2 id={id} tabIndex={-1}>
            {title}
          </h2>
          <IconButton icon="cross" label={t('app.close')} onClick={onClose} />
        </header>
        <div className="dialog-body">{children}</div>
        {foot && <footer className="dialog-foot">{foot}</footer>}
      </div>
    </dialog>
  )
}

const REACHED = ':is(a[href], button, input, select, textarea, summary):not([disabled])'
const TYPED = 'input:not([type=checkbox]), select, textarea'

/**
 * A browser would begin at the button that closes it. A form begins at its first field; what is read first begins at
 * its heading: a note far below would scroll away what one came for, and open the keyboard of a phone over it.
 */
function beginIn(dialog: HTMLElement): void {
  const first = dialog.querySelector<HTMLElement>(`.dialog-body ${REACHED}`)
  const begins = first?.matches(TYPED) ? first : dialog.querySelector<HTMLElement>('h2')
  begins?.focus()
}

/** Asks before what cannot be taken back; the question names its consequence. */
export function Confirm({
  title,
  consequence,
  yes,
  no,
  busy = false,
  onYes,
  onNo,
}: {
  title: string
  consequence: ReactNode
  yes: string
  no: string
  busy?: boolean
  onYes: () => void
  onNo: () => void
}) {
  return (
    <Dialog
      title={title}
      onClose={onNo}
      foot={
        <div className="buttons buttons-equal">
          <Button look="secondary" onClick={onNo}>
            {no}
          </Button>
          <Button look="danger" busy={busy} onClick={onYes}>
            {yes}
          </Button>
        </div>
      }
    >
      {consequence}
    </Dialog>
  )
}
