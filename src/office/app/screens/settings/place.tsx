import { useState } from 'react'
import type { Locale } from '#kernel/localized-text.ts'
import type { Given } from '../../api.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { LinesField, TextField } from '../../ui/fields.tsx'
import { Section } from '../../ui/screen.tsx'
import { Loaded } from '../../ui/states.tsx'
import { useDraft, useSaving } from './draft.ts'
import { LanguageTabs, storedTexts, textsOf, withText } from './languages.tsx'
import { SaveBar } from './save-bar.tsx'

type Place = Given<'GET /api/businesses/:businessId/locations'>['locations'][number]

const READS = ['GET /api/businesses/:businessId/locations', 'GET /api/businesses/:businessId/profile'] as const
const TEXTS = ['street', 'city', 'landmark', 'parking'] as const

export default function PlacePart() {
  const { businessId } = useHere()
  const read = useRead('GET /api/businesses/:businessId/locations', { params: { businessId } })
  const profile = useRead('GET /api/businesses/:businessId/profile', { params: { businessId } })
  return (
    <Loaded from={profile}>
      {({ mainLocale }) => (
        <Loaded from={read}>
          {({ locations: [place] }) => place && <PlaceForm place={place} mainLocale={mainLocale} />}
        </Loaded>
      )}
    </Loaded>
  )
}

const formOf = ({ address, translations, servedDistricts, geo }: Place, main: Locale) => ({
  texts: textsOf({ ...address, translations }, TEXTS, main),
  building: address.building ?? '',
  postalCode: address.postalCode ?? '',
  entrance: address.entrance ?? '',
  floor: address.floor ?? '',
  office: address.office ?? '',
  geo: geo ? `${geo[1]}, ${geo[0]}` : '',
  districts: servedDistricts.join('\n'),
})

/** `47.1065, 51.9238`, as maps give it: latitude first. Null: it is none. */
function pointIn(text: string): [number, number] | null {
  const [latitude, longitude] = text.split(',').map((part) => Number(part.trim()))
  const isPoint =
    latitude !== undefined && longitude !== undefined && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return isPoint && text.trim() !== '' ? [longitude, latitude] : null
}

function PlaceForm({ place, mainLocale }: { place: Place; mainLocale: Locale }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const draft = useDraft(formOf(place, mainLocale))
  const [locale, setLocale] = useState<Locale>(mainLocale)
  const districts = useSaving('PUT /api/businesses/:businessId/locations/:locationId/districts', READS, draft.clear)
  const { value, set } = draft
  const params = { businessId, locationId: place.id }
  const wished = value.districts
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)
  const save = useSaving('PUT /api/businesses/:businessId/locations/:locationId/address', READS, () => {
    if (wished.join('\n') === place.servedDistricts.join('\n')) return draft.clear()
    districts.mutate({ params, body: { districts: wished, version: place.version + 1 } })
  })
  const isPointWrong = value.geo.trim() !== '' && pointIn(value.geo) === null
  const text = (field: (typeof TEXTS)[number]) => (next: string) =>
    set({ texts: withText(value.texts, locale, field, next) })

  const submit = () => {
    if (isPointWrong) return
    const { own, translations } = storedTexts(value.texts, mainLocale)
    const { building, postalCode, entrance, floor, office } = value
    const address = { ...own, building, postalCode, entrance, floor, office }
    const told = Object.fromEntries(Object.entries(address).filter(([, part]) => part.trim() !== ''))
    save.mutate({
      params,
      body: { address: told, translations, geo: pointIn(value.geo), phone: place.phone, version: place.version },
    })
  }

  const names = {
    texts: t('common.address'),
    address: t('common.address'),
    geo: t('settings.geo'),
    districts: t('settings.districts'),
  }
  return (
    <>
      <Section title={t('common.address')} hint={t('settings.threeLanguages')}>
        <LanguageTabs texts={value.texts} field="street" locale={locale} onChange={setLocale} />
        <div className="columns">
          <TextField
            label={t('settings.street')}
            lang={locale}
            maxLength={200}
            value={value.texts[locale].street}
            onChange={text('street')}
          />
          <TextField
            label={t('settings.cityName')}
            lang={locale}
            maxLength={100}
            value={value.texts[locale].city}
            onChange={text('city')}
          />
          <TextField
            label={t('settings.landmark')}
            hint={t('settings.landmarkHint')}
            lang={locale}
            maxLength={200}
            value={value.texts[locale].landmark}
            onChange={text('landmark')}
          />
          <TextField
            label={t('settings.parking')}
            hint={t('settings.parkingHint')}
            lang={locale}
            maxLength={200}
            value={value.texts[locale].parking}
            onChange={text('parking')}
          />
          <TextField
            label={t('settings.building')}
            maxLength={50}
            value={value.building}
            onChange={(building) => set({ building })}
          />
          <TextField
            label={t('settings.entrance')}
            hint={t('settings.entranceHint')}
            maxLength={40}
            value={value.entrance}
            onChange={(entrance) => set({ entrance })}
          />
          <TextField
            label={t('settings.floor')}
            hint={t('settings.floorHint')}
            maxLength={40}
            value={value.floor}
            onChange={(floor) => set({ floor })}
          />
          <TextField
            label={t('settings.office')}
            hint={t('settings.officeHint')}
            maxLength={40}
            value={value.office}
            onChange={(office) => set({ office })}
          />
          <TextField
            label={t('settings.postalCode')}
            inputMode="numeric"
            maxLength={20}
            value={value.postalCode}
            onChange={(postalCode) => set({ postalCode })}
          />
        </div>
        <TextField
          label={t('settings.geo')}
          hint={t('settings.geoHint')}
          error={isPointWrong ? t('settings.geoWrong') : undefined}
          value={value.geo}
          onChange={(geo) => set({ geo })}
        />
      </Section>
      <Section title={t('settings.districts')} hint={t('settings.districtsHint')}>
        <LinesField
          label={t('settings.districtsList')}
          value={value.districts}
          onChange={(next) => set({ districts: next })}
        />
      </Section>
      <SaveBar
        draft={draft}
        busy={save.isPending || districts.isPending}
        error={save.error ?? districts.error}
        names={names}
        onSave={submit}
      />
    </>
  )
}
