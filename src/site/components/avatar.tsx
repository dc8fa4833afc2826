import { hash, initialOf } from '#site/covers/cover.ts'
import { isPhoto, Photo } from './photo.tsx'

/** A person's photo, else the initial of the name on one of eight soft tints. Always beside the name, so it is silent. */
export const Avatar = ({ name, photo }: { name: string; photo?: string | null }) =>
  isPhoto(photo) ? (
    <Photo className="avatar avatar-photo" src={photo} alt="" sizes="48px" width={48} height={48} />
  ) : (
    <span className={`avatar avatar-${hash(name) % 8}`} aria-hidden="true">
      {initialOf(name)}
    </span>
  )
