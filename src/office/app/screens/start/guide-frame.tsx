import { type ReactNode, useEffect } from 'react'
import { useSay } from '../../say.tsx'
import { Toasts } from '../../toasts.tsx'
import { STEPS } from './steps.ts'

interface Props {
  /** How many steps are behind. */
  at: number
  title: string
  hint?: string
  foot: ReactNode
  children: ReactNode
}

const COUNT = STEPS.length

/** One question a page, without the rest of the office around it. */
export function GuideFrame({ at, title, hint, foot, children }: Props) {
  const { t } = useSay()
  useEffect(() => {
    document.title = `${title} · ${t('start.title')}`
    scrollTo(0, 0)
  }, [title, t])
  return (
    <div className="guide">
      <header className="guide-head">
        <p className="small muted">{t('start.stepOf', { step: at + 1, count: COUNT })}</p>
        <progress className="guide-progress" value={at + 1} max={COUNT} aria-label={t('start.title')} />
        <h1>{title}</h1>
        {hint && <p className="muted">{hint}</p>}
      </header>
      <main className="guide-body">{children}</main>
      <footer className="guide-foot">{foot}</footer>
      <Toasts />
    </div>
  )
}
