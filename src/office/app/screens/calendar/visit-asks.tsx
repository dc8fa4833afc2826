import type { ClientId } from '#kernel/ids.ts'
import { MAY } from '#platform/http/rights.ts'
import { Icon } from '#site/components/icon.tsx'
import { CALLER } from '../../callers/caller-facts.tsx'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Segments, SelectField, TextField } from '../../ui/fields.tsx'
import { objectText } from '../../visits/about.ts'
import type { Days } from './days.ts'
import type { ChosenLine } from './service-picker.tsx'
import { type Answers, askedOf, ELSEWHERE, OBJECT_FIELDS, type ObjectKind } from './visit-answers.ts'

interface Props {
  days: Days
  lines: readonly ChosenLine[]
  /** Whose card is open; null: a new client. */
  clientId: ClientId | null
  answers: Answers
  onChange: (answers: Answers) => void
}

/** What the site asks as well: whom it is for, where to come, and to what it is done. */
export function VisitAsks({ days, lines, clientId, answers, onChange }: Props) {
  const { t } = useSay()
  const { businessId, may } = useHere()
  const asked = askedOf(days, lines)
  const isKnown = clientId !== null && may(MAY.findClients)
  const params = { businessId, clientId: clientId ?? ('' as ClientId) }
  const card = useRead(CALLER, { params }, { enabled: isKnown }).data
  const set = (changes: Partial<Answers>) => onChange({ ...answers, ...changes })
  const { kind, name } = answers.forWhom
  const family = card?.family ?? []
  return (
    <>
      <fieldset className="bare">
        <legend className="label">{t('booking.forWhom')}</legend>
        <Segments
          label={t('booking.forWhom')}
          value={kind}
          choices={[
            { value: 'me', says: t('callers.forClient') },
            { value: 'child', says: t('booking.forChild') },
            { value: 'other', says: t('booking.forOther') },
          ]}
          onChange={(next) => set({ forWhom: { kind: next, name } })}
        />
        {kind !== 'me' && (
          <>
            <div className="buttons">
              {family
                .filter(({ relation }) => relation === kind)
                .map((one) => (
                  <Button
                    key={one.id}
                    look={one.name === name ? 'primary' : 'secondary'}
                    size="small"
                    onClick={() => set({ forWhom: { kind, name: one.name } })}
                  >
                    {one.name}
                  </Button>
                ))}
            </div>
            <TextField
              label={t('booking.guestName')}
              maxLength={80}
              value={name}
              onChange={(typed) => set({ forWhom: { kind, name: typed } })}
            />
          </>
        )}
      </fieldset>
      {asked.ages.map(({ years, withAdult }) => (
        <p key={`${years}${withAdult}`} className="hint">
          <Icon name="alert" small /> {t(withAdult ? 'booking.minAgeWithAdult' : 'booking.minAge', { years })}
        </p>
      ))}
      {asked.place && (
        <PlaceFields
          served={days.answer.servedDistricts}
          kept={card?.place ?? null}
          answers={answers}
          onChange={onChange}
        />
      )}
      {asked.object && (
        <ObjectFields
          kind={asked.object}
          kept={card?.objects.filter((one) => one.kind === asked.object) ?? []}
          answers={answers}
          onChange={onChange}
        />
      )}
    </>
  )
}

type Card = NonNullable<ReturnType<typeof useRead<typeof CALLER>>['data']>
type PartProps = Pick<Props, 'answers' | 'onChange'>

const HOUSE = ['street', 'building', 'apartment', 'entrance', 'floor', 'intercom'] as const

function PlaceFields({
  served,
  kept,
  answers,
  onChange,
}: PartProps & { served: readonly string[]; kept: Card['place'] }) {
  const { t } = useSay()
  const { may } = useHere()
  const { place, isElsewhere, why } = answers
  const set = (changes: Answers['place']) => onChange({ ...answers, place: { ...place, ...changes } })
  const choices = ['', ...served, ...(may(MAY.overrideRules) ? [ELSEWHERE] : [])]
  const says = (one: string): string =>
    one === '' ? t('told.chooseDistrict') : one === ELSEWHERE ? t('callers.elsewhere') : one
  return (
    <fieldset className="week-day">
      <legend>{t('told.whereTo')}</legend>
      {kept && (
        <div className="buttons">
          <Button
            look="secondary"
            size="small"
            onClick={() => onChange({ ...answers, place: kept, isElsewhere: false })}
          >
            {t('told.asLastTime')}: {[kept.street, kept.building, kept.apartment].filter(Boolean).join(', ')}
          </Button>
        </div>
      )}
      {served.length > 0 && (
        <SelectField
          label={t('told.district')}
          value={isElsewhere ? ELSEWHERE : (place.district ?? '')}
          choices={choices.map((value) => ({ value, says: says(value) }))}
          onChange={(next) =>
            onChange({
              ...answers,
              isElsewhere: next === ELSEWHERE,
              place: { ...place, district: next === ELSEWHERE ? '' : next },
            })
          }
        />
      )}
      {isElsewhere && (
        <div className="columns">
          <TextField
            label={t('told.district')}
            maxLength={80}
            value={place.district ?? ''}
            onChange={(district) => set({ district })}
          />
          <TextField
            label={t('callers.whyElsewhere')}
            maxLength={200}
            value={why}
            onChange={(reason) => onChange({ ...answers, why: reason })}
          />
        </div>
      )}
      <div className="columns">
        {HOUSE.map((field) => (
          <TextField
            key={field}
            label={t(`told.${field}`)}
            maxLength={200}
            value={place[field] ?? ''}
            onChange={(typed) => set({ [field]: typed })}
          />
        ))}
      </div>
    </fieldset>
  )
}

function ObjectFields({ kind, kept, answers, onChange }: PartProps & { kind: ObjectKind; kept: Card['objects'] }) {
  const { t } = useSay()
  const { object } = answers
  const labels = { plate: 'told.plate', model: kind === 'car' ? 'told.carModel' : 'told.deviceModel' } as const
  const says = { ...labels, name: 'told.petName', species: 'told.species' } as const
  return (
    <fieldset className="week-day">
      <legend>{t(`told.about.${kind}`)}</legend>
      {kept.length > 0 && (
        <div className="buttons">
          {kept.map((one) => (
            <Button
              key={objectText(one)}
              look="secondary"
              size="small"
              onClick={() => onChange({ ...answers, object: { ...one } })}
            >
              {objectText(one)}
            </Button>
          ))}
        </div>
      )}
      <div className="columns">
        {OBJECT_FIELDS[kind].map((field) => (
          <TextField
            key={field}
            label={t(says[field])}
            maxLength={200}
            value={object[field] ?? ''}
            onChange={(typed) => onChange({ ...answers, object: { ...object, [field]: typed } })}
          />
        ))}
      </div>
    </fieldset>
  )
}
