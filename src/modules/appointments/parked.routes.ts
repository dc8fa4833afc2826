import { answer, routes } from '#platform/http/routes.ts'
import type { Appointments } from './index.ts'
import { claimViewOf } from './office-views.ts'
import { parked } from './parked.contract.ts'
import { isHeld } from './parked.ts'

export const parkedRoutes = (api: Appointments) =>
  routes(parked, {
    list: async ({ params, actor }) => {
      const { now, parked: all } = await api.parked.list(params.businessId, actor)
      return {
        now: now.toISOString(),
        parked: all.map(({ one, by }) => ({
          ...{ id: one.id, by, minutes: one.minutes, whoId: one.whoId, lines: one.lines, text: one.text },
          ...{ client: one.client, isWalkIn: one.isWalkIn, notes: one.notes, isHeld: isHeld(one, now) },
          startTime: one.startTime.toISOString(),
          expiresAt: one.expiresAt.toISOString(),
          createdAt: one.createdAt.toISOString(),
          spans: isHeld(one, now) ? one.claims.map(claimViewOf) : [],
        })),
      }
    },

    park: async ({ params, body, actor, key }) => {
      const wish = { ...body, startTime: new Date(body.startTime) }
      const { id, expiresAt } = await api.parked.park(params.businessId, wish, actor, key)
      return answer(201, { id, expiresAt: expiresAt.toISOString() })
    },

    letGo: async ({ params, actor }) => {
      await api.parked.letGo(params.businessId, params.parkedId, actor)
      return answer(204, null)
    },
  })
