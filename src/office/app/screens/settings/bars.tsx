import { Link } from 'react-router'
import { toMinute, wallAt } from '#kernel/time.ts'
import { Icon } from '#site/components/icon.tsx'
import type { Given } from '../../api.ts'
import { screenPath } from '../../paths.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/screen.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { useSaving } from './draft.ts'
import { Wrong } from './save-bar.tsx'

const BARS = 'GET /api/businesses/:businessId/booking-bars'
type Bar = Given<typeof BARS>['bars'][number]
const ZONE = 'Asia/Atyrau'

/** Phones and devices that book nothing online for now; each may be let in again. */
export default function BarsPart() {
  const { t } = useSay()
  const { businessId } = useHere()
  const read = useRead(BARS, { params: { businessId } })
  return (
    <Section title={t('desk.bars')} hint={t('desk.barsHint')}>
      <Loaded from={read}>
        {({ bars }) =>
          bars.length === 0 ? (
            <Empty title={t('desk.noBars')} />
          ) : (
            <ul className="rows">
              {bars.map((bar) => (
                <BarRow key={bar.id} bar={bar} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <div>
        <Link className="button button-secondary" to={screenPath(businessId, 'today/guests')}>
          <Icon name="list" small />
          {t('desk.guests')}
        </Link>
      </div>
    </Section>
  )
}

function BarRow({ bar: { id, kind, shown, name, until, by } }: { bar: Bar }) {
  const { t, f } = useSay()
  const { businessId } = useHere()
  const remove = useSaving('DELETE /api/businesses/:businessId/booking-bars/:barId', [BARS], () => undefined)
  const { date, time } = wallAt(toMinute(new Date(until)), ZONE)
  const what = kind === 'phone' ? shown : t('desk.deviceIs', { device: shown })
  return (
    <li className="row row-wrap">
      <span className="row-text">
        <span className="strong">{what}</span>
        {name && <bdi className="name">{name}</bdi>}
        <span className="small muted">
          {t('desk.barUntil', { when: f.moment(date, time) })}
          {by && (
            <>
              {' · '}
              <bdi>{by}</bdi>
            </>
          )}
        </span>
        {remove.error && <Wrong error={remove.error} />}
      </span>
      <Button
        look="secondary"
        size="small"
        label={`${t('desk.barRemove')}: ${what}`}
        busy={remove.isPending}
        onClick={() => remove.mutate({ params: { businessId, barId: id } })}
      >
        {t('desk.barRemove')}
      </Button>
    </li>
  )
}
