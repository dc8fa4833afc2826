import { checked } from '#kernel/checked.ts'
import type { Clock } from '#kernel/clock.ts'
import { isDoubleTap } from '#kernel/double-tap.ts'
import { conflict, invalid, notFound } from '#kernel/errors.ts'
import type { BusinessId, Ids, ServiceId } from '#kernel/ids.ts'
import { type NewOnlineStop, OnlineStopInput } from '#modules/businesses/businesses.contract.ts'
import type { Diaries, ResourceNeed } from '#modules/diaries/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import { compiled, type Service, wholeOf } from './service.ts'
import { type NewService, ServiceChange, ServiceInput } from './services.contract.ts'
import type { ServicesStore } from './services.store.ts'

export interface ServiceDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  events: Events
  idempotency: Pick<Idempotency, 'once'>
  diaries: Pick<Diaries, 'changePlan'>
  /** Whether the business has what a service needs. */
  resources: { fits(businessId: BusinessId, need: ResourceNeed): Promise<boolean> }
  store: ServicesStore
}

/** @throws invalid `invalid_input`, `service_without_provider`; notFound `not_found` */
export const addService =
  (deps: ServiceDeps) =>
  async (businessId: BusinessId, input: NewService, actor: Actor): Promise<Service> => {
    const service = newService(deps, businessId, input)
    await assertProvided(deps, service)
    return deps.inTransaction(async (tx) => {
      await insert(deps, [service], actor, tx)
      return service
    })
  }

/**
 * Several at once, all or none, in the order of the list: what a price list begins with. One key makes them once.
 * @throws as `addService`; invalid `key_reused`
 */
export const addServices =
  (deps: ServiceDeps) =>
  async (businessId: BusinessId, inputs: readonly NewService[], actor: Actor, key: string): Promise<Service[]> => {
    const once = { scope: businessId, actor: actorName(actor), key, body: { services: inputs } }
    return deps.idempotency.once(
      once,
      async (remember) => {
        const services = inputs.map((input) => newService(deps, businessId, input))
        for (const service of services) await assertProvided(deps, service)
        return deps.inTransaction(async (tx) => {
          await remember({ serviceIds: services.map(({ id }) => id).join(',') }, tx)
          await insert(deps, services, actor, tx)
          return services
        })
      },
      async ({ serviceIds = '' }) => {
        const made = new Set(serviceIds.split(','))
        return (await deps.store.ofBusiness(businessId)).filter(({ id }) => made.has(id))
      },
    )
  }

function newService({ ids }: ServiceDeps, businessId: BusinessId, input: NewService): Service {
  const fields = checked(ServiceInput, input)
  return {
    ...{ ...fields, ...wholeOf(fields.variants) },
    ...{ id: ids.next<'service'>(), businessId, onlineStop: null, archivedAt: null, version: 1 },
  }
}

async function insert(
  { clock, events, diaries, store }: ServiceDeps,
  services: readonly Service[],
  actor: Actor,
  tx: Tx,
): Promise<void> {
  const at = clock.now()
  for (const service of services) {
    const { id, businessId } = service
    await store.insert(service, at, tx)
    await diaries.changePlan(businessId, { [`services.${id}`]: compiled(service) }, tx)
    await events.append(
      {
        businessId,
        type: 'service.added',
        subject: { kind: 'service', id },
        version: 1,
        actor,
        at,
      },
      tx,
    )
  }
}

/**
 * Booked visits keep the price and the duration they were booked with.
 * @throws as `addService`; conflict `changed_meanwhile`, `service_archived`
 */
export const changeService =
  (deps: ServiceDeps) =>
  async (
    businessId: BusinessId,
    id: ServiceId,
    changes: Partial<NewService>,
    seen: number,
    actor: Actor,
  ): Promise<Service> =>
    write(deps, businessId, id, seen, 'service.changed', actor, checked(ServiceChange, changes))

/** Takes it off the price list for good; visits that name it keep their text. */
export const archiveService =
  (deps: ServiceDeps) =>
  async (businessId: BusinessId, id: ServiceId, seen: number, actor: Actor): Promise<Service> => {
    const present = await deps.store.byId(businessId, id)
    if (present?.archivedAt && present.version === seen + 1) return present // its answer was lost
    return write(deps, businessId, id, seen, 'service.archived', actor, {
      isActive: false,
      archivedAt: deps.clock.now(),
    })
  }

/** Clients cannot book it online for the days until then; null: they can again. Who calls is booked as ever. */
export const stopService =
  (deps: ServiceDeps) =>
  async (
    businessId: BusinessId,
    id: ServiceId,
    wished: NewOnlineStop | null,
    seen: number,
    actor: Actor,
  ): Promise<Service> => {
    const onlineStop = wished && checked(OnlineStopInput, wished)
    const type = onlineStop ? 'service.online-stopped' : 'service.online-again'
    return write(deps, businessId, id, seen, type, actor, { onlineStop })
  }

async function write(
  deps: ServiceDeps,
  businessId: BusinessId,
  id: ServiceId,
  seen: number,
  type: string,
  actor: Actor,
  changes: Partial<Service>,
): Promise<Service> {
  const { clock, inTransaction, events, diaries, store } = deps
  const present = await store.byId(businessId, id)
  if (!present) throw notFound('not_found')
  if (present.archivedAt) throw conflict('service_archived')
  await assertProvided(deps, { ...present, ...changes })
  const at = clock.now()
  return inTransaction(async (tx) => {
    const service = await store.byId(businessId, id, tx)
    if (!service) throw notFound('not_found')
    const settled = { ...changes, ...wholeOf(changes.variants ?? service.variants) }
    if (isDoubleTap(service, settled, seen)) return service
    const version = await store.change(businessId, id, seen, settled, at, tx)
    const changed: Service = { ...service, ...settled, version }
    await diaries.changePlan(businessId, { [`services.${id}`]: compiled(changed) }, tx)
    await events.append({ businessId, type, subject: { kind: 'service', id }, version, actor, at }, tx)
    return changed
  })
}

// What can be booked is done by a person, or in a room or on a machine, or both: with neither nobody's time is taken.
async function assertProvided({ resources }: ServiceDeps, service: Service): Promise<void> {
  const { businessId, isActive, needsPerson, resource } = service
  if (isActive && !needsPerson && !resource) throw invalid('service_without_provider')
  if (resource && !(await resources.fits(businessId, resource))) throw notFound('not_found')
}
