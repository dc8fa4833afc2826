import type { LocalDate } from '#kernel/time.ts'
import { OFFICE } from '#site/links.ts'

export { OFFICE }

export const SIGN_IN = '/office/sign-in'
export const SIGN_OUT = '/office/sign-out'

/** What staff do to a visit from its row. */
export type VisitAct = 'complete' | 'no-show' | 'undo' | 'cancel'

export const dayPath = (businessId: string, day?: LocalDate): string =>
  `${OFFICE}?business=${businessId}${day ? `&day=${day}` : ''}`

/** POST; for `cancel` a GET asks first. */
export const actPath = (businessId: string, visitId: string, act: VisitAct): string =>
  `${OFFICE}/b/${businessId}/visits/${visitId}/${act}`

/** The same page in another language, which is then remembered. */
export const inLanguage = (path: string, locale: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}locale=${locale}`
