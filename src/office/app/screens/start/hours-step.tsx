import { useState } from 'react'
import type { Given } from '../../api.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Loaded } from '../../ui/states.tsx'
import { useSaving } from '../settings/draft.ts'
import { CLOSED, USUAL, WEEK, type WeekHours } from '../settings/hours-form.ts'
import { HOURS_READS, HoursProblem, isHoursProblem } from '../settings/place-hours.tsx'
import { Wrong } from '../settings/save-bar.tsx'
import { WeekEditor } from '../settings/week-editor.tsx'
import { GuideStep, useOn } from './guide-step.tsx'

type Place = Given<'GET /api/businesses/:businessId/locations'>['locations'][number]

/** Monday to Saturday, ten to seven: to be changed rather than typed. */
const PROPOSED: WeekHours = WEEK.map((day) => ({ day, ...(day === 0 ? CLOSED : USUAL) }))

export function HoursStep() {
  const { businessId } = useHere()
  const read = useRead('GET /api/businesses/:businessId/locations', { params: { businessId } })
  return <Loaded from={read}>{({ locations: [place] }) => place && <Hours place={place} />}</Loaded>
}

function Hours({ place }: { place: Place }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const isBlank = place.workingHours.every(({ isOpen }) => !isOpen)
  const [week, setWeek] = useState<WeekHours>(isBlank ? PROPOSED : place.workingHours)
  const save = useSaving('PUT /api/businesses/:businessId/locations/:locationId/hours', HOURS_READS, useOn('hours'))
  return (
    <GuideStep
      step="hours"
      title={t('start.hoursTitle')}
      hint={t('start.hoursHint')}
      busy={save.isPending}
      onNext={() =>
        save.mutate({ params: { businessId, locationId: place.id }, body: { week, version: place.version } })
      }
    >
      <WeekEditor value={week} onChange={setWeek} />
      <HoursProblem error={save.error} />
      {save.error && !isHoursProblem(save.error) && <Wrong error={save.error} />}
    </GuideStep>
  )
}
