import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Locale } from '#kernel/localized-text.ts'
import { Avatar } from '#site/components/avatar.tsx'
import { Icon } from '#site/components/icon.tsx'
import { photosPath } from '../../../links.ts'
import { screenPath } from '../../paths.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { CheckField, SelectField, TextField } from '../../ui/fields.tsx'
import { Screen, Section } from '../../ui/screen.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { useDraft, useSaving } from '../settings/draft.ts'
import { LanguageTabs, storedTexts, textsOf, withText } from '../settings/languages.tsx'
import { OnlineStop } from '../settings/online-stop.tsx'
import { OutsideVisits } from '../settings/outside.tsx'
import { SaveBar, Wrong } from '../settings/save-bar.tsx'
import { Absences } from './absences.tsx'
import { Access } from './access.tsx'
import { TEAM_READS } from './new-person.tsx'
import type { Member } from './people.tsx'
import { ScheduleForm } from './schedule-form.tsx'
import { Skills } from './skills.tsx'

/** All that is set for one of the people. */
export function Person() {
  const { t } = useSay()
  const { businessId } = useHere()
  const { staffId } = useParams()
  const read = useRead('GET /api/businesses/:businessId/staff', { params: { businessId } })
  const profile = useRead('GET /api/businesses/:businessId/profile', { params: { businessId } })
  const member = read.data?.staff.find(({ id }) => id === staffId)
  return (
    <Screen
      title={member?.name ?? t('people.title')}
      actions={
        <Link className="button button-quiet button-small" to={screenPath(businessId, 'people')}>
          <Icon name="back" small />
          {t('people.title')}
        </Link>
      }
    >
      <Loaded from={read}>
        {() =>
          member ? (
            <>
              <OutsideVisits staffId={member.id} />
              <Loaded from={profile}>{({ mainLocale }) => <Details member={member} main={mainLocale} />}</Loaded>
              <ScheduleForm member={member} />
              <Absences member={member} />
              <Skills member={member} />
              <Access member={member} />
              <Section title={t('people.booking')}>
                <Serves member={member} />
                <Stop member={member} />
              </Section>
            </>
          ) : (
            <Empty title={t('people.gone')} />
          )
        }
      </Loaded>
    </Screen>
  )
}

const TEXTS = ['name', 'title'] as const

function Details({ member, main }: { member: Member; main: Locale }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const [locale, setLocale] = useState(main)
  const draft = useDraft({ texts: textsOf(member, TEXTS, main) })
  const save = useSaving('PUT /api/businesses/:businessId/staff/:staffId/details', TEAM_READS, draft.clear)
  const { texts } = draft.value
  const text = (field: (typeof TEXTS)[number]) => (next: string) =>
    draft.set({ texts: withText(texts, locale, field, next) })
  const submit = () => {
    const { own, translations } = storedTexts(texts, main)
    save.mutate({ params: { businessId, staffId: member.id }, body: { ...own, translations, version: member.version } })
  }
  return (
    <Section title={t('people.details')}>
      <p className="with-icon">
        <Avatar name={member.name} photo={member.photo} />
        <a className="button button-quiet button-small" href={photosPath(businessId)}>
          {t('people.photo')}
        </a>
      </p>
      <LanguageTabs texts={texts} field="title" locale={locale} onChange={setLocale} />
      <div className="columns">
        <TextField
          label={t('people.name')}
          lang={locale}
          maxLength={120}
          value={texts[locale].name}
          onChange={text('name')}
        />
        <TextField
          label={t('people.jobTitle')}
          lang={locale}
          maxLength={120}
          value={texts[locale].title}
          onChange={text('title')}
        />
      </div>
      <SaveBar
        draft={draft}
        busy={save.isPending}
        error={save.error}
        names={{ texts: t('people.name') }}
        onSave={submit}
      />
    </Section>
  )
}

function Serves({ member }: { member: Member }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const params = { businessId, staffId: member.id }
  const draft = useDraft({ serves: member.serves, gender: member.gender })
  const save = useSaving('PUT /api/businesses/:businessId/staff/:staffId/serving', TEAM_READS, draft.clear)
  const active = useSaving('PUT /api/businesses/:businessId/staff/:staffId/active', TEAM_READS)
  const { value, set } = draft
  return (
    <>
      <CheckField
        label={t('people.isActive')}
        hint={t('people.isActiveHint')}
        checked={member.isActive}
        onChange={(isActive) => active.mutate({ params, body: { isActive, version: member.version } })}
      />
      {active.error && <Wrong error={active.error} />}
      <div className="columns">
        <SelectField
          label={t('people.serves')}
          value={value.serves}
          choices={(['all', 'women', 'men'] as const).map((one) => ({ value: one, says: t(`people.serves.${one}`) }))}
          onChange={(serves) => set({ serves })}
        />
        <SelectField
          label={t('people.gender')}
          hint={t('people.genderHint')}
          value={value.gender ?? ''}
          choices={(['', 'woman', 'man'] as const).map((one) => ({
            value: one,
            says: one === '' ? t('people.gender.none') : t(`people.gender.${one}`),
          }))}
          onChange={(gender) => set({ gender: gender === '' ? null : gender })}
        />
      </div>
      <SaveBar
        draft={draft}
        busy={save.isPending}
        error={save.error}
        names={{ serves: t('people.serves'), gender: t('people.gender') }}
        onSave={() => save.mutate({ params, body: { ...value, version: member.version } })}
      />
    </>
  )
}

function Stop({ member }: { member: Member }) {
  const { businessId } = useHere()
  const save = useSaving('PUT /api/businesses/:businessId/staff/:staffId/online-stop', TEAM_READS)
  return (
    <OnlineStop
      stop={member.onlineStop}
      busy={save.isPending}
      error={save.error}
      onPut={(stop) =>
        save.mutate({ params: { businessId, staffId: member.id }, body: { stop, version: member.version } })
      }
    />
  )
}
