import '../../styles/tablet.css'
import { useEffect, useState } from 'react'
import { toMinute, type WallTime, wallAt } from '#kernel/time.ts'
import { Avatar } from '#site/components/avatar.tsx'
import { Icon } from '#site/components/icon.tsx'
import { SIGN_IN } from '../../links.ts'
import type { Given } from '../api.ts'
import { useRead } from '../queries.ts'
import { useSay } from '../say.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { endSession, unlock } from './lock.ts'
import { PinPad } from './pin-pad.tsx'

type Tablet = NonNullable<Given<'GET /api/tablet'>['tablet']>
export type Person = Tablet['people'][number]

const ANEW_MS = 60_000
const PASSWORD_SIGN_IN = `${SIGN_IN}?with=password`

/** What stands on a shared tablet while nobody acts: the day without clients, and who can come in. */
export default function Locked() {
  const { t } = useSay()
  const read = useRead('GET /api/tablet', {}, { refetchInterval: ANEW_MS })
  useEffect(() => {
    document.title = t('tablet.locked')
    void endSession()
  }, [t])
  const gone = read.data && !read.data.tablet
  useEffect(() => {
    if (gone) void byPassword()
  }, [gone])
  return (
    <main className="locked">
      <Loaded from={read} rows={6}>
        {({ tablet }) => tablet && <Screen tablet={tablet} />}
      </Loaded>
    </main>
  )
}

/** A password works always, also where a PIN does not any more. */
async function byPassword(): Promise<void> {
  await endSession()
  unlock()
  location.assign(PASSWORD_SIGN_IN)
}

function Screen({ tablet }: { tablet: Tablet }) {
  const { t, f } = useSay()
  const [person, setPerson] = useState<Person | null>(null)
  const time = (instant: string): WallTime => wallAt(toMinute(new Date(instant)), tablet.zone).time
  return (
    <>
      <header className="locked-head">
        <div>
          <h1 className="name">{tablet.business}</h1>
          <p className="muted">
            {tablet.name} · {f.day(tablet.day)}
          </p>
        </div>
        <p className="locked-time">
          <Icon name="lock" />
          <span>{time(tablet.now)}</span>
        </p>
      </header>
      <section aria-label={t('tablet.who')}>
        <h2 className="locked-ask">{t('tablet.who')}</h2>
        {tablet.people.length === 0 && <Empty title={t('tablet.nobody')} hint={t('tablet.nobodyHint')} />}
        <ul className="locked-people">
          {tablet.people.map((one) => (
            <li key={one.staffId}>
              <button className="locked-person" type="button" onClick={() => setPerson(one)}>
                <Avatar name={one.name} photo={one.photo} />
                <bdi className="strong name">{one.name}</bdi>
                {one.title && <span className="small muted">{one.title}</span>}
              </button>
            </li>
          ))}
        </ul>
        <button className="button button-quiet" type="button" onClick={() => void byPassword()}>
          {t('tablet.byPassword')}
        </button>
      </section>
      <section className="locked-day" aria-label={t('tablet.today')}>
        <h2>{t('tablet.today')}</h2>
        <div className="locked-columns">
          {tablet.columns.map(({ name, visits }) => (
            <div key={name} className="card locked-column">
              <h3 className="name">{name}</h3>
              {visits.length === 0 && <p className="small muted">{t('tablet.free')}</p>}
              <ul>
                {visits.map(({ startTime, endTime, service }) => (
                  <li key={startTime + service}>
                    <span className="strong">{f.range(time(startTime), time(endTime))}</span>
                    <span className="small muted">{service}</span>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </section>
      {person && <PinPad person={person} businessId={tablet.businessId} onClose={() => setPerson(null)} />}
    </>
  )
}
