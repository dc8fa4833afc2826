import { addDays, toMinute, wallAt } from '#kernel/time.ts'
import { useSay } from '../../say.tsx'

const MIDNIGHT = '00:00'

/** `24 – 26 November` for whole days, `24 November, 10:00–14:00` for a part of one. */
export function useSpanText(zone: string): (span: { from: string; until: string }) => string {
  const { f } = useSay()
  return ({ from, until }) => {
    const [begin, end] = [wallAt(toMinute(new Date(from)), zone), wallAt(toMinute(new Date(until)), zone)]
    if (begin.time === MIDNIGHT && end.time === MIDNIGHT) {
      const last = addDays(end.date, -1)
      return last === begin.date ? f.day(begin.date) : `${f.day(begin.date)} – ${f.day(last)}`
    }
    if (begin.date === end.date) return `${f.day(begin.date)}, ${f.range(begin.time, end.time)}`
    return `${f.moment(begin.date, begin.time)} – ${f.moment(end.date, end.time)}`
  }
}
