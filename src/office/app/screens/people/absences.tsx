import { useState } from 'react'
import { addDays, instantOf, type LocalDate, toDate, toMinute, wallAt } from '#kernel/time.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { Section } from '../../ui/screen.tsx'
import { useSaving } from '../settings/draft.ts'
import { CLOSED, type DayHours } from '../settings/hours-form.ts'
import { Wrong } from '../settings/save-bar.tsx'
import { DayFields } from '../settings/week-editor.tsx'
import { TEAM_READS } from './new-person.tsx'
import type { Member } from './people.tsx'

type TimeOff = Member['timeOff'][number]

const KINDS = ['vacation', 'sick', 'training', 'other'] as const

/** When a person is away, and single days of other hours. Booked visits stay: they are listed above with what to do. */
export function Absences({ member }: { member: Member }) {
  const { t, f } = useSay()
  const { businessId } = useHere()
  const [open, setOpen] = useState<'off' | 'day' | null>(null)
  const places = useRead('GET /api/businesses/:businessId/locations', { params: { businessId } })
  const zone = places.data?.locations[0]?.zone ?? 'Asia/Atyrau'
  const drop = useSaving('POST /api/businesses/:businessId/staff/:staffId/time-off/drop', TEAM_READS)
  const day = useSaving('PUT /api/businesses/:businessId/staff/:staffId/day', TEAM_READS)
  const params = { businessId, staffId: member.id }
  const now = new Date().toISOString()
  const at = (instant: string) => wallAt(toMinute(new Date(instant)), zone)
  const span = ({ from, until }: TimeOff) => {
    const [begin, end] = [at(from), at(until)]
    return `${f.moment(begin.date, begin.time)} – ${f.moment(end.date, end.time)}`
  }
  const coming = member.timeOff.filter(({ until }) => until > now)
  const days = member.exceptions.filter(({ date }) => date >= now.slice(0, 10))
  return (
    <Section title={t('people.away')} hint={t('people.awayHint')}>
      <ul className="rows">
        {coming.map((off) => (
          <li key={off.from + off.until} className="row row-wrap">
            <span className="row-text">
              <span className="strong">{t(`people.off.${off.kind}`)}</span>
              <span className="small muted">{span(off)}</span>
            </span>
            <Button
              look="quiet"
              size="small"
              label={`${t('app.remove')}: ${span(off)}`}
              onClick={() =>
                drop.mutate({ params, body: { from: off.from, until: off.until, version: member.version } })
              }
            >
              {t('app.remove')}
            </Button>
          </li>
        ))}
        {days.map(({ date, shifts }) => (
          <li key={date} className="row row-wrap">
            <span className="row-text">
              <span className="strong">{f.day(date)}</span>
              <span className="small muted">
                {shifts.length === 0 ? t('people.dayOff') : shifts.map(({ from, to }) => f.range(from, to)).join(', ')}
              </span>
            </span>
            <Button
              look="quiet"
              size="small"
              label={`${t('app.remove')}: ${f.day(date)}`}
              onClick={() => day.mutate({ params, body: { date, shifts: null, version: member.version } })}
            >
              {t('app.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {(drop.error ?? day.error) && <Wrong error={drop.error ?? day.error} />}
      <div className="buttons">
        <Button look="secondary" onClick={() => setOpen('off')}>
          {t('people.addTimeOff')}
        </Button>
        <Button look="secondary" onClick={() => setOpen('day')}>
          {t('people.addDay')}
        </Button>
      </div>
      {open === 'off' && <NewTimeOff member={member} zone={zone} onClose={() => setOpen(null)} />}
      {open === 'day' && <NewDay member={member} onClose={() => setOpen(null)} />}
    </Section>
  )
}

interface SheetProps {
  member: Member
  onClose: () => void
}

const tomorrow = (): LocalDate => addDays(new Date().toISOString().slice(0, 10), 1)

/** Whole days, both included. */
function NewTimeOff({ member, zone, onClose }: SheetProps & { zone: string }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const [form, setForm] = useState({ from: tomorrow(), until: tomorrow(), kind: 'vacation' as TimeOff['kind'] })
  const save = useSaving('POST /api/businesses/:businessId/staff/:staffId/time-off', TEAM_READS, onClose)
  const isBackwards = form.until < form.from
  const submit = () => {
    if (isBackwards) return
    const midnight = (date: LocalDate) => toDate(instantOf(date, 0, zone)).toISOString()
    const span = { from: midnight(form.from), until: midnight(addDays(form.until, 1)) }
    save.mutate({
      params: { businessId, staffId: member.id },
      body: { ...span, kind: form.kind, version: member.version },
    })
  }
  return (
    <Dialog
      title={t('people.addTimeOff')}
      onClose={onClose}
      foot={
        <Button wide busy={save.isPending} onClick={submit}>
          {t('app.save')}
        </Button>
      }
    >
      <SelectField
        label={t('people.offKind')}
        value={form.kind}
        choices={KINDS.map((kind) => ({ value: kind, says: t(`people.off.${kind}`) }))}
        onChange={(kind) => setForm({ ...form, kind })}
      />
      <div className="times">
        <TextField
          label={t('settings.fromDay')}
          type="date"
          value={form.from}
          onChange={(from) => from && setForm({ ...form, from })}
        />
        <TextField
          label={t('people.lastDay')}
          type="date"
          error={isBackwards ? t('people.backwards') : undefined}
          value={form.until}
          onChange={(until) => until && setForm({ ...form, until })}
        />
      </div>
      <p className="hint">{t('people.offVisits')}</p>
      {save.error && <Wrong error={save.error} />}
    </Dialog>
  )
}

function NewDay({ member, onClose }: SheetProps) {
  const { t, f } = useSay()
  const { businessId } = useHere()
  const [date, setDate] = useState(tomorrow)
  const [hours, setHours] = useState<DayHours>(CLOSED)
  const save = useSaving('PUT /api/businesses/:businessId/staff/:staffId/day', TEAM_READS, onClose)
  const shifts = hours.isOpen ? [{ from: hours.openTime, to: hours.closeTime, breaks: hours.breaks }] : []
  return (
    <Dialog
      title={t('people.addDay')}
      onClose={onClose}
      foot={
        <Button
          wide
          busy={save.isPending}
          onClick={() =>
            save.mutate({ params: { businessId, staffId: member.id }, body: { date, shifts, version: member.version } })
          }
        >
          {t('app.save')}
        </Button>
      }
    >
      <TextField label={t('settings.date')} type="date" value={date} onChange={(next) => next && setDate(next)} />
      <DayFields name={f.day(date)} value={hours} onChange={setHours} />
      {save.error && <Wrong error={save.error} nameOf={() => t('people.hours')} />}
    </Dialog>
  )
}
