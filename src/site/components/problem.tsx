import type { ReactNode } from 'react'
import { errorText } from '#platform/i18n/speak.ts'
import type { Say } from '#site/say.ts'
import { Banner } from './banner.tsx'
import { PhoneLink } from './contact-links.tsx'

/** A refusal on its way to the page. */
export interface Problem {
  /** A key of `errors`. */
  code: string
  details?: Readonly<Record<string, unknown>>
}

/** Refusals that a call may help with. */
const CALL = new Set([
  'cart_too_long',
  'business_unavailable',
  'service_unavailable',
  'too_soon',
  'by_phone',
  'too_many_coming',
  'too_many_bookings',
  'queue_closed',
  'queue_off',
])

interface Props {
  say: Say
  problem: Problem | null
  phone?: string | null
  /** What helps, such as other times. */
  children?: ReactNode
}

export const ProblemBanner = ({ say: { t }, problem, phone, children }: Props) =>
  problem && (
    <Banner tone="bad">
      <p>{errorText(t, problem.code, problem.details)}</p>
      {phone && CALL.has(problem.code) && (
        <p>
          <PhoneLink phone={phone} />
        </p>
      )}
      {children}
    </Banner>
  )
