import { z } from 'zod'
import { invalid, notFound, Refusal } from '#kernel/errors.ts'
import type { BusinessId } from '#kernel/ids.ts'
import { textIn } from '#kernel/localized-text.ts'
import { idShape, localeShape } from '#kernel/shapes.ts'
import { BUSINESS_KINDS, GALLERY_MAX, type Place } from '#modules/photos/index.ts'
import { PHOTO_FILE } from '#modules/photos/photos.contract.ts'
import type { Actor } from '#platform/http/contract.ts'
import { type Page, type PageAnswer, page } from '#platform/http/pages.ts'
import { STATUS_OF } from '#platform/http/problem.ts'
import { includes, MAY } from '#platform/http/rights.ts'
import { keyShape } from '#platform/idempotency/idempotency.store.ts'
import { renderPage } from '#site/document.tsx'
import { OWN_PHOTO, photosPath, REMOVE_OWN_PHOTO } from '../links.ts'
import { chosenOf, type OfficeDeps, officeShell, openTo } from './office-deps.ts'
import { type PhotosDone, PhotosPage } from './photos.page.tsx'

const DONE = ['added', 'own', 'removed', 'moved'] as const satisfies readonly PhotosDone[]

const OfBusiness = z.object({ businessId: idShape<'business'>() })
const OfPhoto = OfBusiness.extend({ photoId: idShape<'photo'>() })
const key = keyShape.optional().catch(undefined)
const Added = z.object({
  kind: z.enum(BUSINESS_KINDS).optional().catch(undefined),
  staffId: idShape<'staff'>().optional().catch(undefined),
  key,
})

type Asked = Parameters<typeof showPhotos>[1]

/** What clients see of a business, and the picture of one's own account. */
export function photosPages(deps: OfficeDeps): Page[] {
  const { photos, newKey } = deps
  return [
    page({
      method: 'GET',
      path: '/office/photos',
      may: 'signed-in',
      query: z.object({
        business: idShape<'business'>().optional().catch(undefined),
        done: z.enum(DONE).optional().catch(undefined),
        locale: localeShape.optional().catch(undefined),
      }),
      handler: async (asked) => {
        const { query } = asked
        const locale = query.locale ?? asked.locale
        const shown = await showPhotos(deps, { ...asked, locale }, query)
        return query.locale ? { ...shown, locale } : shown
      },
    }),
    page({
      method: 'POST',
      path: '/office/b/:businessId/photos',
      may: MAY.changePhotos,
      params: OfBusiness,
      body: Added,
      file: PHOTO_FILE,
      handler: (asked) => {
        const { params, body, file, actor } = asked
        return carriedOut(deps, asked, params.businessId, 'added', () => {
          const bytes = fileOf(file) // first: without a file there are no fields to judge
          return photos.add({ owner: params, place: placeOf(body), bytes }, actor, body.key ?? newKey())
        })
      },
    }),
    page({
      method: 'POST',
      path: '/office/b/:businessId/photos/:photoId/move',
      may: MAY.changePhotos,
      params: OfPhoto,
      body: z.object({ to: z.coerce.number().int().min(0).max(GALLERY_MAX).catch(0) }),
      handler: (asked) => {
        const { params, body, actor } = asked
        return carriedOut(deps, asked, params.businessId, 'moved', () =>
          photos.move(params.businessId, params.photoId, body.to, actor),
        )
      },
    }),
    page({
      method: 'POST',
      path: '/office/b/:businessId/photos/:photoId/remove',
      may: MAY.changePhotos,
      params: OfPhoto,
      handler: (asked) => {
        const { params, actor } = asked
        return carriedOut(deps, asked, params.businessId, 'removed', () =>
          photos.remove({ businessId: params.businessId }, params.photoId, actor),
        )
      },
    }),
    page({
      method: 'POST',
      path: OWN_PHOTO,
      may: 'signed-in',
      body: z.object({ key }),
      file: PHOTO_FILE,
      handler: (asked) => {
        const { body, file, actor } = asked
        const owner = { userId: actor.userId }
        return carriedOut(deps, asked, null, 'own', () =>
          photos.add({ owner, place: { kind: 'account' }, bytes: fileOf(file) }, actor, body.key ?? newKey()),
        )
      },
    }),
    page({
      method: 'POST',
      path: REMOVE_OWN_PHOTO,
      may: 'signed-in',
      handler: (asked) =>
        carriedOut(deps, asked, null, 'removed', async () => {
          const { userId } = asked.actor
          const own = await photos.ownOf(userId)
          if (own) await photos.remove({ userId }, own.id, asked.actor)
        }),
    }),
  ]
}

function fileOf(file: Uint8Array | Refusal | undefined): Uint8Array {
  if (file instanceof Uint8Array) return file
  throw file ?? invalid('photo_empty')
}

function placeOf({ kind, staffId }: z.output<typeof Added>): Place {
  if (kind === 'person' && staffId) return { kind, staffId }
  if (!kind || kind === 'person') throw invalid('invalid_input', { fields: ['kind'] })
  return { kind }
}

/** Does it and comes back to the page, which says so, or what was in the way. */
async function carriedOut(
  deps: OfficeDeps,
  asked: Asked,
  businessId: BusinessId | null,
  done: PhotosDone,
  work: () => Promise<unknown>,
): Promise<PageAnswer> {
  const back = photosPath(businessId)
  try {
    await work()
    return { redirect: `${back}${back.includes('?') ? '&' : '?'}done=${done}` }
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'notFound') throw error
    return showPhotos(deps, { ...asked, path: back }, { business: businessId ?? undefined, refused: error })
  }
}

interface Wished {
  business?: BusinessId | undefined
  done?: PhotosDone | undefined
  refused?: Refusal
}

async function showPhotos(
  deps: OfficeDeps,
  asked: Parameters<typeof officeShell>[1] & { actor: Extract<Actor, { kind: 'user' }> },
  { business: wished, done, refused }: Wished,
): Promise<PageAnswer> {
  const { locale, actor } = asked
  const chosen = chosenOf(await openTo(deps, actor), wished)
  if (wished && !chosen) throw notFound('not_found')
  const business = chosen && includes(chosen.right, MAY.changePhotos) ? chosen.business : null
  const [shell, own, shown] = await Promise.all([
    officeShell(deps, asked, actor.userId),
    deps.photos.ownOf(actor.userId),
    business && deps.photos.shownBy(business.id, locale),
  ])
  const html = renderPage(
    <PhotosPage
      shell={shell}
      business={
        business && shown && { id: business.id, name: textIn(business, 'name', locale), slug: business.slug, shown }
      }
      own={own}
      newKey={deps.newKey}
      done={done ?? null}
      error={refused ? { code: refused.code, details: refused.details } : null}
    />,
  )
  return { html, status: refused ? STATUS_OF[refused.kind] : 200 }
}
