import { z } from 'zod'
import { checked } from '#kernel/checked.ts'
import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import type { BusinessId, Ids, LocationId, ResourceId } from '#kernel/ids.ts'
import { translationsShape } from '#kernel/localized-text.ts'
import type { Diaries } from '#modules/diaries/index.ts'
import type { Location } from '#modules/locations/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import { compiled, type Resource } from './resource.ts'
import type { ResourcesStore } from './resources.store.ts'

const ResourceInput = z.object({
  name: z.string().trim().min(1).max(120),
  translations: translationsShape('name').optional(),
  kind: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60),
  units: z.int().min(1).max(100),
  isActive: z.boolean().optional(),
  order: z.int().min(0).optional(),
})
export type NewResource = z.input<typeof ResourceInput>

export interface ResourceDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  events: Events
  diaries: Pick<Diaries, 'changePlan'>
  locations: { byId(businessId: BusinessId, id: LocationId): Promise<Location | null> }
  store: ResourcesStore
}

/** @throws invalid `invalid_input`; notFound `not_found` */
export const addResource =
  ({ clock, ids, inTransaction, events, diaries, locations, store }: ResourceDeps) =>
  async (businessId: BusinessId, locationId: LocationId, input: NewResource, actor: Actor): Promise<Resource> => {
    const fields = checked(ResourceInput, input)
    if (!(await locations.byId(businessId, locationId))) throw notFound('not_found')
    const id = ids.next<'resource'>()
    const resource: Resource = {
      ...{ translations: {}, isActive: true, order: 0, ...fields },
      ...{ id, businessId, locationId, version: 1 },
    }
    const at = clock.now()
    return inTransaction(async (tx) => {
      await store.insert(resource, at, tx)
      await diaries.changePlan(businessId, { [`resources.${id}`]: compiled(resource) }, tx, { locationId })
      await events.append(
        {
          businessId,
          type: 'resource.added',
          subject: { kind: 'resource', id },
          version: 1,
          actor: actorName(actor),
          at,
        },
        tx,
      )
      return resource
    })
  }

/** Fewer units never touch booked visits. @throws as `addResource`; conflict `changed_meanwhile` */
export const changeResource =
  ({ clock, inTransaction, events, diaries, store }: ResourceDeps) =>
  async (
    businessId: BusinessId,
    id: ResourceId,
    input: Partial<NewResource>,
    seen: number,
    actor: Actor,
  ): Promise<Resource> => {
    const changes = checked(ResourceInput.partial(), input)
    const at = clock.now()
    return inTransaction(async (tx) => {
      const resource = await store.byId(businessId, id, tx)
      if (!resource) throw notFound('not_found')
      const version = await store.change(businessId, id, seen, changes, at, tx)
      const changed: Resource = { ...resource, ...changes, version }
      const { locationId } = changed
      await diaries.changePlan(businessId, { [`resources.${id}`]: compiled(changed) }, tx, { locationId })
      await events.append(
        {
          businessId,
          type: 'resource.changed',
          subject: { kind: 'resource', id },
          version,
          actor: actorName(actor),
          at,
        },
        tx,
      )
      return changed
    })
  }
