import { useState } from 'react'
import { MAY } from '#platform/http/rights.ts'
import { Banner } from '#site/components/banner.tsx'
import { Refused } from '../../api.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Section } from '../../ui/screen.tsx'
import { Loaded } from '../../ui/states.tsx'
import { useDraft, useSaving } from './draft.ts'
import type { Profile } from './profile.tsx'
import { Proof } from './proof.tsx'
import { SaveBar } from './save-bar.tsx'

export default function KaspiPart() {
  const { businessId } = useHere()
  const read = useRead('GET /api/businesses/:businessId/profile', { params: { businessId } })
  return <Loaded from={read}>{(profile) => <KaspiForm profile={profile} />}</Loaded>
}

/** Where the clients' money goes: the owner alone changes it, and only to an address of Kaspi. */
export function KaspiForm({ profile }: { profile: Profile }) {
  const { t } = useSay()
  const { businessId, may } = useHere()
  const draft = useDraft({ link: profile.kaspiQrLink ?? '' })
  const save = useSaving(
    'PUT /api/businesses/:businessId/kaspi-link',
    ['GET /api/businesses/:businessId/profile', 'GET /api/businesses/:businessId/readiness'],
    draft.clear,
  )
  const [isAsking, setAsking] = useState(true)
  const refusal = save.error instanceof Refused ? save.error.code : null
  const put = () => {
    setAsking(true)
    save.mutate({
      params: { businessId },
      body: { kaspiQrLink: draft.value.link.trim() || null, version: profile.version },
    })
  }
  const isNoKaspi = refusal === 'invalid_input'
  if (!may(MAY.changeKaspi))
    return (
      <Banner tone="info">
        <p>{t('settings.kaspiOwner')}</p>
        {profile.kaspiQrLink && <p className="name">{profile.kaspiQrLink}</p>}
      </Banner>
    )
  return (
    <Section title={t('settings.kaspi')} hint={t('settings.kaspiWhy')}>
      <TextField
        label={t('settings.kaspiLink')}
        hint={t('settings.kaspiLinkHint')}
        error={isNoKaspi ? t('settings.kaspiWrong') : undefined}
        type="url"
        inputMode="url"
        maxLength={500}
        value={draft.value.link}
        onChange={(link) => draft.set({ link })}
      />
      <SaveBar
        draft={draft}
        busy={save.isPending}
        error={isNoKaspi ? null : save.error}
        names={{ link: t('settings.kaspiLink') }}
        onSave={put}
      />
      {refusal === 'sign_in_again' && isAsking && <Proof onProved={put} onClose={() => setAsking(false)} />}
    </Section>
  )
}
