import { conflict } from '#kernel/errors.ts'
import type { BusinessId, ServiceId } from '#kernel/ids.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { ServiceDeps } from './change-service.ts'
import { compiled, type Service } from './service.ts'

/**
 * The price list in another order. It says nothing of the services themselves: their versions stay, so that it stands in
 * nobody's way who is changing one of them.
 * @throws conflict `changed_meanwhile` when the list is no longer of these services
 */
export const orderServices =
  ({ clock, inTransaction, events, diaries, store }: ServiceDeps) =>
  async (businessId: BusinessId, order: readonly ServiceId[], actor: Actor): Promise<Service[]> =>
    inTransaction(async (tx) => {
      const present = await store.ofBusiness(businessId, tx)
      const known = new Map(present.map((service) => [service.id, service]))
      const ordered = order.flatMap((id, at) => {
        const service = known.get(id)
        return service ? [{ ...service, order: at }] : []
      })
      if (ordered.length !== present.length || new Set(order).size !== present.length)
        throw conflict('changed_meanwhile')
      const moved = ordered.filter(({ id, order: at }) => known.get(id)?.order !== at)
      if (moved.length === 0) return ordered
      const at = clock.now()
      for (const service of moved) await store.place(businessId, service.id, service.order, at, tx)
      const sections = Object.fromEntries(moved.map((service) => [`services.${service.id}`, compiled(service)]))
      await diaries.changePlan(businessId, sections, tx)
      const subject = { kind: 'business', id: businessId }
      await events.append({ businessId, type: 'business.services-ordered', subject, version: 1, actor, at }, tx)
      return ordered
    })
