import { type LocalDate, weekday } from '#kernel/time.ts'
import type { DayHours, PlanHours } from './plan.ts'

/** What holds on a date: its exception, else its weekday in the period it lies in, else its weekday. */
export function hoursOfDate({ week, periods, exceptions }: PlanHours, date: LocalDate): DayHours | undefined {
  const onDay = weekday(date)
  const period = periods?.find(({ from, until }) => from <= date && date <= until)
  return (
    exceptions.find((exception) => exception.date === date) ?? (period?.week ?? week).find(({ day }) => day === onDay)
  )
}
