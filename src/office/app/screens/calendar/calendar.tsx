import '../../../styles/calendar.css'
import { useEffect, useState } from 'react'
import { localDateAt } from '#kernel/time.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Failed, Skeleton } from '../../ui/states.tsx'
import { useDays } from './days.ts'
import { DaysView } from './days-view.tsx'
import { useNow } from './now.tsx'
import { useIsDesk } from './side.tsx'
import { useView } from './use-view.ts'

/** Days of people and rooms: seen, moved, booked. */
export default function Calendar() {
  const { t } = useSay()
  // Which minute and day it is, is the server's to tell; until then the browser's own clock and zone are meant.
  const [zone, setZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
  const [skew, setSkew] = useState(0)
  const now = useNow() + skew
  const today = localDateAt(now, zone)
  const isDesk = useIsDesk()
  // Who works alone needs no columns on a phone.
  const [isAlone, setAlone] = useState(useHere().right === 'specialist')
  const { view, ...acts } = useView(today, isAlone && !isDesk ? 'list' : 'day')
  const { data, error, refetch, skewMinutes } = useDays(view)
  const told = data?.zone
  const people = data?.answer.people.length
  useEffect(() => {
    if (told) setZone(told)
    setSkew(skewMinutes)
  }, [told, skewMinutes])
  useEffect(() => {
    if (people !== undefined) setAlone(people === 1)
  }, [people])
  useEffect(() => {
    document.title = `${t('calendar.title')} · ${t('office.title')}`
  }, [t])
  if (data) return <DaysView days={data} view={view} acts={acts} now={now} today={today} />
  return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Skeleton rows={8} />
}
