import { type KeyboardEvent, lazy, Suspense, useDeferredValue, useId, useState } from 'react'
import { useNavigate } from 'react-router'
import { Icon } from '#site/components/icon.tsx'
import { useSay } from '../say.tsx'
import type { ScreenEntry } from '../screens.ts'
import { Dialog } from '../ui/dialog.tsx'
import { type Hit, useHits } from './use-hits.ts'

const CallerDialog = lazy(() => import('../callers/caller-dialog.tsx'))

/** Finds screens, clients, services and visits by a few letters or digits. */
export function Palette({ screens, onClose }: { screens: readonly ScreenEntry[]; onClose: () => void }) {
  const { t } = useSay()
  const navigate = useNavigate()
  const listId = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [caller, setCaller] = useState<Hit | null>(null)
  const hits = useHits(useDeferredValue(text), screens)
  const chosen = Math.min(at, hits.length - 1)
  const go = (hit: Hit | undefined) => {
    if (!hit) return
    if (hit.callerId) return setCaller(hit)
    onClose()
    navigate(hit.path)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }
    const step = steps[event.key]
    if (step !== undefined) setAt((chosen + step + hits.length) % Math.max(1, hits.length))
    else if (event.key === 'Enter') go(hits[chosen])
    else return
    event.preventDefault()
  }
  if (caller?.callerId)
    return (
      <Suspense>
        <CallerDialog clientId={caller.callerId} name={caller.title} onClose={onClose} />
      </Suspense>
    )
  return (
    <Dialog title={t('app.search')} onClose={onClose}>
      <input
        className="input"
        role="combobox"
        aria-label={t('app.searchWhat')}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={hits[chosen] && `${listId}-${hits[chosen].id}`}
        placeholder={t('app.searchWhat')}
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
      />
      <div className="hits" id={listId} role="listbox" aria-label={t('app.search')}>
        {hits.map((hit, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above hears the keys
          <div
            key={hit.id}
            id={`${listId}-${hit.id}`}
            className="hit"
            role="option"
            tabIndex={-1}
            aria-selected={i === chosen}
            onClick={() => go(hit)}
          >
            <Icon name={hit.icon} />
            <span className="hit-text">
              <bdi className="name">{hit.title}</bdi>
              {hit.note && <span className="small muted">{hit.note}</span>}
            </span>
          </div>
        ))}
      </div>
      {text.trim() !== '' && hits.length === 0 && <p className="muted">{t('app.searchNothing')}</p>}
    </Dialog>
  )
}
