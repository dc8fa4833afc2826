import { z } from 'zod'
import { invalid, notFound } from '#kernel/errors.ts'
import { type Page, page } from '#platform/http/pages.ts'
import { answer, type Route, routes } from '#platform/http/routes.ts'
import type { Photos } from './index.ts'
import type { Place } from './photo.ts'
import { photos } from './photos.contract.ts'

export const photoRoutes = (api: Photos): Route[] =>
  routes(photos, {
    list: ({ params, locale }) => api.shownBy(params.businessId, locale),
    add: async ({ params: { businessId }, body: { kind, staffId }, file, actor, key }) => {
      const place = placeOf(kind, staffId)
      return answer(201, await api.add({ owner: { businessId }, place, bytes: file }, actor, key))
    },
    move: async ({ params: { businessId, photoId }, body, actor }) => {
      await api.move(businessId, photoId, body.to, actor)
      return null
    },
    remove: async ({ params: { businessId, photoId }, actor }) => {
      await api.remove({ businessId }, photoId, actor)
      return null
    },
    setOwn: async ({ file, actor, key }) => {
      const owner = { userId: actor.userId }
      return answer(201, await api.add({ owner, place: { kind: 'account' }, bytes: file }, actor, key))
    },
    removeOwn: async ({ actor }) => {
      const own = await api.ownOf(actor.userId)
      if (own) await api.remove({ userId: actor.userId }, own.id, actor)
      return null
    },
  })

type Hung = Exclude<Place['kind'], 'account'>

function placeOf(kind: Hung, staffId: Extract<Place, { kind: 'person' }>['staffId'] | undefined): Place {
  if (kind !== 'person') return { kind }
  if (!staffId) throw invalid('invalid_input', { fields: ['staffId'] })
  return { kind, staffId }
}

/** The sizes themselves, for everybody who has the address. */
export const photoPages = (api: Pick<Photos, 'file'>): Page[] => [
  page({
    method: 'GET',
    path: '/photos/:photo/:size',
    may: 'anyone',
    params: z.object({ photo: z.string(), size: z.string() }),
    handler: async ({ params }) => {
      const file = await api.file(params.photo, params.size)
      if (!file) throw notFound('not_found')
      return { ...file, etag: `${params.photo}/${params.size}` }
    },
  }),
]
