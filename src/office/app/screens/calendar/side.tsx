import { type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { useSay } from '../../say.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

const DESK = '(min-width: 900px)'

const watchDesk = (changed: () => void) => {
  const query = matchMedia(DESK)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
export const useIsDesk = (): boolean => useSyncExternalStore(watchDesk, () => matchMedia(DESK).matches)

interface Props {
  title: string
  onClose: () => void
  foot?: ReactNode
  children: ReactNode
}

/** Beside the grid on a desk, where the grid stays alive; a sheet on a phone. */
export const Side = (props: Props) => (useIsDesk() ? <Aside {...props} /> : <Dialog {...props} />)

function Aside({ title, onClose, foot, children }: Props) {
  const { t } = useSay()
  useEffect(() => {
    const closeByKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) onClose()
    }
    addEventListener('keydown', closeByKey)
    return () => removeEventListener('keydown', closeByKey)
  }, [onClose])
  return (
    <aside className="cal-side" aria-label={title}>
      <header className="dialog-head">
        <h2>{title}</h2>
        <IconButton icon="cross" label={t('app.close')} onClick={onClose} />
      </header>
      <div className="cal-side-body">{children}</div>
      {foot && <footer className="cal-side-foot">{foot}</footer>}
    </aside>
  )
}
