import { answer, routes } from '#platform/http/routes.ts'
import { blockViewOf } from './block-view.ts'
import { blocks } from './blocks.contract.ts'
import type { Blocks } from './index.ts'

export const blockRoutes = (api: Blocks) =>
  routes(blocks, {
    list: async ({ params, query, actor }) => {
      const span = { from: new Date(query.from), until: new Date(query.until) }
      return { blocks: (await api.list(params.businessId, span, actor)).map(blockViewOf) }
    },

    add: async ({ params, body, actor, key }) =>
      answer(201, blockViewOf(await api.add(params.businessId, wishOf(body), actor, key))),

    change: async ({ params, body: { version, ...block }, actor }) =>
      blockViewOf(await api.change(params.businessId, params.blockId, wishOf(block), version, actor)),

    remove: async ({ params, query, actor }) => {
      await api.remove(params.businessId, params.blockId, query.version, actor)
      return answer(204, null)
    },
  })

const wishOf = <Body extends { from: string; until: string }>(body: Body) => ({
  ...body,
  from: new Date(body.from),
  until: new Date(body.until),
})
