import { checked } from '#kernel/checked.ts'
import type { Clock } from '#kernel/clock.ts'
import { isDoubleTap } from '#kernel/double-tap.ts'
import { notFound } from '#kernel/errors.ts'
import type { BusinessId, Ids, LocationId, ResourceId } from '#kernel/ids.ts'
import type { Diaries } from '#modules/diaries/index.ts'
import type { Location } from '#modules/locations/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import { compiled, type Resource } from './resource.ts'
import { type NewResource, ResourceInput } from './resources.contract.ts'
import type { ResourcesStore } from './resources.store.ts'

export interface ResourceDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  events: Events
  idempotency: Pick<Idempotency, 'once'>
  diaries: Pick<Diaries, 'changePlan'>
  locations: { byId(businessId: BusinessId, id: LocationId): Promise<Location | null> }
  store: ResourcesStore
}

/** @throws invalid `invalid_input`; notFound `not_found` */
export const addResource =
  (deps: ResourceDeps) =>
  async (businessId: BusinessId, locationId: LocationId, input: NewResource, actor: Actor): Promise<Resource> => {
    const resource = await newResource(deps, businessId, locationId, input)
    return deps.inTransaction((tx) => insert(deps, resource, actor, tx))
  }

/** The same by a key: sent twice, it is there once. @throws as `addResource`; invalid `key_reused` */
export const addResourceOnce =
  (deps: ResourceDeps) =>
  (businessId: BusinessId, locationId: LocationId, input: NewResource, actor: Actor, key: string): Promise<Resource> =>
    deps.idempotency.once(
      { scope: businessId, actor: actorName(actor), key, body: { locationId, resource: input } },
      async (remember) => {
        const resource = await newResource(deps, businessId, locationId, input)
        return deps.inTransaction(async (tx) => {
          await remember({ resourceId: resource.id }, tx)
          return insert(deps, resource, actor, tx)
        })
      },
      async ({ resourceId = '' }) => {
        const resource = await deps.store.byId(businessId, resourceId as ResourceId)
        if (!resource) throw notFound('not_found')
        return resource
      },
    )

async function newResource(
  { ids, locations }: ResourceDeps,
  businessId: BusinessId,
  locationId: LocationId,
  input: NewResource,
): Promise<Resource> {
  const fields = checked(ResourceInput, input)
  if (!(await locations.byId(businessId, locationId))) throw notFound('not_found')
  return {
    ...{ translations: {}, isActive: true, order: 0, ...fields },
    ...{ id: ids.next<'resource'>(), businessId, locationId, version: 1 },
  }
}

async function insert(
  { clock, events, diaries, store }: ResourceDeps,
  resource: Resource,
  actor: Actor,
  tx: Tx,
): Promise<Resource> {
  const { id, businessId, locationId } = resource
  const at = clock.now()
  await store.insert(resource, at, tx)
  await diaries.changePlan(businessId, { [`resources.${id}`]: compiled(resource) }, tx, { locationId })
  await events.append(
    {
      businessId,
      type: 'resource.added',
      subject: { kind: 'resource', id },
      version: 1,
      actor,
      at,
    },
    tx,
  )
  return resource
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
      if (isDoubleTap(resource, changes, seen)) return resource
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
          actor,
          at,
        },
        tx,
      )
      return changed
    })
  }
