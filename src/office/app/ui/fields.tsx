// Fields of the office's forms: a label above, a hint under, an error in the hint's place.

import { type ComponentProps, type ReactNode, useId } from 'react'
import { Icon } from '#site/components/icon.tsx'

interface Labelled {
  label: string
  hint?: ReactNode
  /** Replaces the hint. */
  error?: string | undefined
}

interface FrameProps extends Labelled {
  children: (ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode
}

function Frame({ label, hint, error, children }: FrameProps) {
  const id = useId()
  const said = `${id}-said`
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        ...(hint || error ? { 'aria-describedby': said } : {}),
        ...(error ? { 'aria-invalid': true as const } : {}),
      })}
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

type InputProps = Labelled & { value: string; onChange: (value: string) => void } & Pick<
    ComponentProps<'input'>,
    | 'type'
    | 'inputMode'
    | 'autoComplete'
    | 'maxLength'
    | 'required'
    | 'placeholder'
    | 'min'
    | 'max'
    | 'step'
    | 'autoFocus'
    | 'lang'
    | 'onBlur'
  >

/** Text, time, date, phone … by `type`. */
export const TextField = ({ label, hint, error, value, onChange, ...rest }: InputProps) => (
  <Frame label={label} hint={hint} error={error}>
    {(ids) => (
      <input {...ids} {...rest} className="input" value={value} onChange={(event) => onChange(event.target.value)} />
    )}
  </Frame>
)

type NumberProps = Omit<InputProps, 'value' | 'onChange' | 'type' | 'inputMode'> & {
  value: number | null
  onChange: (value: number | null) => void
  /** Said after the number: ₸, мин. */
  unit?: string
}

/** A whole number; null while nothing is written. */
export const NumberField = ({ label, hint, error, value, onChange, unit, ...rest }: NumberProps) => (
  <Frame label={unit ? `${label}, ${unit}` : label} hint={hint} error={error}>
    {(ids) => (
      <input
        {...ids}
        {...rest}
        className="input"
        inputMode="numeric"
        value={value === null ? '' : String(value)}
        onChange={(event) => {
          const digits = event.target.value.replace(/\D/g, '').slice(0, 9)
          onChange(digits === '' ? null : Number(digits))
        }}
      />
    )}
  </Frame>
)

export const LinesField = ({
  label,
  hint,
  error,
  value,
  onChange,
  rows = 3,
  maxLength,
}: Labelled & { value: string; onChange: (value: string) => void; rows?: number; maxLength?: number }) => (
  <Frame label={label} hint={hint} error={error}>
    {(ids) => (
      <textarea
        {...ids}
        className="input"
        rows={rows}
        maxLength={maxLength}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Frame>
)

export interface Choice<Value extends string> {
  value: Value
  says: string
}

export const SelectField = <Value extends string>({
  label,
  hint,
  error,
  value,
  choices,
  onChange,
}: Labelled & { value: Value; choices: readonly Choice<Value>[]; onChange: (value: Value) => void }) => (
  <Frame label={label} hint={hint} error={error}>
    {(ids) => (
      <select {...ids} className="input" value={value} onChange={(event) => onChange(event.target.value as Value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.says}
          </option>
        ))}
      </select>
    )}
  </Frame>
)

/** On or off, in one line. */
export const CheckField = ({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string
  hint?: string
  checked: boolean
  onChange: (checked: boolean) => void
}) => (
  <label className="check">
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
    <span>
      {label}
      {hint && <span className="check-hint">{hint}</span>}
    </span>
  </label>
)

/** One of a few, all in sight. */
export function Segments<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  label: string
  value: Value
  choices: readonly Choice<Value>[]
  onChange: (value: Value) => void
}) {
  const name = useId()
  return (
    <fieldset className="segments">
      <legend className="hidden-visually">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="segment">
          <input type="radio" name={name} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          <span>{choice.says}</span>
        </label>
      ))}
    </fieldset>
  )
}
