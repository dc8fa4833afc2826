import { useState } from 'react'
import { toMinute, wallAt } from '#kernel/time.ts'
import { errorText, type MessageKey } from '#platform/i18n/speak.ts'
import type { Given } from '../../api.ts'
import { useSay } from '../../say.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/fields.tsx'
import type { CalendarAnswer } from './days.ts'
import { OwnDays } from './own-days.tsx'
import { useReasons } from './words.ts'

export type Verdict = Given<'POST /api/businesses/:businessId/what-if'>
export type Alternative = Verdict['alternatives'][number]
/** What is told of a verdict. */
export type Obstacles = Pick<Verdict, 'never' | 'why' | 'alternatives' | 'collides' | 'lines'>

interface Props {
  verdict: Obstacles
  answer: Pick<CalendarAnswer, 'zone' | 'people'>
  busy: boolean
  /** What could be done with others instead: swap with who is there, have those that follow begin later. */
  offers?: readonly { text: string; onTake: () => void }[]
  onAlternative: (alternative: Pick<Alternative, 'startTime' | 'staffIds'>) => void
  /** Null: one's right does not reach so far. */
  onOverride: ((reason: string) => void) | null
  onClose: () => void
}

/** Why a visit cannot lie there, what is near, and, for whoever may, doing it nevertheless. */
export function ConflictDialog({ verdict, answer, busy, offers = [], onAlternative, onOverride, onClose }: Props) {
  const { t, f } = useSay()
  const moment = (instant: string): string => {
    const { date, time } = wallAt(toMinute(new Date(instant)), answer.zone)
    return `${f.dayShort(date)}, ${time}`
  }
  const nameOf = (id: string | null): string => answer.people.find((one) => one.id === id)?.name ?? ''
  const names = (ids: readonly (string | null)[]): string => [...new Set(ids.map(nameOf))].filter(Boolean).join(', ')
  const words = useReasons()
  return (
    <Dialog title={t('calendar.conflict')} onClose={onClose}>
      <ul className="conflict-why">
        {verdict.never && <li>{errorText(t, verdict.never)}</li>}
        {verdict.why.map(({ code, staffId, serviceId }) => (
          <li key={`${code}${staffId}${serviceId}`}>{words(code, nameOf(staffId))}</li>
        ))}
        {verdict.collides.map(({ appointmentId, startTime, clientName }) => (
          <li key={appointmentId}>
            {moment(startTime)} · <bdi className="name">{clientName || t('calendar.anonymous')}</bdi>
          </li>
        ))}
      </ul>
      {offers.length > 0 && (
        <div className="buttons">
          {offers.map(({ text, onTake }) => (
            <Button key={text} busy={busy} onClick={onTake}>
              {text}
            </Button>
          ))}
        </div>
      )}
      {OTHERWISE.map(({ says, kinds }) => {
        const found = verdict.alternatives.filter(({ kind }) => kinds.includes(kind))
        return (
          found.length > 0 && (
            <section key={says} className="conflict-instead">
              <p className="strong">{t(says)}</p>
              <div className="buttons">
                {found.map((one) => (
                  <Button
                    key={`${one.startTime}${one.staffIds}`}
                    look="secondary"
                    size="small"
                    busy={busy}
                    onClick={() => onAlternative(one)}
                  >
                    {[moment(one.startTime), names(one.staffIds)].filter(Boolean).join(' · ')}
                  </Button>
                ))}
              </div>
            </section>
          )
        )
      })}
      <OwnDays verdict={verdict} answer={answer} busy={busy} onChoose={onAlternative} />
      {onOverride && verdict.never === null && <Nevertheless busy={busy} onOverride={onOverride} />}
    </Dialog>
  )
}

/** Somebody else now, or another time: which of them the client wants is the first question. */
const OTHERWISE: readonly { says: MessageKey; kinds: readonly Alternative['kind'][] }[] = [
  { says: 'calendar.otherNow', kinds: ['person'] },
  { says: 'calendar.instead', kinds: ['time', 'day'] },
]

/** A reason first: it is recorded with who did it. */
function Nevertheless({ busy, onOverride }: { busy: boolean; onOverride: (reason: string) => void }) {
  const { t } = useSay()
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  return (
    <form
      className="conflict-override"
      onSubmit={(event) => {
        event.preventDefault()
        const given = reason.trim()
        setMissing(given === '')
        if (given !== '') onOverride(given)
      }}
    >
      <TextField
        label={t('calendar.overrideReason')}
        hint={t('calendar.overrideHint')}
        error={isMissing ? t('calendar.overrideMissing') : undefined}
        maxLength={200}
        value={reason}
        onChange={setReason}
      />
      <Button look="danger" type="submit" busy={busy}>
        {t('calendar.override')}
      </Button>
    </form>
  )
}
