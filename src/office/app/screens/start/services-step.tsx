import { useState } from 'react'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField, NumberField, TextField } from '../../ui/fields.tsx'
import { Loaded } from '../../ui/states.tsx'
import type { NewService } from '../services/service-form.ts'
import { useSaving } from '../settings/draft.ts'
import { Wrong } from '../settings/save-bar.tsx'
import { GuideStep, useOn } from './guide-step.tsx'

interface Row {
  service: NewService
  isChosen: boolean
}

/** Services of the category with prices as in Atyrau: ticked, changed, and those of one's own added. */
export function ServicesStep() {
  const { businessId } = useHere()
  const profile = useRead('GET /api/businesses/:businessId/profile', { params: { businessId } })
  const present = useRead('GET /api/businesses/:businessId/price-list', { params: { businessId } })
  const category = profile.data?.category ?? ''
  const template = useRead('GET /api/templates/:category', { params: { category } }, { enabled: category !== '' })
  return (
    <Loaded from={present}>
      {({ services }) =>
        services.length > 0 ? (
          <Present names={services.map(({ name }) => name)} />
        ) : (
          <Loaded from={template}>
            {(given) => <Choice rows={given.services.map((service) => ({ service, isChosen: true }))} />}
          </Loaded>
        )
      }
    </Loaded>
  )
}

function Present({ names }: { names: readonly string[] }) {
  const { t } = useSay()
  return (
    <GuideStep
      step="services"
      title={t('start.servicesTitle')}
      hint={t('start.servicesThere', { count: names.length })}
    >
      <ul className="plain-list">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </GuideStep>
  )
}

function Choice({ rows: proposed }: { rows: readonly Row[] }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const [rows, setRows] = useState<readonly Row[]>(proposed)
  const on = useOn('services')
  const add = useSaving('POST /api/businesses/:businessId/services', ['GET /api/businesses/:businessId/price-list'], on)
  const put = (at: number, changes: Partial<Row>) =>
    setRows((before) => before.map((row, i) => (i === at ? { ...row, ...changes } : row)))
  const chosen = rows.filter(({ isChosen, service }) => isChosen && service.name.trim() !== '')
  const services = chosen.map(({ service }, order) => ({ ...service, order }))
  const fresh: Row = { isChosen: true, service: { name: '', duration: 60, price: 5000 } }
  return (
    <GuideStep
      step="services"
      title={t('start.servicesTitle')}
      hint={proposed.length > 0 ? t('start.servicesHint') : t('start.servicesNone')}
      next={t('start.addServices', { count: services.length })}
      busy={add.isPending}
      onNext={() => (services.length > 0 ? add.mutate({ params: { businessId }, body: { services } }) : on())}
    >
      <ul className="rows">
        {rows.map((row, at) => (
          <li key={String(at)} className="skill">
            <ServiceLine row={row} isOwn={at >= proposed.length} onChange={(changes) => put(at, changes)} />
          </li>
        ))}
      </ul>
      <div>
        <Button look="secondary" size="small" onClick={() => setRows((before) => [...before, fresh])}>
          {t('start.ownService')}
        </Button>
      </div>
      {add.error && <Wrong error={add.error} />}
    </GuideStep>
  )
}

function ServiceLine({
  row,
  isOwn,
  onChange,
}: {
  row: Row
  isOwn: boolean
  onChange: (changes: Partial<Row>) => void
}) {
  const { t, f } = useSay()
  const { service, isChosen } = row
  const set = (changes: Partial<NewService>) => onChange({ service: { ...service, ...changes } })
  return (
    <>
      {isOwn ? (
        <TextField label={t('services.name')} maxLength={200} value={service.name} onChange={(name) => set({ name })} />
      ) : (
        <CheckField label={service.name} checked={isChosen} onChange={(next) => onChange({ isChosen: next })} />
      )}
      {isChosen && (
        <div className="times">
          <NumberField
            label={t('common.price')}
            unit="₸"
            value={service.price}
            onChange={(price) => set({ price: price ?? 0 })}
          />
          <NumberField
            label={t('common.duration')}
            unit={f.minuteWord}
            value={service.duration}
            onChange={(duration) => set({ duration: duration ?? 0 })}
          />
        </div>
      )}
    </>
  )
}
