// What somebody in the queue wants, and from whom: asked when he is added and when he is seated.

import type { Given } from '../../api.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { CALENDAR } from '../../visits/shown.ts'

type Offer = Given<typeof CALENDAR>
export type ServiceId = Offer['services'][number]['id']
export type StaffId = Offer['people'][number]['id']

/** Today's services and people, as the calendar knows them. */
export function useOffer(): Offer | undefined {
  const { businessId } = useHere()
  return useRead(CALENDAR, { params: { businessId }, query: { days: 1 } }).data
}

export function ServiceChecks({
  offer,
  chosen,
  onChange,
}: {
  offer: Offer
  chosen: readonly ServiceId[]
  onChange: (chosen: ServiceId[]) => void
}) {
  const { t, f } = useSay()
  return (
    <fieldset className="queue-services">
      <legend className="label">{t('queue.what')}</legend>
      {offer.services.map(({ id, name, duration }) => (
        <label key={id} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={() => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])}
          />
          <span>
            {name}
            <span className="check-hint">{f.duration(duration)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

export function WhoField({
  offer,
  services,
  value,
  onChange,
}: {
  offer: Offer
  services: readonly ServiceId[]
  value: StaffId | null
  onChange: (value: StaffId | null) => void
}) {
  const { t } = useSay()
  const able = offer.people.filter((person) => services.every((id) => person.services.includes(id)))
  return (
    <SelectField
      label={t('queue.who')}
      value={able.some(({ id }) => id === value) ? (value ?? '') : ''}
      choices={[{ value: '', says: t('queue.anybody') }, ...able.map(({ id, name }) => ({ value: id, says: name }))]}
      onChange={(id) => onChange(able.find((one) => one.id === id)?.id ?? null)}
    />
  )
}
