import { GALLERY_MAX } from '#modules/photos/index.ts'
import type { PhotoView, Shown } from '#modules/photos/photos.contract.ts'
import { errorText } from '#platform/i18n/speak.ts'
import { Avatar } from '#site/components/avatar.tsx'
import { Banner } from '#site/components/banner.tsx'
import { Icon } from '#site/components/icon.tsx'
import { Photo } from '#site/components/photo.tsx'
import { coverPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'
import { RemovePhoto, UploadForm } from '../components/photo-forms.tsx'
import { OfficeLayout, type OfficeShell } from '../layout.tsx'
import { addPhotoPath, OWN_PHOTO, photoActPath, REMOVE_OWN_PHOTO } from '../links.ts'

export type PhotosDone = 'added' | 'own' | 'removed' | 'moved'

export interface PhotosPageProps {
  shell: OfficeShell
  /** null for whoever may not change a business's photos. */
  business: { id: string; name: string; slug: string; shown: Shown } | null
  own: PhotoView | null
  /** A fresh key for each form. */
  newKey: () => string
  done: PhotosDone | null
  error: { code: string; details?: Readonly<Record<string, unknown>> } | null
}

type Business = NonNullable<PhotosPageProps['business']>
interface PartProps {
  say: Say
  business: Business
  newKey: () => string
}

const Cover = ({ say, business, newKey }: PartProps) => {
  const { t } = say
  const { cover } = business.shown
  return (
    <section className="card photo-card" aria-labelledby="cover">
      <h2 id="cover">{t('photos.cover')}</h2>
      <div className="photo-frame photo-wide">
        {cover ? (
          <Photo src={cover.url} alt={t('photos.cover')} sizes="(min-width: 900px) 480px, 100vw" priority />
        ) : (
          <img src={coverPath(business.slug)} alt="" width="328" height="184" />
        )}
      </div>
      <p className="small muted">{cover ? t('photos.coverHint') : t('photos.coverGenerated')}</p>
      <UploadForm
        say={say}
        action={addPhotoPath(business.id)}
        fields={{ kind: 'cover', key: newKey() }}
        name={t('photos.cover')}
      />
      {cover && (
        <RemovePhoto say={say} action={photoActPath(business.id, cover.id, 'remove')} name={t('photos.cover')} />
      )}
    </section>
  )
}

const Door = ({ say, business, newKey }: PartProps) => {
  const { t } = say
  const { door } = business.shown
  return (
    <section className="card photo-card" aria-labelledby="door">
      <h2 id="door">{t('photos.door')}</h2>
      {door && (
        <div className="photo-frame photo-wide">
          <Photo src={door.url} alt={t('photos.door')} sizes="(min-width: 900px) 480px, 100vw" />
        </div>
      )}
      <p className="small muted">{t('photos.doorHint')}</p>
      <UploadForm
        say={say}
        action={addPhotoPath(business.id)}
        fields={{ kind: 'door', key: newKey() }}
        name={t('photos.door')}
      />
      {door && <RemovePhoto say={say} action={photoActPath(business.id, door.id, 'remove')} name={t('photos.door')} />}
    </section>
  )
}

const Logo = ({ say, business, newKey }: PartProps) => {
  const { t } = say
  const { logo } = business.shown
  return (
    <section className="card photo-card" aria-labelledby="logo">
      <h2 id="logo">{t('photos.logo')}</h2>
      <div className="photo-logo">
        {logo ? <Photo src={logo.url} alt={t('photos.logo')} sizes="128px" /> : <Avatar name={business.name} />}
      </div>
      <p className="small muted">{logo ? t('photos.logoHint') : t('photos.logoNone')}</p>
      <UploadForm
        say={say}
        action={addPhotoPath(business.id)}
        fields={{ kind: 'logo', key: newKey() }}
        name={t('photos.logo')}
      />
      {logo && <RemovePhoto say={say} action={photoActPath(business.id, logo.id, 'remove')} name={t('photos.logo')} />}
    </section>
  )
}

const Tile = ({
  say,
  business,
  photo,
  at,
}: { say: Say; photo: PhotoView; at: number } & Pick<PartProps, 'business'>) => {
  const { t } = say
  const name = t('photos.photoNumber', { number: at + 1 })
  const isLast = at === business.shown.gallery.length - 1
  return (
    <li className="photo-tile">
      <div className="photo-frame">
        <Photo src={photo.url} alt={name} sizes="(min-width: 900px) 240px, 50vw" />
      </div>
      <div className="photo-acts">
        <form method="post" action={photoActPath(business.id, photo.id, 'move')} data-once="">
          <button
            className="turn"
            type="submit"
            name="to"
            value={at - 1}
            disabled={at === 0}
            aria-label={t('photos.earlier', { name })}
          >
            <Icon name="previous" />
          </button>
          <button
            className="turn"
            type="submit"
            name="to"
            value={at + 1}
            disabled={isLast}
            aria-label={t('photos.later', { name })}
          >
            <Icon name="next" />
          </button>
        </form>
        <RemovePhoto say={say} action={photoActPath(business.id, photo.id, 'remove')} name={name} />
      </div>
    </li>
  )
}

const Gallery = ({ say, business, newKey }: PartProps) => {
  const { t } = say
  const { gallery } = business.shown
  return (
    <section className="card photo-card" aria-labelledby="gallery">
      <div className="office-head">
        <h2 id="gallery">{t('photos.gallery')}</h2>
        <p className="small muted">{t('photos.galleryCount', { count: gallery.length, max: GALLERY_MAX })}</p>
      </div>
      <p className="small muted">{t('photos.galleryHint')}</p>
      {gallery.length > 0 ? (
        <ul className="photo-tiles">
          {gallery.map((photo, at) => (
            <Tile key={photo.id} say={say} business={business} photo={photo} at={at} />
          ))}
        </ul>
      ) : (
        <p className="photo-none">{t('photos.galleryEmpty')}</p>
      )}
      {gallery.length < GALLERY_MAX ? (
        <UploadForm
          say={say}
          action={addPhotoPath(business.id)}
          fields={{ kind: 'gallery', key: newKey() }}
          name={t('photos.gallery')}
        />
      ) : (
        <p className="muted">{t('photos.galleryFull')}</p>
      )}
    </section>
  )
}

const People = ({ say, business, newKey }: PartProps) => {
  const { t } = say
  const { people } = business.shown
  return (
    <section className="card photo-card" aria-labelledby="people">
      <h2 id="people">{t('photos.people')}</h2>
      <p className="small muted">{people.length > 0 ? t('photos.peopleHint') : t('photos.peopleEmpty')}</p>
      <ul className="rows">
        {people.map(({ staffId, name, photo }) => (
          <li key={staffId} className="photo-person">
            <Avatar name={name} photo={photo?.url ?? null} />
            <bdi className="name">{name}</bdi>
            {photo && <RemovePhoto say={say} action={photoActPath(business.id, photo.id, 'remove')} name={name} />}
          </li>
        ))}
      </ul>
      {people.length > 0 && (
        <UploadForm
          say={say}
          action={addPhotoPath(business.id)}
          fields={{ kind: 'person', key: newKey() }}
          name={t('photos.people')}
        >
          <div className="field">
            <label className="label" htmlFor="staffId">
              {t('photos.whose')}
            </label>
            <select className="input" id="staffId" name="staffId">
              {people.map(({ staffId, name }) => (
                <option key={staffId} value={staffId}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        </UploadForm>
      )}
    </section>
  )
}

const Own = ({
  say,
  own,
  userName,
  newKey,
}: Pick<PartProps, 'say' | 'newKey'> & { own: PhotoView | null; userName: string }) => {
  const { t } = say
  return (
    <section className="card photo-card" aria-labelledby="own">
      <h2 id="own">{t('photos.own')}</h2>
      <div className="photo-logo photo-round">
        {own ? <Photo src={own.url} alt={t('photos.own')} sizes="128px" /> : <Avatar name={userName} />}
      </div>
      <p className="small muted">{t('photos.ownHint')}</p>
      <UploadForm say={say} action={OWN_PHOTO} fields={{ key: newKey() }} name={t('photos.own')} />
      {own && <RemovePhoto say={say} action={REMOVE_OWN_PHOTO} name={t('photos.own')} />}
    </section>
  )
}

/** Every picture that clients see, and one's own. */
export const PhotosPage = ({ shell, business, own, newKey, done, error }: PhotosPageProps) => {
  const say = sayIn(shell.locale)
  const { t } = say
  return (
    <OfficeLayout shell={shell} title={t('photos.title')}>
      <div className="stack">
        <header className="stack stack-tight">
          <h1>{t('photos.title')}</h1>
          {business && <p className="strong">{business.name}</p>}
          <p className="muted photo-lead">{business ? t('photos.lead') : t('photos.ownOnly')}</p>
        </header>
        {error && (
          <Banner tone="bad">
            <p>{errorText(t, error.code, error.details)}</p>
          </Banner>
        )}
        {done && !error && (
          <Banner tone="ok">
            <p>{t(`photos.done.${done}`)}</p>
          </Banner>
        )}
        <div className="photo-parts">
          {business && <Cover say={say} business={business} newKey={newKey} />}
          {business && <Logo say={say} business={business} newKey={newKey} />}
          {business && <Door say={say} business={business} newKey={newKey} />}
          {business && <Gallery say={say} business={business} newKey={newKey} />}
          {business && <People say={say} business={business} newKey={newKey} />}
          <Own say={say} own={own} userName={shell.userName ?? ''} newKey={newKey} />
        </div>
      </div>
    </OfficeLayout>
  )
}
