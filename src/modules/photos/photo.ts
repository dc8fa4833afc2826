import type { BusinessId, Id, StaffId, UserId } from '#kernel/ids.ts'

export type PhotoId = Id<'photo'>

/** What a business shows of itself; `person` is somebody of its staff. */
export const BUSINESS_KINDS = ['gallery', 'logo', 'cover', 'door', 'person'] as const
export const KINDS = [...BUSINESS_KINDS, 'account'] as const

/** Where a photo hangs: the document that names its address. */
export type Place =
  | { kind: 'gallery' | 'logo' | 'cover' | 'door' }
  | { kind: 'person'; staffId: StaffId }
  | { kind: 'account' }

/** Whose it is, and the key of every filter. */
export type Owner = { businessId: BusinessId } | { userId: UserId }

/**
 * `pending`: its files are being written. `ready`: a document names it. `removed`: no document does any more.
 * What is not ready is swept away, files first.
 */
export const STATES = ['pending', 'ready', 'removed'] as const

export interface Photo {
  id: PhotoId
  owner: Owner
  place: Place
  state: (typeof STATES)[number]
  /** Of the kept picture, in pixels. */
  width: number
  height: number
  /** Of the kept picture; its sizes come on top. */
  bytes: number
  version: number
  createdAt: Date
}

export const GALLERY_MAX = 12

/** A ready photo's place among the sizes is taken from this list only, so nobody can ask for ever new ones. */
const WIDTHS = [160, 320, 640, 960, 1280, 1920] as const
export const FORMATS = ['avif', 'webp', 'jpg'] as const
export type Format = (typeof FORMATS)[number]

export const TYPE_OF: Readonly<Record<Format, string>> = { avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg' }

/** A picture that is kept is at most this wide and high. */
export const BOX = { width: 1920, height: 2560 } as const

export interface Named {
  id: PhotoId
  width: number
  height: number
}

/** The name in addresses and files: with it a page knows the picture's shape without asking the database. */
export const nameOf = ({ id, width, height }: Named): string => `${id}-${width}x${height}`
export const urlOf = (photo: Named): string => `/photos/${nameOf(photo)}`

const NAME = /^([0-9a-f]{24})-([1-9]\d{0,3})x([1-9]\d{0,3})$/

/** null: not a name of a photo of ours. */
export function parseName(name: string): Named | null {
  const [, id, width, height] = NAME.exec(name) ?? []
  return id ? { id: id as PhotoId, width: Number(width), height: Number(height) } : null
}

/** The photo that an address in a document names; null for an address from elsewhere. */
export const parseUrl = (url: string | null | undefined): Named | null =>
  url?.startsWith('/photos/') ? parseName(url.slice('/photos/'.length)) : null

/** Widths a picture comes in, ascending: those of the list below its own, and its own. Nothing is enlarged. */
export const widthsOf = ({ width }: Pick<Named, 'width'>): number[] => [...WIDTHS.filter((one) => one < width), width]

/** `640.webp`; null for a width or a format that this picture does not come in. */
export function parseFile(photo: Named, file: string): { width: number; format: Format } | null {
  const [, digits, ending] = /^([1-9]\d{1,3})\.([a-z]{3,4})$/.exec(file) ?? []
  const format = FORMATS.find((one) => one === ending)
  const width = widthsOf(photo).find((one) => String(one) === digits)
  return format && width ? { width, format } : null
}

export const keyOf = (photo: Named, file: string): string => `photos/${nameOf(photo)}/${file}`
/** The kept picture that all sizes are made of; no address leads to it. */
export const masterKey = (photo: Named): string => keyOf(photo, 'master.webp')
export const fileOf = (width: number, format: Format): string => `${width}.${format}`

/** Every file that a photo may have. */
export const keysOf = (photo: Named): string[] => [
  ...widthsOf(photo).flatMap((width) => FORMATS.map((format) => keyOf(photo, fileOf(width, format)))),
  masterKey(photo),
]
