import type { ReactNode } from 'react'

export type Look = 'primary' | 'secondary' | 'soft' | 'quiet' | 'danger'
type Size = 'normal' | 'big' | 'small'

interface Common {
  look?: Look
  size?: Size
  wide?: boolean
  /** Whole name for screen readers, where the visible word needs its row to make sense. */
  label?: string
  children: ReactNode
}

const classes = ({ look = 'primary', size = 'normal', wide }: Common): string =>
  ['button', `button-${look}`, size === 'normal' ? '' : `button-${size}`, wide ? 'button-wide' : '']
    .filter(Boolean)
    .join(' ')

export const ButtonLink = ({ href, rel, ...rest }: Common & { href: string; rel?: string }) => (
  <a className={classes(rest)} href={href} rel={rel} aria-label={rest.label}>
    {rest.children}
  </a>
)

export const SubmitButton = ({ name, value, ...rest }: Common & { name?: string; value?: string }) => (
  <button className={classes(rest)} type="submit" name={name} value={value} aria-label={rest.label}>
    {rest.children}
  </button>
)
