import { useState } from 'react'
import { Link } from 'react-router'
import { toMinute, wallAt } from '#kernel/time.ts'
import type { Given } from '../../api.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'

const ZONE = 'Asia/Atyrau'
const KINDS = ['appointment', 'block', 'service', 'staff', 'location', 'resource', 'business'] as const

type Page = Given<'GET /api/businesses/:businessId/audit'>
type Entry = Page['entries'][number]

/** Who did what to what, when and from where. */
export default function Audit() {
  const { t } = useSay()
  const { businessId } = useHere()
  const [kind, setKind] = useState('')
  const [day, setDay] = useState('')
  const [before, setBefore] = useState<string[]>([])
  const change = (set: (value: string) => void) => (value: string) => {
    set(value)
    setBefore([])
  }
  const page = useRead(
    'GET /api/businesses/:businessId/audit',
    {
      params: { businessId },
      query: {
        ...(kind ? { kind } : {}),
        ...(day ? { from: `${day}T00:00:00+05:00`, until: `${day}T24:00:00+05:00` } : {}),
        ...(before.at(-1) ? { before: before.at(-1) } : {}),
      },
    },
    { placeholderData: (earlier: Page | undefined) => earlier },
  )
  return (
    <Screen title={t('audit.title')}>
      <p className="muted">{t('audit.about')}</p>
      <div className="columns">
        <SelectField
          label={t('audit.what')}
          value={kind}
          choices={[
            { value: '', says: t('audit.everything') },
            ...KINDS.map((value) => ({ value, says: t(`audit.kind.${value}`) })),
          ]}
          onChange={change(setKind)}
        />
        <TextField label={t('audit.day')} type="date" value={day} onChange={change(setDay)} />
      </div>
      <Loaded from={page} rows={8}>
        {({ entries, next }) =>
          entries.length === 0 ? (
            <Empty title={t('audit.nothing')} />
          ) : (
            <>
              <ol className="rows">
                {entries.map((entry) => (
                  <EntryRow key={entry.id} entry={entry} />
                ))}
              </ol>
              <div className="buttons">
                {before.length > 0 && (
                  <Button look="secondary" onClick={() => setBefore(before.slice(0, -1))}>
                    {t('audit.newer')}
                  </Button>
                )}
                {next && (
                  <Button look="secondary" onClick={() => setBefore([...before, next])}>
                    {t('audit.older')}
                  </Button>
                )}
              </div>
            </>
          )
        }
      </Loaded>
    </Screen>
  )
}

function EntryRow({ entry: { at, type, subject, actor, by, origin, details } }: { entry: Entry }) {
  const { t, f } = useSay()
  const { businessId } = useHere()
  const { date, time } = wallAt(toMinute(new Date(at)), ZONE)
  const key = `events.${type}`
  const who = actor === 'user' ? (by ?? t('audit.gone')) : t(`audit.${actor}`)
  return (
    <li className="row">
      <span className="row-text">
        <span className="strong">{t.has(key) ? t(key) : t('events.other')}</span>
        <span className="small muted">
          <bdi>{who}</bdi> · {f.dayShort(date)}, {time}
          {origin && ` · ${t('audit.from', { origin })}`}
        </span>
        {details.override && <span className="small">{t('audit.why', { reason: details.override })}</span>}
      </span>
      {subject.kind === 'appointment' && (
        <Link className="button button-quiet button-small" to={`/office/b/${businessId}/visits/${subject.id}`}>
          {t('audit.open')}
        </Link>
      )}
    </li>
  )
}
