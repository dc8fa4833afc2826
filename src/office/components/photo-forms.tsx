import type { ReactNode } from 'react'
import { SubmitButton } from '#site/components/button.tsx'
import { Icon } from '#site/components/icon.tsx'
import type { Say } from '#site/say.ts'

interface FormProps {
  say: Say
  action: string
  /** What the picture is of, for screen readers. */
  name: string
}

// Named so that a telephone hands over a JPEG instead of its own HEIC.
const ACCEPTED = 'image/jpeg,image/png,image/webp,image/avif'

/** Choosing and sending one picture; whole without a script. */
export const UploadForm = ({
  say: { t },
  action,
  name,
  fields,
  children,
}: FormProps & { fields: Readonly<Record<string, string>>; children?: ReactNode }) => (
  <form className="photo-form" method="post" action={action} encType="multipart/form-data" data-once="">
    {Object.entries(fields).map(([field, value]) => (
      <input key={field} type="hidden" name={field} value={value} />
    ))}
    {children}
    <div className="photo-form-row">
      <label className="button button-secondary photo-pick">
        <input
          className="hidden-visually"
          type="file"
          name="file"
          accept={ACCEPTED}
          required
          aria-label={t('photos.pickFor', { name })}
        />
        <Icon name="photo" />
        <span className="photo-unpicked">{t('photos.pick')}</span>
        <span className="photo-picked">{t('photos.picked')}</span>
      </label>
      <SubmitButton look="soft" label={t('photos.uploadFor', { name })}>
        {t('photos.upload')}
      </SubmitButton>
    </div>
  </form>
)

export const RemovePhoto = ({ say: { t }, action, name }: FormProps) => (
  <form method="post" action={action} data-once="">
    <SubmitButton look="quiet" size="small" label={t('photos.removeFor', { name })}>
      {t('photos.remove')}
    </SubmitButton>
  </form>
)
