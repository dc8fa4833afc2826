import { addDays } from '#kernel/time.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { NumberField, Segments, TextField } from '../../ui/fields.tsx'
import { Section } from '../../ui/screen.tsx'
import { useDraft, useSaving } from '../settings/draft.ts'
import {
  type DayHours,
  type Schedule,
  shiftsOfWeek,
  USUAL,
  type WeekHours,
  weekOfShifts,
} from '../settings/hours-form.ts'
import { SaveBar } from '../settings/save-bar.tsx'
import { DayFields, WeekEditor } from '../settings/week-editor.tsx'
import { TEAM_READS } from './new-person.tsx'
import type { Member } from './people.tsx'

interface Form {
  kind: Schedule['kind']
  week: WeekHours
  on: number
  off: number
  start: string
  hours: DayHours
}

const today = () => new Date().toISOString().slice(0, 10)

function formOf(schedule: Schedule): Form {
  const week = weekOfShifts(schedule)
  if (schedule.kind === 'weekly') return { kind: 'weekly', week, on: 2, off: 2, start: '', hours: USUAL }
  const { on, off, start, from, to, breaks } = schedule
  return { kind: 'rotation', week, on, off, start, hours: { isOpen: true, openTime: from, closeTime: to, breaks } }
}

const scheduleIn = ({ kind, week, on, off, start, hours }: Form): Schedule =>
  kind === 'weekly'
    ? shiftsOfWeek(week)
    : { kind, on, off, start: start || today(), from: hours.openTime, to: hours.closeTime, breaks: hours.breaks }

/** A week of hours, or days of work and of rest by turns. */
export function ScheduleForm({ member }: { member: Member }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const draft = useDraft(formOf(member.schedule))
  const places = useRead('GET /api/businesses/:businessId/locations', { params: { businessId } })
  const save = useSaving('PUT /api/businesses/:businessId/staff/:staffId/schedule', TEAM_READS, draft.clear)
  const { value, set } = draft
  const ofPlace = places.data?.locations[0]?.workingHours
  return (
    <Section title={t('people.hours')} hint={t('people.hoursHint')}>
      <Segments
        label={t('people.hours')}
        value={value.kind}
        choices={[
          { value: 'weekly', says: t('people.weekly') },
          { value: 'rotation', says: t('people.rotation') },
        ]}
        onChange={(kind) => set({ kind })}
      />
      {value.kind === 'weekly' ? (
        <>
          {ofPlace && (
            <div>
              <Button look="quiet" size="small" onClick={() => set({ week: ofPlace })}>
                {t('people.hoursOfPlace')}
              </Button>
            </div>
          )}
          <WeekEditor value={value.week} onChange={(week) => set({ week })} />
        </>
      ) : (
        <Rotation value={value} set={set} />
      )}
      <SaveBar
        draft={draft}
        busy={save.isPending}
        error={save.error}
        names={{ week: t('people.hours') }}
        onSave={() =>
          save.mutate({
            params: { businessId, staffId: member.id },
            body: { schedule: scheduleIn(value), version: member.version },
          })
        }
      />
    </Section>
  )
}

const AHEAD = 14

function Rotation({ value, set }: { value: Form; set: (changes: Partial<Form>) => void }) {
  const { t, f } = useSay()
  const start = value.start || today()
  const days = Array.from({ length: AHEAD }, (_, at) => at).filter((at) => at % (value.on + value.off) < value.on)
  return (
    <>
      <div className="columns">
        <NumberField label={t('people.daysOn')} value={value.on} onChange={(on) => set({ on: Math.max(1, on ?? 1) })} />
        <NumberField label={t('people.daysOff')} value={value.off} onChange={(off) => set({ off: off ?? 0 })} />
        <TextField
          label={t('people.firstDay')}
          type="date"
          value={start}
          onChange={(date) => date && set({ start: date })}
        />
      </div>
      <DayFields
        name={t('people.rotation')}
        value={{ ...value.hours, isOpen: true }}
        onChange={(hours) => set({ hours: { ...hours, isOpen: true } })}
      />
      <p className="hint">
        {t('people.rotationExample', { days: days.map((at) => f.dayShort(addDays(start, at))).join(' · ') })}
      </p>
    </>
  )
}
