import { parseUrl } from '#modules/photos/photos.contract.ts'
import type { Say } from '#site/say.ts'
import { Photo } from './photo.tsx'

interface Props {
  say: Say
  business: string
  /** Addresses of photos of ours. */
  photos: readonly string[]
}

/** The photo at its largest, in the format that opens everywhere. */
function largestOf(src: string): string {
  const photo = parseUrl(src)
  return photo ? `${src}/${photo.width}.jpg` : src
}

/** A strip to swipe through on a phone, a grid on a wide screen; each photo opens at its largest. */
export const Gallery = ({ say: { t }, business, photos }: Props) => (
  <section className="stack" aria-labelledby="photos">
    <h2 id="photos">{t('business.photos')}</h2>
    <ul className={photos.length === 1 ? 'gallery gallery-one' : 'gallery'}>
      {photos.map((src, at) => (
        <li key={src}>
          <a className="gallery-photo" href={largestOf(src)}>
            <Photo
              src={src}
              alt={t('business.photo', { business, at: at + 1, of: photos.length })}
              sizes="(min-width: 900px) 240px, 75vw"
            />
          </a>
        </li>
      ))}
    </ul>
  </section>
)
