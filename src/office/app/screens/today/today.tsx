import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'

/** What comes next today, and what is to be done about it. */
export default function Today() {
  const { t, f } = useSay()
  const { businessId } = useHere()
  const day = useRead('GET /api/businesses/:businessId/appointments', { params: { businessId }, query: {} })
  return (
    <Screen title={t('common.today')}>
      <Loaded from={day}>
        {({ columns }) => {
          const visits = columns.flatMap(({ name, appointments }) => appointments.map((visit) => ({ ...visit, name })))
          if (visits.length === 0) return <Empty title={t('office.emptyDay')} hint={t('office.emptyDayHint')} />
          return (
            <ul className="rows">
              {visits.map((visit) => (
                <li key={`${visit.id}${visit.name}`} className="row">
                  <span className="figure">{visit.time}</span>
                  <span className="row-text">
                    <bdi className="name strong">{visit.clientName}</bdi>
                    <span className="small muted">
                      {visit.services
                        .map(({ name, variantName }) => [name, variantName].filter(Boolean).join(' · '))
                        .join(' + ')}{' '}
                      · {visit.name}
                    </span>
                  </span>
                  <span>{f.money(visit.totalAmount)}</span>
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Screen>
  )
}
