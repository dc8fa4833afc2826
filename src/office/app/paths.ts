/** Where a screen of a business is. */
export const screenPath = (businessId: string, path: string): string => `/office/b/${businessId}/${path}`
/** What was done without a network and not taken by the server. */
export const UNSENT = 'unsent'
export const visitScreen = (businessId: string, visitId: string): string => screenPath(businessId, `visits/${visitId}`)
