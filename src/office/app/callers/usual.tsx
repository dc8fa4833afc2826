import { useQueryClient } from '@tanstack/react-query'
import type { ClientId } from '#kernel/ids.ts'
import type { Given } from '../api.ts'
import { useAct, useRead } from '../queries.ts'
import { useSay } from '../say.tsx'
import { useHere } from '../session.tsx'
import { toast } from '../toasts.tsx'
import { Button } from '../ui/button.tsx'
import { Failed, Loaded } from '../ui/states.tsx'
import { refreshVisits } from '../visits/shown.ts'
import { CALLER } from './caller-facts.tsx'

const USUAL = 'GET /api/businesses/:businessId/callers/:clientId/usual'
type Usual = NonNullable<Given<typeof USUAL>['usual']>
type Offer = Usual['offers'][number]

interface Props {
  clientId: ClientId
  onDone: () => void
}

/** The same services by the same people at the next such hour; what is free instead, where it is taken. */
export function BookUsual({ clientId, onDone }: Props) {
  const { t } = useSay()
  const { businessId } = useHere()
  const read = useRead(USUAL, { params: { businessId, clientId } }, { staleTime: 0 })
  return (
    <section className="visit-part" aria-label={t('callers.usual')}>
      <Loaded from={read}>
        {({ usual }) =>
          usual ? (
            <Offers usual={usual} clientId={clientId} onDone={onDone} />
          ) : (
            <p className="muted">{t('callers.noUsual')}</p>
          )
        }
      </Loaded>
    </section>
  )
}

function Offers({ usual, clientId, onDone }: Props & { usual: Usual }) {
  const { t, f } = useSay()
  const { businessId } = useHere()
  const queries = useQueryClient()
  const { lines, times, wanted, isFree, offers, price, place, object } = usual
  const anew = () => void queries.invalidateQueries({ queryKey: [USUAL] })
  const book = useAct('POST /api/businesses/:businessId/appointments/by-staff', {
    onDone: ({ date, time }) => {
      toast({ text: t('callers.booked', { when: f.moment(date, time) }) })
      void queries.invalidateQueries({ queryKey: [CALLER] })
      void refreshVisits(queries)
      onDone()
    },
    onRefused: anew, // another was faster: other times are told
  })
  const take = ({ startTime, staffIds }: Offer) => {
    const isUsual = lines.every(({ staffId }, i) => staffId === (staffIds[i] ?? null))
    book.mutate({
      params: { businessId },
      body: {
        startTime,
        lines: lines.map(({ serviceId, variant }, i) => ({
          ...{ serviceId, staffId: staffIds[i] ?? null },
          ...(variant === null ? {} : { variant }),
        })),
        client: { kind: 'known', clientId },
        ...(place ? { place } : {}),
        ...(object ? { object } : {}),
        ...(isUsual ? { price } : {}),
      },
    })
  }
  const when = f.moment(wanted.date, wanted.time)
  return (
    <>
      <ul className="visit-lines">
        {lines.map(({ serviceId, name, staffName }, i) => (
          <li key={serviceId} className="visit-line">
            <span className="name">{[name, staffName].filter(Boolean).join(' · ')}</span>
            {i === lines.length - 1 && <span className="strong">{f.money(price)}</span>}
          </li>
        ))}
      </ul>
      <p className="muted small">{t('callers.usualTimes', { count: times })}</p>
      {book.error && <Failed error={book.error} />}
      {!isFree && <p>{t(offers.length > 0 ? 'callers.usualTaken' : 'callers.usualNone', { when })}</p>}
      <div className="buttons">
        {offers.map((offer) => (
          <Button
            key={`${offer.startTime}${offer.staffIds}`}
            look={isFree ? 'primary' : 'secondary'}
            busy={book.isPending}
            onClick={() => take(offer)}
          >
            {isFree
              ? t('callers.usualAt', { when: f.moment(offer.date, offer.time) })
              : f.moment(offer.date, offer.time)}
          </Button>
        ))}
      </div>
    </>
  )
}
