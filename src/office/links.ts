import type { LocalDate } from '#kernel/time.ts'
import { OFFICE } from '#site/links.ts'

export { OFFICE }

/** Under /office/, so that it serves nothing else. */
export const OFFICE_WORKER = '/office/worker.js'

/** What a phone installs the office by. */
export const OFFICE_MANIFEST = '/office/office.webmanifest'
/** Where the installed office opens: within the reach of its worker, so without a network as well. */
export const OFFICE_HOME = '/office/b/'

export const SIGN_IN = '/office/sign-in'
/** Where an account without a business begins one. */
export const START = '/office/start'
/** What a shared tablet shows while nobody acts. */
export const LOCKED = '/office/locked'
export const SIGN_OUT = '/office/sign-out'

/** What staff do to a visit from its row. */
export type VisitAct = 'complete' | 'no-show' | 'undo' | 'cancel' | 'link'

/** The application, at its first screen unless another is meant. */
export const appPath = (businessId: string, screen: 'today' | 'calendar' = 'today'): string =>
  `${OFFICE}/b/${businessId}/${screen}`

export const dayPath = (businessId: string, day?: LocalDate): string =>
  `${OFFICE}?business=${businessId}${day ? `&day=${day}` : ''}`

/** POST; for `cancel` a GET asks first. */
export const actPath = (businessId: string, visitId: string, act: VisitAct): string =>
  `${OFFICE}/b/${businessId}/visits/${visitId}/${act}`

/** Coming visits that no longer fit. */
export const outsidePath = (businessId: string): string => `${OFFICE}/b/${businessId}/outside`

/** The business's photos, and one's own; without a business it is the first that one may open. */
export const photosPath = (businessId: string | null): string =>
  `${OFFICE}/photos${businessId ? `?business=${businessId}` : ''}`

/** POST */
export const addPhotoPath = (businessId: string): string => `${OFFICE}/b/${businessId}/photos`
export const photoActPath = (businessId: string, photoId: string, act: 'move' | 'remove'): string =>
  `${addPhotoPath(businessId)}/${photoId}/${act}`
export const OWN_PHOTO = `${OFFICE}/account/photo`
export const REMOVE_OWN_PHOTO = `${OWN_PHOTO}/remove`

/** The same page in another language, which is then remembered. */
export const inLanguage = (path: string, locale: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}locale=${locale}`

/** The business that an address of the office names. */
export const businessIn = (path: string): string | null => new URL(path, 'http://office').searchParams.get('business')
