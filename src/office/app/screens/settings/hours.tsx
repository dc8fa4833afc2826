import { localDateAt, toMinute } from '#kernel/time.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Section } from '../../ui/screen.tsx'
import { Loaded } from '../../ui/states.tsx'
import { useDraft, useSaving } from './draft.ts'
import { Holidays } from './holidays.tsx'
import { OutsideVisits } from './outside.tsx'
import { Periods } from './periods.tsx'
import { HOURS_READS, HoursProblem, isHoursProblem, type Place } from './place-hours.tsx'
import { SaveBar } from './save-bar.tsx'
import { SpecialDays } from './special-days.tsx'
import { WeekEditor } from './week-editor.tsx'

export default function HoursPart() {
  const { businessId } = useHere()
  const read = useRead('GET /api/businesses/:businessId/locations', { params: { businessId } })
  return (
    <Loaded from={read}>
      {({ locations: [place] }) => {
        if (!place) return null
        const today = localDateAt(toMinute(new Date()), place.zone)
        return (
          <>
            <OutsideVisits />
            <Week place={place} />
            <Holidays place={place} today={today} />
            <SpecialDays place={place} today={today} />
            <Periods place={place} today={today} />
          </>
        )
      }}
    </Loaded>
  )
}

function Week({ place }: { place: Place }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const draft = useDraft({ week: place.workingHours })
  const save = useSaving('PUT /api/businesses/:businessId/locations/:locationId/hours', HOURS_READS, draft.clear)
  return (
    <Section title={t('settings.week')} hint={t('settings.weekHint')}>
      <WeekEditor value={draft.value.week} onChange={(week) => draft.set({ week })} />
      <HoursProblem error={save.error} />
      <SaveBar
        draft={draft}
        busy={save.isPending}
        error={isHoursProblem(save.error) ? null : save.error}
        names={{ week: t('settings.week') }}
        onSave={() =>
          save.mutate({
            params: { businessId, locationId: place.id },
            body: { week: draft.value.week, version: place.version },
          })
        }
      />
    </Section>
  )
}
