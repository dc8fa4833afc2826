import { Link } from 'react-router'
import { visitScreen } from '../../paths.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { aboutVisit, whoText } from '../../visits/about.ts'
import type { CalendarVisit } from '../../visits/marks.ts'
import { CALENDAR } from '../../visits/shown.ts'
import { togetherWith } from '../../visits/together.ts'

/** Who else comes on this day by the same phone: a mother and her children, each with a visit of their own. */
export function CardTogether({ visit }: { visit: CalendarVisit }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const day = useRead(CALENDAR, { params: { businessId }, query: { from: visit.businessDay, days: 1 } })
  const others = togetherWith(visit, day.data?.visits ?? [])
  if (others.length === 0) return null
  return (
    <section className="visit-part" aria-label={t('card.together')}>
      <h3>{t('card.together')}</h3>
      <ul className="rows">
        {others.map((other) => {
          const about = aboutVisit(other)
          return (
            <li key={other.id}>
              <Link className="row row-link" to={visitScreen(businessId, other.id)}>
                <span className="row-text">
                  <span className="strong">
                    {about.time} <bdi className="name">{whoText(t, about)}</bdi>
                  </span>
                  <span className="small muted">{about.services}</span>
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
