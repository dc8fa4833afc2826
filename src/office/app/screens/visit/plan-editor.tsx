import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { MAY } from '#platform/http/rights.ts'
import { errorText } from '#platform/i18n/speak.ts'
import { Banner } from '#site/components/banner.tsx'
import { call } from '../../api.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import type { CalendarVisit } from '../../visits/marks.ts'
import type { CalendarAnswer } from '../../visits/shown.ts'
import { ConflictDialog, type Verdict } from '../calendar/conflict-dialog.tsx'
import { useReasons } from '../calendar/words.ts'
import { TimeField } from '../settings/time-field.tsx'
import {
  asked,
  changed,
  type Draft,
  draftOf,
  isSame,
  type Rearrangement,
  timeOf,
  without,
  withService,
} from './plan-draft.ts'
import { PlanLine } from './plan-line.tsx'
import { useRearrangeVisit } from './use-rearrange-visit.ts'

const WHAT_IF = 'POST /api/businesses/:businessId/what-if'

interface Props {
  visit: CalendarVisit
  answer: CalendarAnswer
  onClose: () => void
}

/** Services, people, time and price as one likes them; price, end and what is in the way follow at once. */
export function PlanEditor({ visit, answer, onClose }: Props) {
  const say = useSay()
  const { t } = say
  const { may } = useHere()
  const [draft, setDraft] = useState<Draft>(() => draftOf(visit))
  const [isExplained, setExplained] = useState(false)
  const plan = asked(draft, visit)
  const { data: verdict, error } = useVerdict(visit, plan, draft.lines.length > 0)
  const { save, isPending } = useRearrangeVisit(visit, { onSaved: onClose, onCollides: () => setExplained(true) })
  const isFree = verdict?.ok ?? true
  return (
    <>
      <div className="columns">
        <TextField
          label={t('card.date')}
          type="date"
          value={draft.date}
          onChange={(date) => date !== '' && setDraft({ ...draft, date })}
        />
        <TimeField
          label={t('calendar.from')}
          value={draft.time}
          onChange={(time) => time !== '' && setDraft({ ...draft, time })}
        />
      </div>
      <ol className="plan-lines">
        {draft.lines.map((line, i) => (
          <PlanLine
            key={line.key}
            line={line}
            answer={answer}
            told={verdict?.lines[i]}
            onChange={(changes) => setDraft(changed(draft, line.key, changes))}
            onRemove={draft.lines.length > 1 ? () => setDraft(without(draft, line.key)) : null}
          />
        ))}
      </ol>
      <SelectField<string>
        label={t('card.addService')}
        value=""
        choices={[
          { value: '', says: t('card.choose') },
          ...answer.services.map(({ id, name }) => ({ value: id, says: name })),
        ]}
        onChange={(id) => {
          const service = answer.services.find((one) => one.id === id)
          if (service) setDraft(withService(draft, service.id, answer))
        }}
      />
      {error && (
        <Banner tone="bad">
          <p>{textOf(say, error)}</p>
        </Banner>
      )}
      {verdict && <VerdictLine verdict={verdict} answer={answer} zone={visit.zone} />}
      <div className="buttons">
        <Button
          busy={isPending}
          disabledBecause={isSame(draft, visit) ? t('card.nothingChanged') : undefined}
          onClick={() => (isFree ? void save(plan) : setExplained(true))}
        >
          {t('app.save')}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {t('card.leave')}
        </Button>
      </div>
      {isExplained && verdict && (
        <ConflictDialog
          verdict={verdict}
          answer={answer}
          busy={isPending}
          onAlternative={({ startTime, staffIds }) => {
            const lines = plan.lines.map(({ startTime: _, ...line }, i) => ({ ...line, staffId: staffIds[i] ?? null }))
            void save({ startTime, lines })
          }}
          onOverride={may(MAY.overrideRules) ? (reason) => void save(plan, reason) : null}
          onClose={() => setExplained(false)}
        />
      )}
    </>
  )
}

/** What would happen; asked anew with every change, and what was told before stays in sight meanwhile. */
function useVerdict(visit: CalendarVisit, plan: Rearrangement, enabled: boolean) {
  const { businessId } = useHere()
  const body = useDeferredValue(JSON.stringify({ ...plan, appointmentId: visit.id }))
  return useQuery({
    queryKey: [WHAT_IF, businessId, visit.version, body],
    queryFn: ({ signal }) => call(WHAT_IF, { params: { businessId }, body: JSON.parse(body) }, { signal }),
    placeholderData: keepPreviousData,
    enabled,
    gcTime: 0,
  })
}

function VerdictLine({ verdict, answer, zone }: { verdict: Verdict; answer: CalendarAnswer; zone: string }) {
  const { t, f } = useSay()
  const words = useReasons()
  const last = verdict.lines.at(-1)
  const nameOf = (id: string | null): string => answer.people.find((one) => one.id === id)?.name ?? ''
  return (
    <div className="plan-verdict" role="status">
      <p>
        {last && t('card.ends', { time: timeOf(last.endTime, zone) })} · <strong>{f.money(verdict.totalAmount)}</strong>
      </p>
      {!verdict.ok && (
        <ul className="conflict-why">
          {verdict.never && <li>{errorText(t, verdict.never)}</li>}
          {verdict.why.map(({ code, staffId, serviceId }) => (
            <li key={`${code}${staffId}${serviceId}`}>{words(code, nameOf(staffId))}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
