import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'info' | 'ok' | 'warn' | 'bad'

const ICONS: Readonly<Record<Tone, IconName>> = { info: 'info', ok: 'done', warn: 'alert', bad: 'alert' }

/** A line that matters now: what happened, what is kept, what to do. */
export const Banner = ({ tone, children }: { tone: Tone; children: ReactNode }) => (
  <div className={`banner banner-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
    <Icon name={ICONS[tone]} />
    <div className="banner-body">{children}</div>
  </div>
)
