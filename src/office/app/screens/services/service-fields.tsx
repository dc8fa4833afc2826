import { useState } from 'react'
import { catalogueName } from '#platform/i18n/speak.ts'
import type { Given } from '../../api.ts'
import { useSay } from '../../say.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { CheckField, LinesField, NumberField, SelectField, TextField } from '../../ui/fields.tsx'
import { SERVICE_CATEGORIES } from '../settings/catalogue.ts'
import { LanguageTabs, withText } from '../settings/languages.tsx'
import { TimeField } from '../settings/time-field.tsx'
import type { ServiceForm } from './service-form.ts'
import { Variants } from './variants.tsx'

type Resource = Given<'GET /api/businesses/:businessId/resources'>['resources'][number]

export interface FieldsProps {
  value: ServiceForm
  set: (changes: Partial<ServiceForm>) => void
}

export function ServiceFields({ value, set, resources }: FieldsProps & { resources: readonly Resource[] }) {
  const { t, f, locale: shown } = useSay()
  const [locale, setLocale] = useState(shown)
  return (
    <>
      <LanguageTabs texts={value.texts} field="name" locale={locale} onChange={setLocale} />
      <TextField
        label={t('services.name')}
        lang={locale}
        maxLength={200}
        value={value.texts[locale].name}
        onChange={(text) => set({ texts: withText(value.texts, locale, 'name', text) })}
      />
      <LinesField
        label={t('services.about')}
        rows={2}
        maxLength={2000}
        value={value.texts[locale].description}
        onChange={(text) => set({ texts: withText(value.texts, locale, 'description', text) })}
      />
      <div className="columns">
        <NumberField label={t('common.price')} unit="₸" value={value.price} onChange={(price) => set({ price })} />
        <NumberField
          label={t('common.duration')}
          unit={f.minuteWord}
          value={value.duration}
          onChange={(duration) => set({ duration })}
        />
        <SelectField
          label={t('services.category')}
          value={value.category ?? ''}
          choices={[
            { value: '', says: t('services.noCategory') },
            ...[...new Set([...(value.category ? [value.category] : []), ...SERVICE_CATEGORIES])].map((slug) => ({
              value: slug,
              says: catalogueName(t, 'category', slug),
            })),
          ]}
          onChange={(category) => set({ category: category || null })}
        />
      </div>
      <CheckField
        label={t('services.priceFrom')}
        hint={f.price(value.price ?? 0, true)}
        checked={value.priceFrom}
        onChange={(priceFrom) => set({ priceFrom })}
      />
      <CheckField
        label={t('services.isActive')}
        hint={t('services.isActiveHint')}
        checked={value.isActive}
        onChange={(isActive) => set({ isActive })}
      />
      <details className="more">
        <summary>{t('services.more')}</summary>
        <div className="section">
          <Variants value={value} set={set} />
          <div className="columns">
            <NumberField
              label={t('services.before')}
              unit={f.minuteWord}
              value={value.before}
              onChange={(before) => set({ before })}
            />
            <NumberField
              label={t('services.after')}
              unit={f.minuteWord}
              hint={t('services.afterHint')}
              value={value.after}
              onChange={(after) => set({ after })}
            />
          </div>
          <Needs value={value} set={set} resources={resources} />
          <Windows value={value} set={set} />
          <MinAge value={value} set={set} />
          <div className="columns">
            <SelectField
              label={t('services.place')}
              value={value.place}
              choices={(['business', 'client'] as const).map((one) => ({
                value: one,
                says: t(`services.place.${one}`),
              }))}
              onChange={(place) => set({ place })}
            />
            <SelectField
              label={t('services.object')}
              value={value.object ?? ''}
              choices={(['', 'car', 'pet', 'device'] as const).map((one) => ({
                value: one,
                says: one === '' ? t('services.object.none') : t(`services.object.${one}`),
              }))}
              onChange={(object) => set({ object: object === '' ? null : object })}
            />
          </div>
        </div>
      </details>
    </>
  )
}

/** Whose time it takes: a person's, a room's, or both. */
function Needs({ value, set, resources }: FieldsProps & { resources: readonly Resource[] }) {
  const { t } = useSay()
  const { resource } = value
  const chosen =
    resource === null ? '' : 'resourceId' in resource ? `id:${resource.resourceId}` : `kind:${resource.kind}`
  const kinds = [...new Set(resources.map(({ kind }) => kind))]
  const kindName = (kind: string) => {
    const key = `rooms.kind.${kind}`
    return t.has(key) ? t(key) : kind
  }
  const choose = (choice: string) => {
    const found = resources.find(({ id }) => choice === `id:${id}`)
    set({ resource: found ? { resourceId: found.id } : choice ? { kind: choice.slice('kind:'.length) } : null })
  }
  return (
    <div className="columns">
      <CheckField
        label={t('services.needsPerson')}
        checked={value.needsPerson}
        onChange={(needsPerson) => set({ needsPerson })}
      />
      <SelectField
        label={t('services.resource')}
        hint={resources.length === 0 ? t('services.noResources') : undefined}
        value={chosen}
        choices={[
          { value: '', says: t('services.noResource') },
          ...kinds.map((kind) => ({ value: `kind:${kind}`, says: t('services.anyOf', { kind: kindName(kind) }) })),
          ...resources.map(({ id, name }) => ({ value: `id:${id}`, says: name })),
        ]}
        onChange={choose}
      />
    </div>
  )
}

/** Wall times between which it may begin; none: whenever it fits. */
function Windows({ value: { startWindows }, set }: FieldsProps) {
  const { t, f } = useSay()
  const put = (at: number, changes: Partial<ServiceForm['startWindows'][number]>) =>
    set({ startWindows: startWindows.map((one, i) => (i === at ? { ...one, ...changes } : one)) })
  return (
    <fieldset className="week-day">
      <legend>{t('services.windows')}</legend>
      <p className="hint">{t('services.windowsHint')}</p>
      {startWindows.map((window, at) => (
        <div key={String(at)} className="times">
          <SelectField
            label={t('settings.day')}
            value={window.day === undefined ? '' : String(window.day)}
            choices={[
              { value: '', says: t('services.everyDay') },
              ...[1, 2, 3, 4, 5, 6, 0].map((day) => ({ value: String(day), says: f.weekdayName(day) })),
            ]}
            onChange={(day) => put(at, { day: day === '' ? undefined : Number(day) })}
          />
          <TimeField label={t('settings.from')} value={window.from} onChange={(from) => put(at, { from })} />
          <TimeField label={t('settings.until')} value={window.to} onChange={(to) => put(at, { to })} />
          <IconButton
            icon="cross"
            label={t('app.remove')}
            onClick={() => set({ startWindows: startWindows.filter((_, i) => i !== at) })}
          />
        </div>
      ))}
      <div>
        <Button
          look="quiet"
          size="small"
          onClick={() => set({ startWindows: [...startWindows, { from: '10:00', to: '12:00' }] })}
        >
          {t('services.addWindow')}
        </Button>
      </div>
    </fieldset>
  )
}

function MinAge({ value: { minAge }, set }: FieldsProps) {
  const { t } = useSay()
  return (
    <div className="columns">
      <NumberField
        label={t('services.minAge')}
        hint={t('services.minAgeHint')}
        value={minAge?.years ?? null}
        onChange={(years) => set({ minAge: years ? { years, withAdult: minAge?.withAdult ?? false } : null })}
      />
      {minAge && (
        <CheckField
          label={t('services.withAdult')}
          checked={minAge.withAdult}
          onChange={(withAdult) => set({ minAge: { ...minAge, withAdult } })}
        />
      )}
    </div>
  )
}
