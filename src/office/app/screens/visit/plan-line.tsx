import { useSay } from '../../say.tsx'
import { Button } from '../../ui/button.tsx'
import { NumberField, SelectField } from '../../ui/fields.tsx'
import type { CalendarAnswer } from '../../visits/shown.ts'
import type { Verdict } from '../calendar/conflict-dialog.tsx'
import type { DraftLine } from './plan-draft.ts'

interface Props {
  line: DraftLine
  answer: CalendarAnswer
  /** As the server would do it. */
  told: Verdict['lines'][number] | undefined
  onChange: (changes: Partial<DraftLine>) => void
  /** Null: a visit has at least one service. */
  onRemove: (() => void) | null
}

/** One service of the visit: which, by whom, how long, for how much. */
export function PlanLine({ line, answer, told, onChange, onRemove }: Props) {
  const { t, f } = useSay()
  const service = answer.services.find(({ id }) => id === line.serviceId)
  const able = answer.people.filter(({ id, services }) => services.includes(line.serviceId) || id === line.staffId)
  const services = answer.services.map(({ id, name }) => ({ value: id, says: name }))
  const variants = service?.variants ?? []
  return (
    <li className="plan-line">
      <SelectField
        label={t('common.service')}
        value={line.serviceId}
        choices={service ? services : [{ value: line.serviceId, says: t('card.goneService') }, ...services]}
        onChange={(serviceId) => {
          const next = answer.services.find(({ id }) => id === serviceId)
          const keeps = answer.people.some(({ id, services: can }) => id === line.staffId && can.includes(serviceId))
          const first = answer.people.find(({ services: can }) => can.includes(serviceId))
          const staffId = next?.needsPerson === false ? null : keeps ? line.staffId : (first?.id ?? null)
          onChange({ serviceId, staffId, variant: next?.variants[0]?.key ?? null })
        }}
      />
      {variants.length > 0 && (
        <SelectField
          label={t('calendar.variant')}
          value={line.variant ?? ''}
          choices={variants.map(({ key, name, price }) => ({ value: key, says: `${name} · ${f.money(price)}` }))}
          onChange={(variant) => onChange({ variant })}
        />
      )}
      {able.length > 0 && (
        <SelectField
          label={t('common.specialist')}
          value={line.staffId ?? ''}
          choices={able.map(({ id, name }) => ({ value: id, says: name }))}
          onChange={(id) => onChange({ staffId: able.find((one) => one.id === id)?.id ?? null })}
        />
      )}
      <div className="columns">
        <NumberField
          label={t('common.duration')}
          unit={f.minuteWord}
          value={line.duration ?? told?.duration ?? null}
          onChange={(duration) => onChange({ duration })}
        />
        <NumberField
          label={t('common.price')}
          unit="₸"
          value={line.price ?? told?.price ?? null}
          onChange={(price) => onChange({ price })}
        />
      </div>
      {onRemove && (
        <div>
          <Button look="quiet" size="small" label={`${t('app.remove')}: ${service?.name ?? ''}`} onClick={onRemove}>
            {t('app.remove')}
          </Button>
        </div>
      )}
    </li>
  )
}
