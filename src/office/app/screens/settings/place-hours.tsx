import { type Given, Refused } from '../../api.ts'
import { useSay } from '../../say.tsx'

export type Place = Given<'GET /api/businesses/:businessId/locations'>['locations'][number]

/** What is read anew when hours change. */
export const HOURS_READS = [
  'GET /api/businesses/:businessId/locations',
  'GET /api/businesses/:businessId/visits-outside',
  'GET /api/businesses/:businessId/readiness',
] as const

export const isHoursProblem = (error: Error | null): error is Refused =>
  error instanceof Refused && error.code === 'hours_invalid'

/** Which of the rules of hours was broken. */
export function HoursProblem({ error }: { error: Error | null }) {
  const { t } = useSay()
  if (!isHoursProblem(error)) return null
  const key = `settings.hoursProblem.${error.details.problem}`
  return (
    <p className="field-error" role="alert">
      {t.has(key) ? t(key) : t('errors.hours_invalid')}
    </p>
  )
}
