import { type OnboardingDeps, openBusiness, openFirst } from './open-business.ts'
import { type PublishDeps, readiness, setPublished } from './publish.ts'

export { onboardingRoutes } from './onboarding.routes.ts'
export type { OpenBusiness } from './open-business.ts'

export { createPlanChecks } from './plan-check.ts'

/** How a business begins, and what it lacks before clients can book. */
export const createOnboarding = (deps: OnboardingDeps & PublishDeps) => ({
  openBusiness: openBusiness(deps),
  openFirst: openFirst(deps),
  readiness: readiness(deps),
  setPublished: setPublished(deps),
})

export type Onboarding = ReturnType<typeof createOnboarding>
