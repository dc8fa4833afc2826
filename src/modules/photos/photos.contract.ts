import { z } from 'zod'
import { idShape } from '#kernel/shapes.ts'
import { endpoint, type FileRule } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { BUSINESS_KINDS, GALLERY_MAX } from './photo.ts'

export { FORMATS, type Format, parseUrl, TYPE_OF, urlOf, widthsOf } from './photo.ts'

export const PHOTO_FILE: FileRule = { maxBytes: 15 * 2 ** 20, tooLarge: 'photo_too_large' }

const REFUSALS = [
  'photo_too_large',
  'photo_empty',
  'photo_format',
  'photo_animated',
  'photo_too_many_pixels',
  'photo_too_small',
  'photo_broken',
  'unreadable_body',
  'key_required',
]

const photo = z.object({
  id: idShape<'photo'>(),
  url: z.string().describe('Its sizes are `<url>/<width>.<avif|webp|jpg>`'),
  width: z.int(),
  height: z.int(),
  widths: z.array(z.int()),
})
export type PhotoView = z.output<typeof photo>

const shown = z.object({
  logo: photo.nullable(),
  cover: photo.nullable(),
  door: photo.nullable().describe('The entrance, for whoever looks for it'),
  gallery: z.array(photo),
  people: z.array(z.object({ staffId: idShape<'staff'>(), name: z.string(), photo: photo.nullable() })),
})
export type Shown = z.output<typeof shown>

const OfBusiness = z.object({ businessId: idShape<'business'>() })
const OfPhoto = OfBusiness.extend({ photoId: idShape<'photo'>() })

export const photos = {
  list: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/photos',
    summary: 'What the business shows of itself and its people',
    may: MAY.changePhotos,
    params: OfBusiness,
    returns: { 200: shown },
  }),
  add: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/photos',
    summary:
      'Add a photo to the gallery, or put it in the place of the logo, the cover, the entrance or a person’s picture',
    may: MAY.changePhotos,
    idempotent: 'by key',
    params: OfBusiness,
    body: z.object({
      kind: z.enum(BUSINESS_KINDS),
      staffId: idShape<'staff'>().optional().describe('Whose picture it is, where the kind is `person`'),
    }),
    file: PHOTO_FILE,
    returns: { 201: photo },
    refuses: [...REFUSALS, 'gallery_full', 'changed_meanwhile'],
  }),
  move: endpoint({
    method: 'PUT',
    path: '/api/businesses/:businessId/photos/:photoId/place',
    summary: 'Put a picture of the gallery at another place, counted from 0',
    may: MAY.changePhotos,
    idempotent: 'by nature',
    params: OfPhoto,
    body: z.object({ to: z.int().min(0).max(GALLERY_MAX) }),
    returns: { 204: null },
    refuses: ['changed_meanwhile'],
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/api/businesses/:businessId/photos/:photoId',
    summary: 'Remove a photo for good',
    may: MAY.changePhotos,
    idempotent: 'by nature',
    params: OfPhoto,
    returns: { 204: null },
    refuses: ['changed_meanwhile'],
  }),
  setOwn: endpoint({
    method: 'POST',
    path: '/api/account/photo',
    summary: 'The picture of the account that is signed in',
    may: 'signed-in',
    idempotent: 'by key',
    file: PHOTO_FILE,
    returns: { 201: photo },
    refuses: [...REFUSALS, 'changed_meanwhile'],
  }),
  removeOwn: endpoint({
    method: 'DELETE',
    path: '/api/account/photo',
    summary: 'Remove the picture of the account that is signed in',
    may: 'signed-in',
    idempotent: 'by nature',
    returns: { 204: null },
    refuses: ['changed_meanwhile'],
  }),
} as const
