import { type ReactNode, useEffect } from 'react'
import { useSay } from '../say.tsx'

/** The frame of a screen: its title, also the browser's, with what can be done beside it. */
export function Screen({
  title,
  actions,
  full,
  children,
}: {
  title: string
  actions?: ReactNode
  /** Uses the whole room: a calendar. */
  full?: boolean
  children: ReactNode
}) {
  const { t } = useSay()
  useEffect(() => {
    document.title = `${title} · ${t('office.title')}`
  }, [title, t])
  return (
    <div className={full ? 'screen screen-full' : 'screen'}>
      <header className="screen-head">
        <h1>{title}</h1>
        {actions && <div className="buttons">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A part of a screen with a heading of its own. */
export const Section = ({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) => (
  <section className="card section">
    <h2>{title}</h2>
    {hint && <p className="muted small">{hint}</p>}
    {children}
  </section>
)
