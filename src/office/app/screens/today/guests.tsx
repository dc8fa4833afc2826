import { useState } from 'react'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField, Segments, SelectField, TextField } from '../../ui/fields.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { BackToToday } from './back.tsx'
import { CancelMany, type Left } from './cancel-many.tsx'
import { AT_ONCE, devicesOf, GUESTS, type GuestVisit, shownOf } from './guest-list.ts'
import { GuestRow } from './guest-row.tsx'

const SPANS = { hour: 1, day: 24, week: 168, all: 2160 } as const
type Span = keyof typeof SPANS

/** What guests booked online, to be judged many at a time: nobody's visits go in one act. */
export default function Guests() {
  const { t } = useSay()
  const { businessId } = useHere()
  const [span, setSpan] = useState<Span>('day')
  const read = useRead(GUESTS, { params: { businessId }, query: { hours: SPANS[span] } })
  return (
    <Screen title={t('desk.guests')} actions={<BackToToday />}>
      <p className="muted">{t('desk.guestsAbout')}</p>
      <Segments
        label={t('desk.bookedWithin')}
        value={span}
        choices={[
          { value: 'hour', says: t('desk.span.hour') },
          { value: 'day', says: t('desk.span.day') },
          { value: 'week', says: t('desk.span.week') },
          { value: 'all', says: t('desk.span.all') },
        ]}
        onChange={setSpan}
      />
      <Loaded from={read} rows={6}>
        {({ visits }) =>
          visits.length === 0 ? (
            <Empty title={t('desk.noGuests')} hint={t('desk.noGuestsHint')} />
          ) : (
            <List visits={visits} />
          )
        }
      </Loaded>
    </Screen>
  )
}

function List({ visits }: { visits: readonly GuestVisit[] }) {
  const { t } = useSay()
  const [filter, setFilter] = useState({ device: '', typed: '', onlyNew: false })
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [isAsking, setAsking] = useState(false)
  const [left, setLeft] = useState<Left>(new Map())
  const shown = shownOf(visits, filter)
  const chosen = shown.filter(({ id }) => picked.has(id)).slice(0, AT_ONCE)
  const isAll = shown.length > 0 && chosen.length === Math.min(shown.length, AT_ONCE)
  const toggle = (id: string) =>
    setPicked((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  return (
    <>
      <div className="columns">
        <SelectField
          label={t('desk.device')}
          value={filter.device}
          choices={[
            { value: '', says: t('desk.allDevices') },
            ...devicesOf(visits).map(({ device, count }) => ({
              value: device,
              says: t('desk.deviceNo', { device, visits: t('office.visits', { count }) }),
            })),
          ]}
          onChange={(device) => setFilter({ ...filter, device })}
        />
        <TextField
          label={t('desk.nameOrPhone')}
          maxLength={100}
          value={filter.typed}
          onChange={(typed) => setFilter({ ...filter, typed })}
        />
      </div>
      <CheckField
        label={t('desk.onlyNew')}
        checked={filter.onlyNew}
        onChange={(onlyNew) => setFilter({ ...filter, onlyNew })}
      />
      <section className="card section" aria-label={t('desk.guests')}>
        <CheckField
          label={t('desk.pickAll', { count: shown.length })}
          checked={isAll}
          onChange={(all) => setPicked(new Set(all ? shown.slice(0, AT_ONCE).map(({ id }) => id) : []))}
        />
        <ul className="rows">
          {shown.map((visit) => (
            <GuestRow
              key={visit.id}
              visit={visit}
              isPicked={picked.has(visit.id)}
              why={left.get(visit.id) ?? null}
              onPick={() => toggle(visit.id)}
            />
          ))}
        </ul>
      </section>
      {chosen.length > 0 && (
        <div className="guests-foot">
          <Button look="danger" onClick={() => setAsking(true)}>
            {t('desk.cancelMany', { count: chosen.length })}
          </Button>
        </div>
      )}
      {isAsking && (
        <CancelMany
          visits={chosen}
          onClose={() => setAsking(false)}
          onDone={(why) => {
            setLeft(why)
            setPicked(new Set(why.keys()))
            setAsking(false)
          }}
        />
      )}
    </>
  )
}
