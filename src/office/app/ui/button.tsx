import type { ReactNode } from 'react'
import { Icon, type IconName } from '#site/components/icon.tsx'

interface Props {
  look?: 'primary' | 'secondary' | 'soft' | 'quiet' | 'danger'
  size?: 'normal' | 'big' | 'small'
  wide?: boolean
  icon?: IconName
  /** Whole name for screen readers, where the visible word needs its row to make sense. */
  label?: string
  type?: 'button' | 'submit'
  /** Work is under way: pressing again does nothing. */
  busy?: boolean
  /** Why it cannot be pressed now; said beside it. */
  disabledBecause?: string | undefined
  onClick?: () => void
  children: ReactNode
}

export function Button({
  look = 'primary',
  size = 'normal',
  wide,
  icon,
  label,
  type = 'button',
  busy = false,
  disabledBecause,
  onClick,
  children,
}: Props) {
  const classes = ['button', `button-${look}`, size === 'normal' ? '' : `button-${size}`, wide ? 'button-wide' : '']
  return (
    <button
      className={classes.filter(Boolean).join(' ')}
      type={type}
      aria-label={label}
      aria-busy={busy || undefined}
      aria-disabled={disabledBecause ? true : undefined}
      title={disabledBecause}
      onClick={(event) => {
        if (busy || disabledBecause) return event.preventDefault()
        onClick?.()
      }}
    >
      {icon && <Icon name={icon} small />}
      {children}
    </button>
  )
}

/** A picture alone, where its meaning is known: close, back, search. */
export const IconButton = ({ icon, label, onClick }: { icon: IconName; label: string; onClick: () => void }) => (
  <button className="icon-button" type="button" aria-label={label} title={label} onClick={onClick}>
    <Icon name={icon} />
  </button>
)
