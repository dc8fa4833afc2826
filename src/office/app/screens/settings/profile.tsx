import { useState } from 'react'
import { LOCALES, type Locale } from '#kernel/localized-text.ts'
import { catalogueName } from '#platform/i18n/speak.ts'
import type { Given } from '../../api.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { CheckField, LinesField, SelectField, TextField } from '../../ui/fields.tsx'
import { Section } from '../../ui/screen.tsx'
import { Loaded } from '../../ui/states.tsx'
import { CATEGORIES, FEATURES } from './catalogue.ts'
import { useDraft, useSaving } from './draft.ts'
import { LanguageTabs, storedTexts, textsOf, withText } from './languages.tsx'
import { SaveBar } from './save-bar.tsx'

export type Profile = Given<'GET /api/businesses/:businessId/profile'>

const TEXTS = ['name', 'description'] as const
const LANGUAGES: Readonly<Record<Locale, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' }

export default function ProfilePart() {
  const { businessId } = useHere()
  const read = useRead('GET /api/businesses/:businessId/profile', { params: { businessId } })
  return <Loaded from={read}>{(profile) => <ProfileForm profile={profile} />}</Loaded>
}

const formOf = (profile: Profile) => ({
  texts: textsOf(profile, TEXTS, profile.mainLocale),
  mainLocale: profile.mainLocale,
  category: profile.category,
  phone: profile.contacts.phone ?? '',
  email: profile.contacts.email ?? '',
  instagram: profile.socialMedia.instagram ?? '',
  whatsapp: profile.socialMedia.whatsapp ?? '',
  facebook: profile.socialMedia.facebook ?? '',
  twitter: profile.socialMedia.twitter ?? '',
  features: profile.features,
})

const given = <Field extends string>(fields: Record<Field, string>) =>
  Object.fromEntries(Object.entries<string>(fields).filter(([, text]) => text.trim() !== '')) as Partial<
    Record<Field, string>
  >

function ProfileForm({ profile }: { profile: Profile }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const draft = useDraft(formOf(profile))
  const [locale, setLocale] = useState<Locale>(profile.mainLocale)
  const save = useSaving(
    'PUT /api/businesses/:businessId/profile',
    ['GET /api/businesses/:businessId/profile'],
    draft.clear,
  )
  const { value, set } = draft
  const text = (field: (typeof TEXTS)[number]) => (next: string) =>
    set({ texts: withText(value.texts, locale, field, next) })

  const submit = () => {
    const { own, translations } = storedTexts(value.texts, value.mainLocale)
    const { instagram, facebook, twitter, whatsapp, phone, email, mainLocale, category, features } = value
    save.mutate({
      params: { businessId },
      body: {
        ...own,
        ...{ translations, mainLocale, category, features: [...features], version: profile.version },
        contacts: given({ phone, email }),
        socialMedia: given({ instagram, facebook, twitter, whatsapp }),
      },
    })
  }

  const names = {
    texts: t('settings.nameAndAbout'),
    name: t('settings.businessName'),
    category: t('settings.category'),
    mainLocale: t('settings.mainLocale'),
    phone: t('common.phone'),
    email: t('settings.email'),
    contacts: t('settings.contacts'),
    features: t('settings.features'),
  }
  return (
    <>
      <Section title={t('settings.nameAndAbout')} hint={t('settings.threeLanguages')}>
        <LanguageTabs texts={value.texts} field="name" locale={locale} onChange={setLocale} />
        <TextField
          label={t('settings.businessName')}
          lang={locale}
          maxLength={120}
          value={value.texts[locale].name}
          onChange={text('name')}
        />
        <LinesField
          label={t('settings.about')}
          maxLength={2000}
          value={value.texts[locale].description}
          onChange={text('description')}
        />
        <div className="columns">
          <SelectField
            label={t('settings.mainLocale')}
            hint={t('settings.mainLocaleHint')}
            value={value.mainLocale}
            choices={LOCALES.map((one) => ({ value: one, says: LANGUAGES[one] }))}
            onChange={(mainLocale) => set({ mainLocale })}
          />
          <SelectField
            label={t('settings.category')}
            value={value.category}
            choices={[...new Set([value.category, ...CATEGORIES])].map((slug) => ({
              value: slug,
              says: catalogueName(t, 'category', slug),
            }))}
            onChange={(category) => set({ category })}
          />
        </div>
      </Section>
      <Section title={t('settings.contacts')}>
        <div className="columns">
          <TextField
            label={t('common.phone')}
            type="tel"
            inputMode="tel"
            maxLength={40}
            value={value.phone}
            onChange={(phone) => set({ phone })}
          />
          <TextField
            label={t('settings.email')}
            type="email"
            maxLength={254}
            value={value.email}
            onChange={(email) => set({ email })}
          />
          <TextField
            label="WhatsApp"
            inputMode="tel"
            maxLength={200}
            value={value.whatsapp}
            onChange={(whatsapp) => set({ whatsapp })}
          />
          <TextField
            label="Instagram"
            maxLength={200}
            value={value.instagram}
            onChange={(instagram) => set({ instagram })}
          />
          <TextField
            label="Facebook"
            maxLength={200}
            value={value.facebook}
            onChange={(facebook) => set({ facebook })}
          />
          <TextField
            label="X (Twitter)"
            maxLength={200}
            value={value.twitter}
            onChange={(twitter) => set({ twitter })}
          />
        </div>
      </Section>
      <Section title={t('settings.features')}>
        <div className="columns">
          {[...new Set([...FEATURES, ...value.features])].map((slug) => (
            <CheckField
              key={slug}
              label={catalogueName(t, 'feature', slug)}
              checked={value.features.includes(slug)}
              onChange={(on) =>
                set({ features: on ? [...value.features, slug] : value.features.filter((one) => one !== slug) })
              }
            />
          ))}
        </div>
      </Section>
      <SaveBar draft={draft} busy={save.isPending} error={save.error} names={names} onSave={submit} />
    </>
  )
}
