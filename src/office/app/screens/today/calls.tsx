import { useState } from 'react'
import { Link } from 'react-router'
import { Banner } from '#site/components/banner.tsx'
import { Icon } from '#site/components/icon.tsx'
import { visitScreen } from '../../paths.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { BackToToday } from './back.tsx'
import { Aloud, ByPhone, CALLS, type CallRow, LastCall, Outcomes } from './call-acts.tsx'

const isDone = ({ call }: CallRow): boolean => call?.outcome === 'confirmed' || call?.outcome === 'wrong_number'

/** Whom to call about tomorrow, one after the other: the number, what to say, what came of it. */
export default function Calls() {
  const { t, f } = useSay()
  const { businessId } = useHere()
  const [date, setDate] = useState('')
  const read = useRead(CALLS, { params: { businessId }, query: date ? { date } : {} })
  return (
    <Screen title={t('desk.calls')} actions={<BackToToday />}>
      <p className="muted">{t('desk.callsAbout')}</p>
      <Loaded from={read} rows={6}>
        {({ date: shown, rows }) => (
          <>
            <TextField
              label={t('desk.callsDay')}
              hint={f.day(shown)}
              type="date"
              value={date || shown}
              onChange={setDate}
            />
            {rows.length === 0 ? (
              <Empty title={t('desk.noCalls')} hint={t('desk.noCallsHint')} />
            ) : (
              <>
                <p className="today-figures">
                  {t('desk.callsLeft', { count: rows.filter((row) => !isDone(row)).length })}
                </p>
                <ul className="calls">
                  {rows.map((row) => (
                    <Row key={row.id} row={row} />
                  ))}
                </ul>
              </>
            )}
          </>
        )}
      </Loaded>
    </Screen>
  )
}

function Row({ row }: { row: CallRow }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const { id, time, clientName, phone, phoneShown, services, why, isWrong, call, isConfirmed } = row
  return (
    <li className={isDone(row) ? 'card call-row call-done' : 'card call-row'}>
      <div className="call-head">
        <span className="today-time">{time}</span>
        <Link className="row-text call-who" to={visitScreen(businessId, id)}>
          <bdi className="name strong">{clientName}</bdi>
          <span className="small muted">
            {services.map(({ name, staffName }) => [name, staffName].filter(Boolean).join(' · ')).join(' + ')}
          </span>
        </Link>
        <a className="button button-secondary" href={`tel:${phone}`}>
          <Icon name="phone" small />
          {phoneShown}
        </a>
      </div>
      <p className="call-signs">
        {why
          .filter((one) => one !== 'unconfirmed' || !isConfirmed)
          .map((one) => (
            <span key={one} className="badge">
              {t(`desk.callWhy.${one}`)}
            </span>
          ))}
        <LastCall call={call} />
      </p>
      {isWrong && (
        <Banner tone="warn">
          <p>{t('desk.wrongNumber')}</p>
        </Banner>
      )}
      {!isDone(row) && <Outcomes row={row} />}
      <details className="call-more">
        <summary>{t('desk.readAloud')}</summary>
        <Aloud aloud={row.aloud} />
        <ByPhone row={row} />
      </details>
    </li>
  )
}
