import { useState } from 'react'
import { addDays, instantOf, type LocalDate, toDate, wallMinutes } from '#kernel/time.ts'
import type { ReadName } from '../../api.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segments, SelectField, TextField } from '../../ui/fields.tsx'
import { useSaving } from '../settings/draft.ts'
import { Wrong } from '../settings/save-bar.tsx'
import { TimeField } from '../settings/time-field.tsx'

const KINDS = ['other', 'vacation', 'sick', 'training'] as const
const laterOf = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b)
const tomorrow = (): LocalDate => addDays(new Date().toISOString().slice(0, 10), 1)

interface Props {
  zone: string
  /** What is read anew once it is asked. */
  reads: readonly ReadName[]
  onClose: () => void
}

/** Whole days or a part of one, and why. */
export function AskDayOff({ zone, reads, onClose }: Props) {
  const { t } = useSay()
  const { businessId } = useHere()
  const [form, setForm] = useState({
    ...{ span: 'days' as 'days' | 'part', kind: 'other' as (typeof KINDS)[number], reason: '' },
    ...{ first: tomorrow(), last: tomorrow(), from: '10:00', until: '14:00' },
  })
  const set = (changes: Partial<typeof form>) => setForm((before) => ({ ...before, ...changes }))
  const ask = useSaving('POST /api/businesses/:businessId/day-off-requests', reads, onClose)
  const isWhole = form.span === 'days'
  const isBackwards = isWhole ? form.last < form.first : form.until <= form.from
  const at = (date: LocalDate, minutes: number) => toDate(instantOf(date, minutes, zone)).toISOString()
  const submit = () => {
    if (isBackwards) return
    const { kind, reason } = form
    const span = isWhole
      ? { from: at(form.first, 0), until: at(addDays(form.last, 1), 0) }
      : { from: at(form.first, wallMinutes(form.from)), until: at(form.first, wallMinutes(form.until)) }
    ask.mutate({ params: { businessId }, body: { ...span, kind, reason } })
  }
  const error = isBackwards ? t('away.backwards') : undefined
  return (
    <Dialog
      title={t('away.ask')}
      onClose={onClose}
      foot={
        <Button wide busy={ask.isPending} onClick={submit}>
          {t('away.send')}
        </Button>
      }
    >
      <Segments
        label={t('away.span')}
        value={form.span}
        choices={[
          { value: 'days', says: t('away.wholeDays') },
          { value: 'part', says: t('away.partOfDay') },
        ]}
        onChange={(span) => set({ span })}
      />
      <div className="times">
        <TextField
          label={isWhole ? t('settings.fromDay') : t('settings.date')}
          type="date"
          value={form.first}
          onChange={(first) => first && set({ first, last: laterOf(first, form.last) })}
        />
        {isWhole && (
          <TextField
            label={t('people.lastDay')}
            type="date"
            error={error}
            value={form.last}
            onChange={(last) => last && set({ last })}
          />
        )}
      </div>
      {!isWhole && (
        <div className="times">
          <TimeField label={t('away.from')} value={form.from} onChange={(from) => set({ from })} />
          <TimeField label={t('away.until')} value={form.until} onChange={(until) => set({ until })} />
        </div>
      )}
      {!isWhole && error && <p className="field-error">{error}</p>}
      <SelectField
        label={t('people.offKind')}
        value={form.kind}
        choices={KINDS.map((kind) => ({ value: kind, says: t(`people.off.${kind}`) }))}
        onChange={(kind) => set({ kind })}
      />
      <TextField label={t('away.reason')} maxLength={300} value={form.reason} onChange={(reason) => set({ reason })} />
      {ask.error && <Wrong error={ask.error} />}
    </Dialog>
  )
}
