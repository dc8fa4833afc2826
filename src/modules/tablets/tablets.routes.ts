import { tabletIn, tabletToken } from '#modules/accounts/index.ts'
import type { Sign } from '#platform/http/cookies.ts'
import { answer, routes } from '#platform/http/routes.ts'
import type { TabletsApi } from './index.ts'
import type { Tablet } from './tablet.ts'
import { tablets } from './tablets.contract.ts'

export const tabletRoutes = (api: TabletsApi, sign: Sign) =>
  routes(tablets, {
    read: async ({ tablet, locale }) => ({ tablet: await api.locked(tablet, locale) }),

    switch: async ({ tablet, body, session, agent }) =>
      answer(201, null, { session: await api.switch(tablet, body, session, agent) }),

    list: async ({ params, tablet }) => {
      const { tablets: all, withPin } = await api.list(params.businessId)
      const own = tabletIn(sign, tablet)
      return {
        tablets: all.map((one) => ({
          ...viewOf(one),
          usedAt: one.usedAt?.toISOString() ?? null,
          isThis: one.id === own,
        })),
        withPin,
      }
    },

    mark: async ({ params, body, tablet, actor, key }) => {
      const made = await api.mark(params.businessId, body, tablet, actor, key)
      return answer(201, viewOf(made), { tablet: tabletToken(sign, made.id) })
    },
    change: async ({ params, body: { version, ...wish }, actor }) =>
      viewOf(await api.change(params.businessId, params.tabletId, wish, version, actor)),

    end: async ({ params, tablet, actor }) => {
      await api.end(params.businessId, params.tabletId, actor)
      return answer(204, null, tabletIn(sign, tablet) === params.tabletId ? { tablet: null } : {})
    },

    ownPin: async ({ params, actor }) => ({ hasPin: await api.hasPin(params.businessId, actor.userId) }),
    setPin: async ({ params, body, actor }) => {
      await api.setPin(params.businessId, body.pin, actor)
      return null
    },
    dropOwnPin: async ({ params, actor }) => {
      await api.dropOwnPin(params.businessId, actor)
      return null
    },
    dropPin: async ({ params, actor }) => {
      await api.dropPin(params.businessId, params.staffId, actor)
      return null
    },
  })

const viewOf = ({ id, name, idleMinutes, markedAt, version }: Tablet) => ({
  ...{ id, name, idleMinutes, version },
  markedAt: markedAt.toISOString(),
})
