import type { WallTime } from '#kernel/time.ts'

/** `9`, `930`, `9:30`, `0930`, `24:00` as a wall time; null: it is none. */
export function timeIn(text: string): WallTime | null {
  const digits = text.replace(/\D/g, '')
  const colon = /^(\d{1,2})[:.](\d{1,2})$/.exec(text.trim())
  const [hours, minutes] = colon
    ? [Number(colon[1]), Number(colon[2])]
    : digits.length <= 2
      ? [Number(digits || Number.NaN), 0]
      : [Number(digits.slice(0, -2)), Number(digits.slice(-2))]
  if (!(hours <= 24 && minutes <= 59) || (hours === 24 && minutes > 0)) return null
  return `${String(hours % 24).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}
