import { lazy, Suspense, useState } from 'react'
import { MAY } from '#platform/http/rights.ts'
import { Icon } from '#site/components/icon.tsx'
import { actPath } from '../../../links.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import type { Card } from '../../visits/shown.ts'
import { ChangeClient } from './change-client.tsx'

const CallerDialog = lazy(() => import('../../callers/caller-dialog.tsx'))

/** Who comes, how to reach him, and whether it is somebody else after all. */
export function CardClient({ card: { client, visit } }: { card: Card }) {
  const { t, f } = useSay()
  const { businessId, may } = useHere()
  const [isChanging, setChanging] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const isNamed = visit.walkIn === null
  return (
    <section className="visit-part" aria-label={t('calendar.client')}>
      {isNamed && (
        <p>
          <bdi className="name strong">{client.name}</bdi>
          {client.totalAppointments > 0 && (
            <span className="muted small"> · {t('office.visits', { count: client.totalAppointments })}</span>
          )}
          {client.noShows > 0 && (
            <span className="small visit-bad"> · {t('card.noShows', { count: client.noShows })}</span>
          )}
          {client.lastAppointment && (
            <span className="muted small">
              {' '}
              · {t('card.lastVisit', { date: f.date(client.lastAppointment.slice(0, 10)) })}
            </span>
          )}
        </p>
      )}
      <div className="buttons">
        {client.phone && (
          <a className="button button-secondary" href={`tel:${client.phone}`}>
            <Icon name="phone" small />
            {client.phoneShown}
          </a>
        )}
        {client.phone && client.hasMessenger && (
          <a
            className="button button-secondary"
            href={`https://wa.me/${client.phone.replace(/\D/g, '')}`}
            target="_blank"
            rel="noopener noreferrer"
          >
            <Icon name="message" small />
            {t('common.whatsapp')}
          </a>
        )}
        {may(MAY.resendLink) && isNamed && visit.status === 'scheduled' && (
          <form method="post" target="_blank" action={actPath(businessId, visit.id, 'link')} rel="noopener">
            <Button look="secondary" type="submit">
              {t('office.sendLink')}
            </Button>
          </form>
        )}
        {may(MAY.findClients) && isNamed && (
          <Button look="quiet" onClick={() => setOpen(true)}>
            {t('callers.about')}
          </Button>
        )}
        {may(MAY.setClient) && (
          <Button look="quiet" onClick={() => setChanging(true)}>
            {t(isNamed ? 'card.otherClient' : 'card.giveName')}
          </Button>
        )}
      </div>
      {isOpen && (
        <Suspense>
          <CallerDialog clientId={client.id} name={client.name} onClose={() => setOpen(false)} />
        </Suspense>
      )}
      {isChanging && <ChangeClient visit={visit} onClose={() => setChanging(false)} />}
    </section>
  )
}
