import '../../../styles/calendar-panel.css'
import '../../../styles/visit.css'
import { useQueryClient } from '@tanstack/react-query'
import { Icon } from '#site/components/icon.tsx'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Loaded } from '../../ui/states.tsx'
import { aboutVisit, lineText, objectText, whoText } from '../../visits/about.ts'
import type { CalendarVisit } from '../../visits/marks.ts'
import { CARD, type Card, dayVisit } from '../../visits/shown.ts'
import { Side } from '../calendar/side.tsx'
import { ReadAloud } from '../today/read-aloud.tsx'
import { CardActs } from './card-acts.tsx'
import { CardClient } from './card-client.tsx'
import { CardHistory } from './card-history.tsx'
import { CardNotes } from './card-notes.tsx'
import { CardPlan } from './card-plan.tsx'
import { CardTogether } from './card-together.tsx'

/** All of one visit: beside what is shown on a desk, a sheet on a phone. */
export function VisitCard({ visitId, onClose }: { visitId: string; onClose: () => void }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const card = useRead(CARD, { params: { businessId, appointmentId: visitId as CalendarVisit['id'] } })
  // What a day tells of it stands at once, and without a network.
  const queries = useQueryClient()
  const told = dayVisit(queries, visitId)
  const data = card.data ?? (told && { visit: told, client: clientIn(told), history: [] })
  const title = data ? whoText(t, aboutVisit(data.visit)) : t('card.title')
  return (
    <Side title={title} onClose={onClose}>
      <Loaded from={{ ...card, data }}>{(given) => <Content key={given.visit.id} card={given} />}</Loaded>
    </Side>
  )
}

const clientIn = ({ clientId, clientName, clientPhone }: CalendarVisit): Card['client'] => ({
  ...{ id: clientId, name: clientName, phone: clientPhone, phoneShown: clientPhone },
  ...{ hasMessenger: false, totalAppointments: 0, lastAppointment: null, noShows: 0 },
})

function Content({ card }: { card: Card }) {
  const { visit } = card
  return (
    <div className="visit-card">
      <Head visit={visit} />
      <CardActs visit={visit} />
      <CardClient card={card} />
      <CardTogether visit={visit} />
      <ReadAloud visit={visit} />
      <CardPlan visit={visit} />
      <CardNotes visit={visit} />
      <CardHistory history={card.history} zone={visit.zone} />
    </div>
  )
}

function Head({ visit }: { visit: CalendarVisit }) {
  const { t, f } = useSay()
  return (
    <div className="visit-head">
      <p className="visit-when">{f.moment(visit.date, visit.time)}</p>
      <p className="visit-signs">
        <span className="badge badge-info">{stateText(t, visit)}</span>
        {visit.lateMinutes !== null && (
          <span className="badge badge-warn">{t('office.lateBy', { minutes: visit.lateMinutes })}</span>
        )}
        {visit.isNewClient && <span className="badge">{t('card.newClient')}</span>}
      </p>
      <ul className="visit-lines">
        {visit.services.map((line) => (
          <li key={line.startTime + line.serviceId} className="visit-line">
            <span className="name">{lineText(line)}</span>
            <span>{f.price(line.price, line.priceFrom)}</span>
          </li>
        ))}
        <li className="visit-line strong">
          <span>{t('card.total')}</span>
          <span>{f.money(visit.totalAmount)}</span>
        </li>
      </ul>
      {visit.forWhom && visit.bookedAs && <p className="muted">{t('office.bookedAs', { name: visit.bookedAs })}</p>}
      {visit.override && (
        <p className="visit-over">
          <Icon name="alert" small />
          {t('card.over', { reason: visit.override.reason })}
        </p>
      )}
      {visit.place && (
        <p className="muted name">
          {[visit.place.street, visit.place.building, visit.place.apartment].filter(Boolean).join(', ')}
        </p>
      )}
      {visit.object && <p className="muted name">{objectText(visit.object)}</p>}
    </div>
  )
}

function stateText(t: ReturnType<typeof useSay>['t'], { status, arrivedAt, confirmedAt }: CalendarVisit): string {
  if (status !== 'scheduled') return t(`office.status.${status}`)
  return t(arrivedAt ? 'calendar.look.arrived' : confirmedAt ? 'calendar.look.confirmed' : 'calendar.look.booked')
}
