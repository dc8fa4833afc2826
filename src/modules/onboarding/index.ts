import { type OnboardingDeps, openBusiness } from './open-business.ts'

export type { OpenBusiness } from './open-business.ts'

export { createPlanChecks } from './plan-check.ts'

/** How a business begins. */
export const createOnboarding = (deps: OnboardingDeps) => ({ openBusiness: openBusiness(deps) })

export type Onboarding = ReturnType<typeof createOnboarding>
