/** After the name, each of them a page of its own: back, reload and another phone find it again. */
export const STEPS = ['services', 'hours', 'contacts', 'people', 'photos', 'kaspi', 'link', 'publish', 'done'] as const
export type Step = (typeof STEPS)[number]

export const guidePath = (businessId: string, step?: Step): string =>
  `/office/b/${businessId}/start${step ? `/${step}` : ''}`

interface Known {
  isActive: boolean
  lacking: readonly { what: string }[]
}

/** Where whoever comes back goes on: at the first thing that is missing. */
export function nextStep({ isActive, lacking }: Known): Step {
  if (isActive) return 'done'
  const lacks = (what: string) => lacking.some((one) => one.what === what)
  if (lacks('services')) return 'services'
  if (lacks('hours')) return 'hours'
  if (lacks('phone') || lacks('address')) return 'contacts'
  if (lacks('people') || lacks('provider')) return 'people'
  return lacks('photos') ? 'photos' : 'publish'
}
