// A photo hangs where a document names its address. Here alone is known which document and field that is.

import { conflict } from '#kernel/errors.ts'
import type { BusinessId, StaffId, UserId } from '#kernel/ids.ts'
import type { Accounts } from '#modules/accounts/index.ts'
import type { Businesses, ShownPhotos } from '#modules/businesses/index.ts'
import type { Staff } from '#modules/staff/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { GALLERY_MAX, type Owner, type Place, parseUrl } from './photo.ts'

export interface Walls {
  businesses: Pick<Businesses, 'changePhotos'>
  staff: Pick<Staff, 'changePhoto'>
  accounts: Pick<Accounts, 'changeImage'>
}

interface Hanging {
  owner: Owner
  place: Place
  url: string
}

/**
 * @returns the address it took the place of, or null
 * @throws notFound `not_found`; conflict `gallery_full`, `changed_meanwhile`
 */
export async function hang(walls: Walls, { owner, place, url }: Hanging, actor: Actor, tx: Tx): Promise<string | null> {
  const shown = (change: (photos: ShownPhotos) => ShownPhotos) =>
    walls.businesses.changePhotos(businessIn(owner), change, actor, tx)
  switch (place.kind) {
    case 'logo':
      return (await shown((photos) => ({ ...photos, logo: url }))).logo ?? null
    case 'cover':
      return (await shown((photos) => ({ ...photos, coverImage: url }))).coverImage ?? null
    case 'door':
      return (await shown((photos) => ({ ...photos, door: url }))).door ?? null
    case 'gallery':
      await shown((photos) => ({ ...photos, gallery: withOneMore(photos.gallery ?? [], url) }))
      return null
    case 'person':
      return walls.staff.changePhoto(businessIn(owner), place.staffId as StaffId, () => url, actor, tx)
    case 'account':
      return walls.accounts.changeImage(userIn(owner), () => url, tx)
  }
}

/** Nothing where another picture hangs there meanwhile. */
export async function takeDown(walls: Walls, { owner, place, url }: Hanging, actor: Actor, tx: Tx): Promise<void> {
  const shown = (change: (photos: ShownPhotos) => ShownPhotos) =>
    walls.businesses.changePhotos(businessIn(owner), change, actor, tx)
  const unlessOther = (present: string | null) => (present === url ? null : present)
  switch (place.kind) {
    case 'logo':
      await shown(({ logo, ...rest }) => (logo === url ? rest : { ...rest, logo }))
      return
    case 'cover':
      await shown(({ coverImage, ...rest }) => (coverImage === url ? rest : { ...rest, coverImage }))
      return
    case 'door':
      await shown(({ door, ...rest }) => (door === url ? rest : { ...rest, door }))
      return
    case 'gallery':
      await shown((photos) => ({ ...photos, gallery: photos.gallery?.filter((one) => one !== url) }))
      return
    case 'person':
      await walls.staff.changePhoto(businessIn(owner), place.staffId as StaffId, unlessOther, actor, tx)
      return
    case 'account':
      await walls.accounts.changeImage(userIn(owner), unlessOther, tx)
  }
}

/** The gallery with one of its pictures at another place, counted from 0; past the end is the end. */
export function moved(gallery: readonly string[], url: string, to: number): string[] {
  const others = gallery.filter((one) => one !== url)
  return gallery.includes(url) ? [...others.slice(0, to), url, ...others.slice(to)] : [...gallery]
}

/** Addresses from elsewhere, of a database that was adopted, stay where they are and do not count. */
function withOneMore(gallery: readonly string[], url: string): string[] {
  if (gallery.filter((one) => parseUrl(one)).length >= GALLERY_MAX) throw conflict('gallery_full')
  return [...gallery, url]
}

const businessIn = (owner: Owner): BusinessId => {
  if ('businessId' in owner) return owner.businessId
  throw new Error('this photo is an account’s')
}

const userIn = (owner: Owner): UserId => {
  if ('userId' in owner) return owner.userId
  throw new Error('this photo is a business’s')
}
