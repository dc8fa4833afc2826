import { createContext, type ReactNode, useContext } from 'react'
import { useParams } from 'react-router'
import type { BusinessId } from '#kernel/ids.ts'
import { includes, type Right } from '#platform/http/rights.ts'
import type { Given } from './api.ts'

export type Me = Given<'GET /api/me'>

const MeContext = createContext<Me | null>(null)

export const MeProvider = ({ me, children }: { me: Me; children: ReactNode }) => (
  <MeContext.Provider value={me}>{children}</MeContext.Provider>
)

export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('outside of MeProvider')
  return me
}

export interface Here {
  businessId: BusinessId
  name: string
  /** Of its public page. */
  slug: string
  right: Right
  /** Whether one's right here is at least this one. */
  may: (right: Right) => boolean
}

/** The business that the address names, and one's right in it. */
export function useHere(): Here {
  const { businesses } = useMe()
  const { businessId } = useParams()
  const found = businesses.find(({ id }) => id === businessId)
  if (!found) throw new Error('the address names no business of this account')
  return {
    businessId: found.id,
    name: found.name,
    slug: found.slug,
    right: found.right,
    may: (right) => includes(found.right, right),
  }
}
