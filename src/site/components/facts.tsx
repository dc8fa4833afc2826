import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

interface Fact {
  icon: IconName
  term: string
  children: ReactNode
}

/** A pair that needs no visible label: the icon stands for the word that screen readers hear. */
export const Fact = ({ icon, term, children }: Fact) => (
  <div className="fact">
    <dt>
      <Icon name={icon} />
      <span className="hidden-visually">{term}</span>
    </dt>
    <dd className="fact-text">{children}</dd>
  </div>
)

export const Facts = ({ children }: { children: ReactNode }) => <dl className="facts">{children}</dl>
