import { useState } from 'react'
import { Link, Route, Routes } from 'react-router'
import { textIn } from '#kernel/localized-text.ts'
import { Avatar } from '#site/components/avatar.tsx'
import { Icon } from '#site/components/icon.tsx'
import type { Given } from '../../api.ts'
import { screenPath } from '../../paths.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { OutsideVisits } from '../settings/outside.tsx'
import { NewPerson } from './new-person.tsx'
import { Person } from './person.tsx'
import { Tablets } from './tablets.tsx'

export type Member = Given<'GET /api/businesses/:businessId/staff'>['staff'][number]

/** Who works here; each of them has a page. */
export default function People() {
  return (
    <Routes>
      <Route path=":staffId" element={<Person />} />
      <Route path="*" element={<Team />} />
    </Routes>
  )
}

function Team() {
  const { t } = useSay()
  const { businessId } = useHere()
  const [adds, setAdds] = useState(false)
  const read = useRead('GET /api/businesses/:businessId/staff', { params: { businessId } })
  return (
    <Screen title={t('people.title')} actions={<Button onClick={() => setAdds(true)}>{t('people.add')}</Button>}>
      <OutsideVisits />
      <Loaded from={read}>
        {({ staff }) =>
          staff.length === 0 ? (
            <Empty title={t('people.none')} />
          ) : (
            <ul className="rows card">
              {staff.map((member) => (
                <li key={member.id}>
                  <Link className="row row-link" to={`${screenPath(businessId, 'people')}/${member.id}`}>
                    <Avatar name={member.name} photo={member.photo} />
                    <MemberText member={member} />
                    <Icon name="next" small />
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Tablets />
      {adds && <NewPerson onClose={() => setAdds(false)} />}
    </Screen>
  )
}

function MemberText({ member }: { member: Member }) {
  const { right, isActive, services, schedule, onlineStop } = member
  const { t, f, locale } = useSay()
  const hasHours = schedule.kind === 'rotation' || schedule.days.length > 0
  return (
    <span className="row-text">
      <bdi className="strong name">{textIn(member, 'name', locale)}</bdi>
      <span className="small muted">
        {[
          textIn(member, 'title', locale),
          right && t(`people.right.${right}`),
          isActive && t('people.serviceCount', { count: services.length }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className="badges">
        {!isActive && <span className="badge">{t('people.notServing')}</span>}
        {isActive && !hasHours && <span className="badge badge-warn">{t('people.noHours')}</span>}
        {isActive && services.length === 0 && <span className="badge badge-warn">{t('people.noSkills')}</span>}
        {onlineStop && (
          <span className="badge badge-warn">{t('services.stopped', { date: f.date(onlineStop.until) })}</span>
        )}
      </span>
    </span>
  )
}
