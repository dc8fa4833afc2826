import { useState } from 'react'
import { Link } from 'react-router'
import { localDateAt, toMinute } from '#kernel/time.ts'
import { businessPath, doorPath, pricesPath } from '#site/links.ts'
import type { Given } from '../../api.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField, TextField } from '../../ui/fields.tsx'
import { Section } from '../../ui/screen.tsx'
import { Loaded } from '../../ui/states.tsx'
import { guidePath } from '../start/steps.ts'
import { useDraft, useSaving } from './draft.ts'
import { Lacking } from './lacking.tsx'
import { LanguageTabs, storedTexts, textsOf, withText } from './languages.tsx'
import { OnlineStop } from './online-stop.tsx'
import type { Profile } from './profile.tsx'
import { Samples } from './samples.tsx'
import { SaveBar, Wrong } from './save-bar.tsx'

const READS = [
  'GET /api/businesses/:businessId/profile',
  'GET /api/businesses/:businessId/readiness',
  'GET /api/me',
] as const

/** Published, by phone only, on holiday: three states that do not touch each other. */
export default function PageStatePart() {
  const { businessId } = useHere()
  const profile = useRead('GET /api/businesses/:businessId/profile', { params: { businessId } })
  const readiness = useRead('GET /api/businesses/:businessId/readiness', { params: { businessId } })
  const places = useRead('GET /api/businesses/:businessId/locations', { params: { businessId } })
  return (
    <>
      <Loaded from={readiness}>{(ready) => <Published ready={ready} />}</Loaded>
      <Loaded from={places}>
        {({ locations: [place] }) => {
          const today = localDateAt(toMinute(new Date()), place?.zone ?? 'UTC')
          return (
            <Loaded from={profile}>
              {(loaded) => (
                <>
                  <PhoneOnly profile={loaded} />
                  <NoticeForm profile={loaded} today={today} />
                  <Address profile={loaded} />
                </>
              )}
            </Loaded>
          )
        }}
      </Loaded>
      <Samples />
    </>
  )
}

type Readiness = Given<'GET /api/businesses/:businessId/readiness'>

function Published({ ready }: { ready: Readiness }) {
  const { t, locale } = useSay()
  const { businessId } = useHere()
  const save = useSaving('PUT /api/businesses/:businessId/published', READS)
  const put = (isActive: boolean) => save.mutate({ params: { businessId }, body: { isActive, version: ready.version } })
  return (
    <Section title={ready.isActive ? t('settings.published') : t('settings.unpublished')}>
      {ready.isActive && (
        <p className="buttons">
          <a className="button button-secondary button-small" href={businessPath(locale, ready.slug)}>
            {t('office.publicPage')}
          </a>
          <a className="button button-quiet button-small" href={doorPath(locale, ready.slug)}>
            {t('settings.door')}
          </a>
          <a className="button button-quiet button-small" href={pricesPath(locale, ready.slug)}>
            {t('settings.prices')}
          </a>
        </p>
      )}
      <Lacking ready={ready} />
      {!ready.isActive && (
        <p>
          <Link to={guidePath(businessId)}>{t('settings.continueGuide')}</Link>
        </p>
      )}
      {save.error && <Wrong error={save.error} />}
      <div>
        {ready.isActive ? (
          <Button look="secondary" busy={save.isPending} onClick={() => put(false)}>
            {t('settings.unpublish')}
          </Button>
        ) : (
          <Button busy={save.isPending} onClick={() => put(true)}>
            {t('settings.publish')}
          </Button>
        )}
      </div>
      {ready.isActive && <p className="hint">{t('settings.unpublishHint')}</p>}
    </Section>
  )
}

function PhoneOnly({ profile }: { profile: Profile }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const save = useSaving('PUT /api/businesses/:businessId/online-stop', READS)
  return (
    <Section title={t('settings.byPhone')} hint={t('settings.byPhoneHint')}>
      <OnlineStop
        bare
        stop={profile.onlineStop}
        busy={save.isPending}
        error={save.error}
        onPut={(stop) => save.mutate({ params: { businessId }, body: { stop, version: profile.version } })}
      />
    </Section>
  )
}

function NoticeForm({ profile, today }: { profile: Profile; today: string }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const { notice, mainLocale } = profile
  const draft = useDraft({
    isShown: notice !== null,
    texts: textsOf({ text: notice?.text ?? '', translations: notice?.translations }, ['text'], mainLocale),
    until: notice?.until ?? '',
  })
  const [locale, setLocale] = useState(mainLocale)
  const save = useSaving('PUT /api/businesses/:businessId/notice', READS, draft.clear)
  const { value, set } = draft
  const submit = () => {
    const { own, translations } = storedTexts(value.texts, mainLocale)
    const wished = { text: own.text, translations, until: value.until || null }
    save.mutate({ params: { businessId }, body: { notice: value.isShown ? wished : null, version: profile.version } })
  }
  return (
    <Section title={t('settings.notice')} hint={t('settings.noticeHint')}>
      <CheckField label={t('settings.noticeShown')} checked={value.isShown} onChange={(isShown) => set({ isShown })} />
      {value.isShown && (
        <>
          <LanguageTabs texts={value.texts} field="text" locale={locale} onChange={setLocale} />
          <TextField
            label={t('settings.noticeText')}
            lang={locale}
            maxLength={500}
            value={value.texts[locale].text}
            onChange={(text) => set({ texts: withText(value.texts, locale, 'text', text) })}
          />
          <TextField
            label={t('settings.noticeUntil')}
            hint={t('settings.noticeUntilHint')}
            type="date"
            min={today}
            value={value.until}
            onChange={(until) => set({ until })}
          />
        </>
      )}
      <SaveBar
        draft={draft}
        busy={save.isPending}
        error={save.error}
        names={{ texts: t('settings.noticeText'), until: t('settings.noticeUntil') }}
        onSave={submit}
      />
    </Section>
  )
}

function Address({ profile }: { profile: Profile }) {
  const { t, locale } = useSay()
  const { businessId } = useHere()
  const draft = useDraft({ slug: profile.slug })
  const save = useSaving('PUT /api/businesses/:businessId/slug', READS, draft.clear)
  return (
    <Section title={t('settings.address')} hint={t('settings.addressHint')}>
      <p className="name">{`${location.origin}${businessPath(locale, profile.slug)}`}</p>
      <TextField
        label={t('settings.slug')}
        hint={t('settings.slugHint')}
        maxLength={60}
        value={draft.value.slug}
        onChange={(slug) => draft.set({ slug: slug.toLowerCase() })}
      />
      <SaveBar
        draft={draft}
        busy={save.isPending}
        error={save.error}
        names={{ slug: t('settings.slug') }}
        onSave={() =>
          save.mutate({ params: { businessId }, body: { slug: draft.value.slug, version: profile.version } })
        }
      />
    </Section>
  )
}
