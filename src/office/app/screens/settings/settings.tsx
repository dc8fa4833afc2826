import { lazy, Suspense } from 'react'
import { Link, Route, Routes } from 'react-router'
import type { MessageKey } from '#platform/i18n/speak.ts'
import { Icon, type IconName } from '#site/components/icon.tsx'
import { photosPath } from '../../../links.ts'
import { screenPath } from '../../paths.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Skeleton } from '../../ui/states.tsx'

const PARTS = [
  {
    path: 'page',
    says: 'settings.page',
    hint: 'settings.pageHint',
    icon: 'info',
    Part: lazy(() => import('./page-state.tsx')),
  },
  {
    path: 'profile',
    says: 'settings.profile',
    hint: 'settings.profileHint',
    icon: 'note',
    Part: lazy(() => import('./profile.tsx')),
  },
  {
    path: 'place',
    says: 'settings.place',
    hint: 'settings.placeHint',
    icon: 'place',
    Part: lazy(() => import('./place.tsx')),
  },
  {
    path: 'hours',
    says: 'settings.hours',
    hint: 'settings.hoursHint',
    icon: 'clock',
    Part: lazy(() => import('./hours.tsx')),
  },
  {
    path: 'rules',
    says: 'settings.rules',
    hint: 'settings.rulesHint',
    icon: 'calendar',
    Part: lazy(() => import('./rules.tsx')),
  },
  {
    path: 'kaspi',
    says: 'settings.kaspi',
    hint: 'settings.kaspiHint',
    icon: 'money',
    Part: lazy(() => import('./kaspi.tsx')),
  },
  {
    path: 'bars',
    says: 'desk.bars',
    hint: 'desk.barsHint',
    icon: 'alert',
    Part: lazy(() => import('./bars.tsx')),
  },
] as const

/** All that is set for the business, part by part. */
export default function Settings() {
  return (
    <Suspense fallback={<Skeleton rows={6} />}>
      <Routes>
        <Route index element={<Parts />} />
        {PARTS.map(({ path, says, Part }) => (
          <Route
            key={path}
            path={path}
            element={
              <OnePart says={says}>
                <Part />
              </OnePart>
            }
          />
        ))}
        <Route path="*" element={<Parts />} />
      </Routes>
    </Suspense>
  )
}

function Parts() {
  const { t } = useSay()
  const { businessId } = useHere()
  const row = (icon: IconName, says: MessageKey, hint: MessageKey) => (
    <>
      <Icon name={icon} />
      <span className="row-text">
        <span className="strong">{t(says)}</span>
        <span className="small muted">{t(hint)}</span>
      </span>
      <Icon name="next" small />
    </>
  )
  return (
    <Screen title={t('settings.title')}>
      <ul className="rows card">
        {PARTS.map(({ path, says, hint, icon }) => (
          <li key={path}>
            <Link className="row row-link" to={`${screenPath(businessId, 'settings')}/${path}`}>
              {row(icon, says, hint)}
            </Link>
          </li>
        ))}
        <li>
          <a className="row row-link" href={photosPath(businessId)}>
            {row('photo', 'settings.photos', 'settings.photosHint')}
          </a>
        </li>
      </ul>
    </Screen>
  )
}

function OnePart({ says, children }: { says: MessageKey; children: React.ReactNode }) {
  const { t } = useSay()
  const { businessId } = useHere()
  return (
    <Screen
      title={t(says)}
      actions={
        <Link className="button button-quiet button-small" to={screenPath(businessId, 'settings')}>
          <Icon name="back" small />
          {t('settings.title')}
        </Link>
      }
    >
      {children}
    </Screen>
  )
}
