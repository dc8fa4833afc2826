import { createHash } from 'node:crypto'
import type { Db } from 'mongodb'
import { notFound } from '#kernel/errors.ts'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import { type Locale, textIn } from '#kernel/localized-text.ts'
import type { Accounts } from '#modules/accounts/index.ts'
import type { Businesses } from '#modules/businesses/index.ts'
import type { Staff } from '#modules/staff/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Job } from '#platform/jobs/job.ts'
import { addPhoto, type NewPhoto, type PhotoDeps } from './add-photo.ts'
import { movePhoto, removePhoto } from './arrange-photos.ts'
import { createPhotoChecks } from './doctor.store.ts'
import { type Named, parseUrl, urlOf, widthsOf } from './photo.ts'
import { photoFile } from './photo-file.ts'
import type { PhotoView, Shown } from './photos.contract.ts'
import { photoRoutes } from './photos.routes.ts'
import { createPhotosStore } from './photos.store.ts'
import { createPictures } from './pictures.gateway.ts'
import { sweepPhotos } from './sweep-photos.ts'

export { BUSINESS_KINDS, GALLERY_MAX, type Place } from './photo.ts'
export { photosCollection } from './photos.store.ts'

export interface PhotosDeps
  extends Omit<PhotoDeps, 'store' | 'pictures' | 'digest' | 'businesses' | 'staff' | 'accounts'> {
  db: Db
  businesses: Pick<Businesses, 'changePhotos' | 'byId'>
  staff: Pick<Staff, 'changePhoto' | 'ofBusiness'>
  accounts: Pick<Accounts, 'changeImage' | 'byId'>
}

const SWEPT_EVERY_MS = 10 * 60_000

/** The pictures of businesses, their people and accounts: taken, kept in several sizes, shown, swept away. */
export function createPhotos({ db, ...given }: PhotosDeps) {
  const store = createPhotosStore(db)
  const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url')
  const deps = { ...given, store, digest, pictures: createPictures() }
  const api = createApi(deps)
  const sweep = sweepPhotos(deps)
  const jobs: Job[] = [
    {
      name: 'photos.sweep',
      everyMs: SWEPT_EVERY_MS,
      run: async (signal) => {
        await sweep(signal)
      },
    },
  ]
  return {
    api,
    routes: photoRoutes(api),
    jobs,
    checks: createPhotoChecks(db, deps),
  }
}

function createApi(deps: Omit<PhotosDeps, 'db'> & PhotoDeps) {
  const { businesses, staff, accounts } = deps
  const add = addPhoto(deps)
  return {
    add: async (photo: NewPhoto, actor: Actor, key: string): Promise<PhotoView> => viewOf(await add(photo, actor, key)),
    remove: removePhoto(deps),
    move: movePhoto(deps),
    file: photoFile(deps),

    /** @throws notFound `not_found` */
    async shownBy(businessId: BusinessId, locale: Locale): Promise<Shown> {
      const [business, people] = await Promise.all([businesses.byId(businessId), staff.ofBusiness(businessId)])
      if (!business) throw notFound('not_found')
      const { logo, coverImage, door, gallery = [] } = business.photos
      return {
        logo: viewAt(logo),
        cover: viewAt(coverImage),
        door: viewAt(door),
        gallery: gallery.flatMap((url) => viewAt(url) ?? []),
        people: people.map((person) => ({
          staffId: person.id,
          name: textIn(person, 'name', locale),
          photo: viewAt(person.photo),
        })),
      }
    },

    /** The account's own picture. */
    ownOf: async (userId: UserId): Promise<PhotoView | null> => viewAt((await accounts.byId(userId))?.image),
  }
}

export type Photos = ReturnType<typeof createApi>

const viewOf = (photo: Named): PhotoView => ({
  id: photo.id,
  url: urlOf(photo),
  width: photo.width,
  height: photo.height,
  widths: widthsOf(photo),
})

const viewAt = (url: string | null | undefined): PhotoView | null => {
  const named = parseUrl(url)
  return named && viewOf(named)
}
