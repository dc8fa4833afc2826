import type { HTMLInputAutoCompleteAttribute } from 'react'
import { Icon } from './icon.tsx'

interface Props {
  name: string
  label: string
  value?: string
  hint?: string
  /** Replaces the hint. */
  error?: string | undefined
  type?: 'text' | 'tel' | 'email' | 'password'
  autoComplete?: HTMLInputAutoCompleteAttribute
  maxLength?: number
  required?: boolean
  lines?: boolean
  /** One of these is chosen; `choose` stands where none is. */
  options?: { choose: string; values: readonly string[] }
  /** Formats the number when the field is left; see islands. */
  phone?: boolean
}

/** Label above, hint under; an error takes the hint's place. */
export const Field = ({ name, label, value, hint, error, type = 'text', lines, options, phone, ...rest }: Props) => {
  const said = `${name}-said`
  const shared = {
    id: name,
    name,
    className: options ? 'input select' : 'input',
    defaultValue: value,
    'aria-describedby': hint || error ? said : undefined,
    'aria-invalid': error ? true : undefined,
    ...rest,
  } as const
  const { maxLength: _, ...selecting } = shared
  return (
    <div className="field">
      <label className="label" htmlFor={name}>
        {label}
      </label>
      {options ? (
        <select {...selecting} defaultValue={options.values.includes(value ?? '') ? value : ''}>
          <option value="">{options.choose}</option>
          {options.values.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      ) : lines ? (
        <textarea {...shared} rows={3} />
      ) : (
        <input {...shared} type={type} data-phone={phone ? '' : undefined} dir={type === 'text' ? 'auto' : undefined} />
      )}
      {error ? (
        <p className="field-error" id={said}>
          <Icon name="alert" small />
          <span>{error}</span>
        </p>
      ) : (
        hint && (
          <p className="hint" id={said}>
            {hint}
          </p>
        )
      )}
    </div>
  )
}
