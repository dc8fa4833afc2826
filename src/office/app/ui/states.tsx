// What a screen shows while it waits, when there is nothing, and when something went wrong.

import { type ReactNode, useEffect, useState } from 'react'
import { Banner } from '#site/components/banner.tsx'
import { textOf, useSay } from '../say.tsx'
import { Button } from './button.tsx'

const PATIENCE_MS = 300

/** Still shapes that keep the layout; they appear only when the wait is felt. */
export function Skeleton({ rows = 3 }: { rows?: number }) {
  const { t } = useSay()
  const [felt, setFelt] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setFelt(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="skeleton" aria-busy="true">
      {felt && <span className="hidden-visually">{t('app.loading')}</span>}
      {felt && Array.from({ length: rows }, (_, i) => <span key={String(i)} className="skeleton-row" />)}
    </div>
  )
}

export const Empty = ({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) => (
  <div className="empty-state">
    <svg className="empty-mark" viewBox="0 0 48 48" aria-hidden="true">
      <path d="M24 46V27C24 12 5 10 5 20c0 8 10 8 11 1M24 27C24 12 43 10 43 20c0 8-10 8-11 1M14 40c4-1 7-4 10-9 3 5 6 8 10 9" />
    </svg>
    <p className="strong">{title}</p>
    {hint && <p className="muted">{hint}</p>}
    {children}
  </div>
)

/** An error in words, with what to do. */
export function Failed({ error, onAgain }: { error: unknown; onAgain?: () => void }) {
  const say = useSay()
  return (
    <Banner tone="bad">
      <p>{textOf(say, error)}</p>
      {onAgain && (
        <div>
          <Button look="secondary" size="small" onClick={onAgain}>
            {say.t('app.again')}
          </Button>
        </div>
      )}
    </Banner>
  )
}

interface Reading<Given> {
  data: Given | undefined
  error: Error | null
  refetch: () => unknown
}

/** What was read; until then a skeleton, instead of it the error. What is known stays in sight when a later try fails. */
export function Loaded<Given>({
  from,
  rows,
  children,
}: {
  from: Reading<Given>
  rows?: number
  children: (given: Given) => ReactNode
}) {
  if (from.data !== undefined) return children(from.data)
  if (from.error) return <Failed error={from.error} onAgain={() => void from.refetch()} />
  return <Skeleton {...(rows === undefined ? {} : { rows })} />
}
