import { useEffect, useRef, useState } from 'react'
import type { WallTime } from '#kernel/time.ts'
import { TextField } from '../../ui/fields.tsx'
import { timeIn } from './time-text.ts'

/**
 * A time of day by 24 hours. A browser's own field follows the language of the system: on an English phone it would ask
 * for AM and PM, and midnight be 12.
 */
export function TimeField({
  label,
  value,
  onChange,
}: {
  label: string
  value: WallTime
  onChange: (value: WallTime) => void
}) {
  const [typed, setTyped] = useState(value)
  const told = useRef(value)
  useEffect(() => {
    if (told.current !== value) setTyped(value)
    told.current = value
  }, [value])
  return (
    <TextField
      label={label}
      inputMode="numeric"
      maxLength={5}
      value={typed}
      onChange={(text) => {
        setTyped(text)
        const time = timeIn(text)
        if (!time || !/^\d\d?:\d\d$/.test(text)) return
        told.current = time
        onChange(time)
      }}
      onBlur={() => {
        const time = timeIn(typed) ?? value
        setTyped(time)
        if (time === value) return
        told.current = time
        onChange(time)
      }}
    />
  )
}
