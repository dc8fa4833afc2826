import { useEffect, useState } from 'react'
import { instantOf, type LocalDate, type Minute, toMinute, wallTimeOf } from '#kernel/time.ts'
import { pixelsOf } from './layout.ts'
import type { Span } from './model.ts'

const TICK_MS = 20_000

/** The present minute, told anew as it goes on. */
export function useNow(): Minute {
  const [now, setNow] = useState(() => toMinute(new Date()))
  useEffect(() => {
    const timer = setInterval(() => setNow(toMinute(new Date())), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** An instant as minutes of a day that began at local midnight: below 0 before it, above 1440 after it. */
export const minuteOfDay = (instant: Minute, date: LocalDate, zone: string): number =>
  instant - instantOf(date, 0, zone)

/** Where the day is now. */
export const NowLine = ({ minute, axis, scale }: { minute: number; axis: Span; scale: number }) =>
  minute >= axis.from && minute <= axis.until ? (
    <div className="cal-now" style={{ top: pixelsOf(minute, axis.from, scale) }} />
  ) : null

/** The hours at the side, with the present time among them. */
export function Rail({ axis, scale, now }: { axis: Span; scale: number; now: number | null }) {
  const hours = Array.from({ length: (axis.until - axis.from) / 60 }, (_, i) => axis.from + i * 60)
  return (
    <div className="cal-rail" aria-hidden="true">
      <div className="cal-corner" />
      <div className="cal-hours" style={{ height: pixelsOf(axis.until, axis.from, scale) }}>
        {hours.map((minute) => (
          <span key={minute} className="cal-hour" style={{ top: pixelsOf(minute, axis.from, scale) }}>
            {wallTimeOf(minute)}
          </span>
        ))}
        {now !== null && now >= axis.from && now <= axis.until && (
          <span className="cal-now-pill" style={{ top: pixelsOf(now, axis.from, scale) }}>
            {wallTimeOf(now)}
          </span>
        )}
      </div>
    </div>
  )
}
