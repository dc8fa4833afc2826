import type { BusinessId } from '#kernel/ids.ts'
import { answer, routes } from '#platform/http/routes.ts'
import type { Entry } from './entry.ts'
import type { QueueApi } from './index.ts'
import { queue } from './queue.contract.ts'
import { entryViewOf, queueViewOf, type Reader } from './queue-view.ts'

interface Asker {
  actor: { right: Reader['right'] }
  locale: Reader['locale']
}

export function queueRoutes(api: QueueApi) {
  const told = async (businessId: BusinessId, entry: Entry, { actor: { right }, locale }: Asker) =>
    entryViewOf(entry, await api.planOf(businessId, entry.locationId), { locale, right })

  return routes(queue, {
    read: async ({ params, query, actor, locale }) =>
      queueViewOf(await api.read(params.businessId, query.locationId ?? null, actor), { locale, right: actor.right }),

    join: async ({ params, body, key, ...asker }) => {
      const wish = { ...body, how: 'desk' as const, locale: asker.locale }
      return answer(
        201,
        await told(params.businessId, await api.join(params.businessId, wish, asker.actor, key), asker),
      )
    },

    seat: async ({ params, body, ...asker }) =>
      told(params.businessId, await api.seat(params.businessId, params.entryId, body, asker.actor), asker),

    say: async ({ params, body, ...asker }) => {
      const { businessId, entryId } = params
      return told(businessId, await api.say(businessId, entryId, body.to, body.version, asker.actor), asker)
    },

    move: async ({ params, body, ...asker }) => {
      const { businessId, entryId } = params
      return told(businessId, await api.move(businessId, entryId, body.after, body.version, asker.actor), asker)
    },

    switch: async ({ params, body, actor }) => {
      const { isOn, byDoor, version } = await api.switch(params.businessId, body, actor)
      return { isOn, byDoor, version }
    },
  })
}
