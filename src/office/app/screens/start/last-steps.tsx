import { useNavigate } from 'react-router'
import { Banner } from '#site/components/banner.tsx'
import { businessPath, doorPath, shortPath } from '#site/links.ts'
import { photosPath } from '../../../links.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { Loaded } from '../../ui/states.tsx'
import { useSaving } from '../settings/draft.ts'
import { KaspiForm } from '../settings/kaspi.tsx'
import { Lacking } from '../settings/lacking.tsx'
import { Samples } from '../settings/samples.tsx'
import { Wrong } from '../settings/save-bar.tsx'
import { GuideStep, useOn } from './guide-step.tsx'

const useProfile = () => {
  const { businessId } = useHere()
  return useRead('GET /api/businesses/:businessId/profile', { params: { businessId } })
}

export function PhotosStep() {
  const { t } = useSay()
  const { businessId } = useHere()
  const read = useRead('GET /api/businesses/:businessId/readiness', { params: { businessId } })
  const isThere = read.data && !read.data.lacking.some(({ what }) => what === 'photos')
  return (
    <GuideStep step="photos" canSkip title={t('start.photosTitle')} hint={t('start.photosHint')}>
      {isThere && (
        <Banner tone="ok">
          <p>{t('start.photosThere')}</p>
        </Banner>
      )}
      <div>
        <a className="button button-secondary" href={photosPath(businessId)}>
          {t('start.addPhotos')}
        </a>
      </div>
      <p className="hint">{t('start.photosBack')}</p>
    </GuideStep>
  )
}

export function KaspiStep() {
  const { t } = useSay()
  const read = useProfile()
  return (
    <GuideStep step="kaspi" canSkip title={t('settings.kaspi')} hint={t('start.kaspiHint')}>
      <Loaded from={read}>{(profile) => <KaspiForm profile={profile} />}</Loaded>
    </GuideStep>
  )
}

export function LinkStep() {
  const { t, locale } = useSay()
  const read = useProfile()
  const copy = (text: string) => {
    void navigator.clipboard?.writeText(text).then(() => toast({ text: t('start.copied') }))
  }
  return (
    <GuideStep step="link" title={t('start.linkTitle')} hint={t('start.linkHint')}>
      <Loaded from={read}>
        {({ slug, name }) => {
          const link = `${location.origin}${shortPath(slug)}`
          const bio = t('start.bio', { name, link })
          return (
            <>
              <p className="strong name">{link}</p>
              <div className="buttons">
                <Button look="secondary" onClick={() => copy(link)}>
                  {t('start.copyLink')}
                </Button>
                <Button look="secondary" onClick={() => copy(bio)}>
                  {t('start.copyBio')}
                </Button>
              </div>
              <blockquote className="card name">{bio}</blockquote>
              <p className="hint">
                {t('start.doorHint')} <a href={doorPath(locale, slug)}>{t('settings.door')}</a>
              </p>
            </>
          )
        }}
      </Loaded>
    </GuideStep>
  )
}

export function PublishStep() {
  const { t } = useSay()
  const { businessId } = useHere()
  const read = useRead('GET /api/businesses/:businessId/readiness', { params: { businessId } })
  const on = useOn('publish')
  const save = useSaving(
    'PUT /api/businesses/:businessId/published',
    ['GET /api/businesses/:businessId/readiness', 'GET /api/businesses/:businessId/profile'],
    on,
  )
  const publish = () => {
    if (!read.data) return
    if (read.data.isActive) return on()
    save.mutate({ params: { businessId }, body: { isActive: true, version: read.data.version } })
  }
  return (
    <GuideStep
      step="publish"
      title={t('start.publishTitle')}
      hint={t('start.publishHint')}
      next={t('settings.publish')}
      busy={save.isPending}
      onNext={publish}
    >
      <Loaded from={read}>{(ready) => <Lacking ready={ready} />}</Loaded>
      {save.error && <Wrong error={save.error} />}
    </GuideStep>
  )
}

export function DoneStep() {
  const { t, locale } = useSay()
  const { businessId } = useHere()
  const navigate = useNavigate()
  const read = useProfile()
  return (
    <GuideStep
      step="done"
      title={t('start.doneTitle')}
      hint={t('start.doneHint')}
      next={t('start.toOffice')}
      onNext={() => navigate(`/office/b/${businessId}`)}
    >
      <Loaded from={read}>
        {({ slug }) => (
          <p className="buttons">
            <a className="button button-secondary" href={businessPath(locale, slug)}>
              {t('office.publicPage')}
            </a>
            <a className="button button-quiet" href={doorPath(locale, slug)}>
              {t('settings.door')}
            </a>
          </p>
        )}
      </Loaded>
      <Samples />
    </GuideStep>
  )
}
