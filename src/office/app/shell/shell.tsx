import { lazy, Suspense, useState } from 'react'
import { NavLink, Outlet, useLocation, useNavigate } from 'react-router'
import { Avatar } from '#site/components/avatar.tsx'
import { Icon } from '#site/components/icon.tsx'
import { Languages } from '#site/components/languages.tsx'
import { inLanguage } from '../../links.ts'
import { AloudHost } from '../aloud.tsx'
import { useKeys } from '../keys.ts'
import { useLive } from '../live.ts'
import { NetworkBanner } from '../offline/banner.tsx'
import { usePrepared } from '../offline/prepare.ts'
import { screenPath } from '../paths.ts'
import { useSay } from '../say.tsx'
import { SCREENS, type ScreenEntry } from '../screens.ts'
import { useHere, useMe } from '../session.tsx'
import { lock, useIdleLock } from '../tablet/lock.ts'
import { Toasts } from '../toasts.tsx'
import { IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Restoring } from '../visits/restoring.tsx'
import { KeysHelp } from './keys-help.tsx'
import { Palette } from './palette.tsx'
import { SignOut } from './sign-out.tsx'

const OwnPin = lazy(() => import('./own-pin.tsx'))

type Open = 'palette' | 'keys' | 'more' | null

/** The frame of the office: where one is, where one can go, who one is. */
export function Shell() {
  const { t } = useSay()
  const here = useHere()
  const navigate = useNavigate()
  const [open, setOpen] = useState<Open>(null)
  const screens = SCREENS.filter(({ may }) => here.may(may))
  const close = () => setOpen(null)
  const { tablet } = useMe()
  useIdleLock(tablet?.idleMinutes ?? null)
  useLive(here.businessId)
  usePrepared(here.businessId, screens)
  useKeys([
    { code: 'KeyK', ctrl: true, says: 'app.key.search', run: () => setOpen('palette') },
    { code: 'Slash', says: 'app.key.search', run: () => setOpen('palette') },
    { code: 'Slash', shift: true, says: 'app.key.help', run: () => setOpen('keys') },
    ...screens.flatMap(({ goKey, says, path }) =>
      goKey ? [{ code: goKey, after: 'KeyG', says, run: () => navigate(screenPath(here.businessId, path)) }] : [],
    ),
  ])
  return (
    <div className="office">
      <a className="skip" href="#content">
        {t('common.skip')}
      </a>
      <Rail screens={screens} />
      <header className="office-bar">
        <BusinessSwitch />
        <button className="bar-search" type="button" onClick={() => setOpen('palette')}>
          <Icon name="search" small />
          <span>{t('app.search')}</span>
          <kbd>/</kbd>
        </button>
        {tablet && <IconButton icon="lock" label={t('tablet.lock')} onClick={() => void lock()} />}
        <AccountMenu />
      </header>
      <NetworkBanner />
      <main id="content" className="office-main" tabIndex={-1}>
        <Suspense fallback={<Skeleton rows={6} />}>
          <Outlet />
        </Suspense>
      </main>
      <FootBar screens={screens} onMore={() => setOpen('more')} />
      <Toasts />
      <AloudHost />
      <Restoring />
      {open === 'palette' && <Palette screens={screens} onClose={close} />}
      {open === 'keys' && <KeysHelp onClose={close} />}
      {open === 'more' && <More screens={screens.filter(({ main }) => !main)} onClose={close} />}
    </div>
  )
}

const Rail = ({ screens }: { screens: readonly ScreenEntry[] }) => {
  const { t } = useSay()
  const { businessId } = useHere()
  return (
    <nav className="rail" aria-label={t('app.nav')}>
      {screens.map(({ path, says, icon }) => (
        <NavLink key={path} className="rail-link" to={screenPath(businessId, path)}>
          <Icon name={icon} />
          <span>{t(says)}</span>
        </NavLink>
      ))}
    </nav>
  )
}

const FootBar = ({ screens, onMore }: { screens: readonly ScreenEntry[]; onMore: () => void }) => {
  const { t } = useSay()
  const { businessId } = useHere()
  return (
    <nav className="foot-bar" aria-label={t('app.nav')}>
      {screens
        .filter(({ main }) => main)
        .map(({ path, says, icon }) => (
          <NavLink key={path} className="foot-link" to={screenPath(businessId, path)}>
            <Icon name={icon} />
            <span>{t(says)}</span>
          </NavLink>
        ))}
      <button className="foot-link" type="button" onClick={onMore}>
        <Icon name="list" />
        <span>{t('app.more')}</span>
      </button>
    </nav>
  )
}

const More = ({ screens, onClose }: { screens: readonly ScreenEntry[]; onClose: () => void }) => {
  const { t } = useSay()
  const { businessId } = useHere()
  return (
    <Dialog title={t('app.more')} onClose={onClose}>
      <nav className="more-grid" aria-label={t('app.more')}>
        {screens.map(({ path, says, icon }) => (
          <NavLink key={path} className="more-link" to={screenPath(businessId, path)} onClick={onClose}>
            <Icon name={icon} />
            <span>{t(says)}</span>
          </NavLink>
        ))}
      </nav>
    </Dialog>
  )
}

/** The business's name; a choice where the account has several. */
function BusinessSwitch() {
  const { t } = useSay()
  const { businesses } = useMe()
  const here = useHere()
  const navigate = useNavigate()
  if (businesses.length === 1) return <p className="bar-business name">{here.name}</p>
  return (
    <select
      className="bar-business"
      aria-label={t('office.switchBusiness')}
      value={here.businessId}
      onChange={(event) => navigate(`/office/b/${event.target.value}`)}
    >
      {businesses.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

function AccountMenu() {
  const { t, locale } = useSay()
  const { user, tablet } = useMe()
  const { pathname, search } = useLocation()
  const [sets, setSets] = useState(false)
  return (
    <details className="menu">
      <summary className="menu-button" aria-label={t('app.account')}>
        <Avatar name={user.name} photo={user.image} />
      </summary>
      <div className="menu-list">
        <p className="menu-who">
          <bdi className="name strong">{user.name}</bdi>
          <span className="small muted name">{user.email}</span>
        </p>
        <Languages current={locale} label={t('common.language')} href={(to) => inLanguage(pathname + search, to)} />
        {!tablet?.byPin && (
          <>
            <a className="menu-item" href={`/${locale}/account`}>
              <Icon name="person" small />
              {t('app.account')}
            </a>
            <button className="menu-item" type="button" onClick={() => setSets(true)}>
              <Icon name="lock" small />
              {t('tablet.ownPin')}
            </button>
          </>
        )}
        {tablet ? (
          <button className="menu-item" type="button" onClick={() => void lock()}>
            <Icon name="lock" small />
            {t('tablet.lock')}
          </button>
        ) : (
          <SignOut />
        )}
      </div>
      {sets && (
        <Suspense>
          <OwnPin onClose={() => setSets(false)} />
        </Suspense>
      )}
    </details>
  )
}
