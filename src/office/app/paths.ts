/** Where a screen of a business is. */
export const screenPath = (businessId: string, path: string): string => `/office/b/${businessId}/${path}`
