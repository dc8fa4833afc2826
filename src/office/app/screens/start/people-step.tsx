import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type Given } from '../../api.ts'
import { keyOf, useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/fields.tsx'
import { Loaded } from '../../ui/states.tsx'
import { NewPerson } from '../people/new-person.tsx'
import { shiftsOfWeek } from '../settings/hours-form.ts'
import { Wrong } from '../settings/save-bar.tsx'
import { GuideStep, useOn } from './guide-step.tsx'

type Member = Given<'GET /api/businesses/:businessId/staff'>['staff'][number]

const hasHours = ({ schedule }: Member): boolean => schedule.kind === 'rotation' || schedule.days.length > 0

/** Who works here: to begin with, each does everything in the hours of the place. What differs is set later. */
export function PeopleStep() {
  const { businessId } = useHere()
  const read = useRead('GET /api/businesses/:businessId/staff', { params: { businessId } })
  return <Loaded from={read}>{({ staff }) => <Team staff={staff} />}</Loaded>
}

function Team({ staff }: { staff: readonly Member[] }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const queries = useQueryClient()
  const on = useOn('people')
  const [adds, setAdds] = useState(false)
  const [idle, setIdle] = useState<ReadonlySet<string>>(
    new Set(staff.filter(({ isActive }) => !isActive).map(({ id }) => id)),
  )
  const services = useRead('GET /api/businesses/:businessId/price-list', { params: { businessId } })
  const places = useRead('GET /api/businesses/:businessId/locations', { params: { businessId } })

  const save = useMutation({
    mutationFn: async () => {
      const week = places.data?.locations[0]?.workingHours ?? []
      const skills = (services.data?.services ?? []).map(({ id }) => ({ serviceId: id }))
      for (const member of staff) {
        const params = { businessId, staffId: member.id }
        let { version } = member
        const isActive = !idle.has(member.id)
        if (isActive !== member.isActive) {
          const body = { isActive, version }
          version = (await call('PUT /api/businesses/:businessId/staff/:staffId/active', { params, body })).version
        }
        if (isActive && !hasHours(member)) {
          const body = { schedule: shiftsOfWeek(week), version }
          version = (await call('PUT /api/businesses/:businessId/staff/:staffId/schedule', { params, body })).version
        }
        if (isActive && member.services.length === 0)
          await call('PUT /api/businesses/:businessId/staff/:staffId/skills', {
            params,
            body: { services: skills, version },
          })
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keyOf('GET /api/businesses/:businessId/staff') }),
    onSuccess: on,
  })

  const toggle = (id: string, serves: boolean) =>
    setIdle((before) => new Set(serves ? [...before].filter((one) => one !== id) : [...before, id]))
  return (
    <GuideStep
      step="people"
      title={t('start.peopleTitle')}
      hint={t('start.peopleHint')}
      busy={save.isPending}
      onNext={() => save.mutate()}
    >
      <ul className="rows">
        {staff.map(({ id, name, title }) => (
          <li key={id} className="skill">
            <CheckField
              label={name}
              hint={title || t('start.servesClients')}
              checked={!idle.has(id)}
              onChange={(serves) => toggle(id, serves)}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button look="secondary" onClick={() => setAdds(true)}>
          {t('people.add')}
        </Button>
      </div>
      {save.error && <Wrong error={save.error} />}
      {adds && <NewPerson onClose={() => setAdds(false)} />}
    </GuideStep>
  )
}
