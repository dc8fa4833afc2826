import { type Ref, useState } from 'react'
import type { ServiceId, StaffId } from '#kernel/ids.ts'
import { fold } from '#kernel/letters.ts'
import { useSay } from '../../say.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import type { Days } from './days.ts'
import type { Column } from './model.ts'

export interface ChosenLine {
  serviceId: ServiceId
  staffId: StaffId | null
  variant?: string
}

type Service = Days['answer']['services'][number]
const SEARCH_FROM = 9

/** Who does a service: the column's person if able, else the first who is; nobody where nobody is needed. */
export function linesFor({ answer }: Days, column: Column, serviceId: ServiceId): ChosenLine {
  const service = answer.services.find(({ id }) => id === serviceId)
  if (service && !service.needsPerson) return { serviceId, staffId: null }
  const able = answer.people.filter(({ services }) => services.includes(serviceId))
  const own = able.find(({ id }) => id === column.whoId)
  return { serviceId, staffId: (own ?? able[0])?.id ?? null }
}

/** A person's own price, else that of the price list. */
function priceOf({ answer }: Days, { serviceId, staffId, variant }: ChosenLine): number {
  const own = answer.people
    .find(({ id }) => id === staffId)
    ?.ownPrices.find((one) => one.serviceId === serviceId && one.variant === (variant ?? null))
  const service = answer.services.find(({ id }) => id === serviceId)
  return own?.price ?? service?.variants.find(({ key }) => key === variant)?.price ?? service?.price ?? 0
}

export const sumOf = (days: Days, lines: readonly ChosenLine[]): number =>
  lines.reduce((sum, line) => sum + priceOf(days, line), 0)

interface Props {
  ref: Ref<HTMLFieldSetElement>
  days: Days
  column: Column
  lines: readonly ChosenLine[]
  onChange: (lines: readonly ChosenLine[]) => void
}

/** Services to choose, those of the column's person first; each chosen one with who does it. */
export function ServicePicker({ ref, days, column, lines, onChange }: Props) {
  const { t, f } = useSay()
  const [wanted, setWanted] = useState('')
  const { services } = days.answer
  const isOwn = ({ id }: Service): boolean => column.skills === null || column.skills.has(id)
  const shown = services
    .filter(({ name }) => fold(name).includes(fold(wanted.trim())))
    .toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)))
  const toggle = (service: Service) => {
    const rest = lines.filter(({ serviceId }) => serviceId !== service.id)
    const variant = service.variants[0]?.key
    const line = { ...linesFor(days, column, service.id), ...(variant ? { variant } : {}) }
    onChange(rest.length < lines.length ? rest : [...lines, line])
  }
  const change = (serviceId: ServiceId, changes: Partial<ChosenLine>) =>
    onChange(lines.map((line) => (line.serviceId === serviceId ? { ...line, ...changes } : line)))
  return (
    <fieldset className="cal-services" ref={ref}>
      <legend className="label">{t('common.service')}</legend>
      {services.length >= SEARCH_FROM && (
        <TextField label={t('app.search')} value={wanted} onChange={setWanted} autoComplete="off" />
      )}
      {shown.map((service) => {
        const line = lines.find(({ serviceId }) => serviceId === service.id)
        return (
          <div key={service.id} className="cal-service">
            <label className="check">
              <input type="checkbox" checked={line !== undefined} onChange={() => toggle(service)} />
              <span className="row-text">
                <span>{service.name}</span>
                <span className="small muted">{f.duration(service.duration)}</span>
              </span>
              <span>{f.price(service.price, service.priceFrom)}</span>
            </label>
            {line && <LineFields service={service} line={line} days={days} onChange={(to) => change(service.id, to)} />}
          </div>
        )
      })}
    </fieldset>
  )
}

interface LineProps {
  service: Service
  line: ChosenLine
  days: Days
  onChange: (changes: Partial<ChosenLine>) => void
}

function LineFields({ service, line, days, onChange }: LineProps) {
  const { t, f } = useSay()
  const able = days.answer.people.filter(({ services }) => services.includes(service.id))
  return (
    <div className="columns">
      {service.variants.length > 0 && (
        <SelectField
          label={t('calendar.variant')}
          value={line.variant ?? ''}
          choices={service.variants.map(({ key, name, price }) => ({
            value: key,
            says: `${name} · ${f.money(price)}`,
          }))}
          onChange={(variant) => onChange({ variant })}
        />
      )}
      {able.length > 1 && (
        <SelectField
          label={t('common.specialist')}
          value={line.staffId ?? ''}
          choices={able.map(({ id, name }) => ({ value: id, says: name }))}
          onChange={(id) => onChange({ staffId: able.find((one) => one.id === id)?.id ?? null })}
        />
      )}
    </div>
  )
}
