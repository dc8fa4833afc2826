import type { ObjectField, PlaceField, TypedObject, TypedPlace } from '#modules/appointments/index.ts'
import type { ObjectKind } from '#modules/diaries/index.ts'
import type { MessageKey } from '#platform/i18n/speak.ts'
import type { Say } from '#site/say.ts'
import { Field } from './field.tsx'

/** What this device told before: a button that fills the fields in. */
export interface Before {
  /** As the form sends it. */
  use: string
  text: string
}

/** What the chosen services need to know; null where they do not. */
export interface ToldAsked {
  place: { districts: readonly string[]; before: readonly Before[] } | null
  object: { kind: ObjectKind; before: readonly Before[] } | null
}

interface Props {
  say: Say
  /** Texts by field name: `place.street`. */
  errors: Readonly<Record<string, string | undefined>>
  /** Where a form that uses what was told before is sent. */
  useAction: string
}

const BeforeChips = ({ say: { t }, before, action }: { say: Say; before: readonly Before[]; action: string }) =>
  before.length > 0 && (
    <div className="stack stack-tight">
      <p className="hint">{t('told.before')}</p>
      <ul className="chips">
        {before.map(({ use, text }) => (
          <li key={use}>
            <button className="chip" type="submit" formAction={action} formNoValidate name="use" value={use}>
              <bdi>{text}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )

const HOUSE = [
  ['apartment', 'told.apartment'],
  ['entrance', 'told.entrance'],
  ['floor', 'told.floor'],
  ['intercom', 'told.intercom'],
] as const satisfies readonly (readonly [PlaceField, MessageKey])[]

/** The client's address. Districts are chosen from those that are served. */
export const PlaceFields = ({
  say,
  asked,
  typed,
  errors,
  useAction,
}: Props & { asked: NonNullable<ToldAsked['place']>; typed: TypedPlace }) => {
  const { t } = say
  const field = (name: PlaceField) => ({
    name: `place.${name}`,
    value: typed[name] ?? '',
    error: errors[`place.${name}`],
    maxLength: 200,
  })
  return (
    <fieldset className="stack told" id="told-place">
      <legend>{t('told.whereTo')}</legend>
      <BeforeChips say={say} before={asked.before} action={useAction} />
      {asked.districts.length > 0 && (
        <Field
          {...field('district')}
          label={t('told.district')}
          hint={t('told.districtHint')}
          options={{ choose: t('told.chooseDistrict'), values: asked.districts }}
          required
        />
      )}
      <div className="told-street">
        <Field {...field('street')} label={t('told.street')} autoComplete="address-line1" required />
        <Field {...field('building')} label={t('told.building')} required />
      </div>
      <div className="told-house">
        {HOUSE.map(([name, label]) => (
          <Field key={name} {...field(name)} label={t(label)} />
        ))}
      </div>
      <Field {...field('note')} label={t('told.placeNote')} hint={t('common.optional')} />
    </fieldset>
  )
}

const FIELDS = {
  car: [
    { name: 'plate', label: 'told.plate', hint: 'told.plateHint', required: true },
    { name: 'model', label: 'told.carModel', hint: 'common.optional', required: false },
  ],
  pet: [
    { name: 'name', label: 'told.petName', required: true },
    { name: 'species', label: 'told.species', hint: 'told.speciesHint', required: true },
  ],
  device: [{ name: 'model', label: 'told.deviceModel', hint: 'told.deviceModelHint', required: true }],
} as const satisfies Record<
  ObjectKind,
  readonly { name: ObjectField; label: MessageKey; hint?: MessageKey; required: boolean }[]
>

/** The car, pet or device that the visit is about. */
export const ObjectFields = ({
  say,
  asked,
  typed,
  errors,
  useAction,
}: Props & { asked: NonNullable<ToldAsked['object']>; typed: TypedObject }) => {
  const { t } = say
  return (
    <fieldset className="stack told" id="told-object">
      <legend>{t(`told.about.${asked.kind}`)}</legend>
      <BeforeChips say={say} before={asked.before} action={useAction} />
      {FIELDS[asked.kind].map(({ name, label, required, ...more }) => (
        <Field
          key={name}
          name={`object.${name}`}
          label={t(label)}
          {...('hint' in more ? { hint: t(more.hint) } : {})}
          value={typed[name] ?? ''}
          error={errors[`object.${name}`]}
          maxLength={200}
          required={required}
        />
      ))}
    </fieldset>
  )
}
