import { useSay } from '../../say.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { NumberField, TextField } from '../../ui/fields.tsx'
import type { FieldsProps } from './service-fields.tsx'
import type { ServiceForm } from './service-form.ts'

type Variant = ServiceForm['variants'][number]

const MOST = 8

/** A key of its own for a new one: the first number that none has. */
function freeKey(variants: readonly Variant[]): string {
  const taken = new Set(variants.map(({ key }) => key))
  return Array.from({ length: MOST + 1 }, (_, at) => `v${at + 1}`).find((key) => !taken.has(key)) ?? 'v1'
}

/** Ways in which it is done that differ in time and price: length of hair, size of a car. */
export function Variants({ value: { variants, duration, price }, set }: FieldsProps) {
  const { t, f, locale } = useSay()
  const put = (at: number, changes: Partial<Variant>) =>
    set({ variants: variants.map((one, i) => (i === at ? { ...one, ...changes } : one)) })
  const nameIn = (variant: Variant) => variant.translations?.[locale]?.name ?? variant.name
  const rename = (variant: Variant, name: string): Partial<Variant> =>
    variant.translations?.[locale] ? { translations: { ...variant.translations, [locale]: { name } } } : { name }
  const fresh = (): Variant => ({ key: freeKey(variants), name: '', duration: duration ?? 60, price: price ?? 0 })
  return (
    <fieldset className="week-day">
      <legend>{t('services.variants')}</legend>
      <p className="hint">{t('services.variantsHint')}</p>
      {variants.map((variant, at) => (
        <div key={variant.key} className="times">
          <TextField
            label={t('services.variantName')}
            maxLength={80}
            value={nameIn(variant)}
            onChange={(name) => put(at, rename(variant, name))}
          />
          <NumberField
            label={t('common.price')}
            unit="₸"
            value={variant.price}
            onChange={(next) => put(at, { price: next ?? 0 })}
          />
          <NumberField
            label={t('common.duration')}
            unit={f.minuteWord}
            value={variant.duration}
            onChange={(next) => put(at, { duration: next ?? 0 })}
          />
          <IconButton
            icon="cross"
            label={`${t('app.remove')}: ${nameIn(variant)}`}
            onClick={() => set({ variants: variants.filter((_, i) => i !== at) })}
          />
        </div>
      ))}
      {variants.length < MOST && (
        <div>
          <Button look="quiet" size="small" onClick={() => set({ variants: [...variants, fresh()] })}>
            {t('services.addVariant')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
