// The price list as the office writes it.

import { z } from 'zod'
import { idShape } from '#kernel/shapes.ts'
import { OnlineStopInput } from '#modules/businesses/businesses.contract.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { type NewService, ServiceChange, ServiceInput } from './services.contract.ts'

const ServiceView = ServiceInput.extend({
  id: idShape<'service'>(),
  onlineStop: OnlineStopInput.nullable(),
  version: z.int(),
})

const Changes = ServiceChange as z.ZodType<z.output<typeof ServiceChange>, Partial<NewService>>
const OfBusiness = z.object({ businessId: idShape<'business'>() })
const One = OfBusiness.extend({ serviceId: idShape<'service'>() })
const List = z.object({ services: z.array(ServiceView) })
const seen = { version: z.int().min(1).describe('The version that was seen') }
const LIST = '/api/businesses/:businessId/services'
const whenChanged = ['changed_meanwhile', 'not_found', 'service_archived'] as const

export const priceList = {
  list: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/price-list',
    summary: 'The price list in its order, with all that is set for each service',
    may: MAY.seeCatalogue,
    params: OfBusiness,
    returns: { 200: List },
  }),
  add: endpoint({
    method: 'POST',
    path: LIST,
    summary: 'Add services, all of them or none',
    may: MAY.changeCatalogue,
    idempotent: 'by key',
    params: OfBusiness,
    body: z.object({ services: z.array(ServiceInput).min(1).max(100) }),
    returns: { 201: List },
    refuses: ['service_without_provider', 'not_found', 'key_reused'],
  }),
  change: endpoint({
    method: 'PATCH',
    path: `${LIST}/:serviceId`,
    summary: 'Change a service; visits already booked keep their price and duration',
    may: MAY.changeCatalogue,
    idempotent: 'by nature',
    params: One,
    body: z.object({ changes: Changes, ...seen }),
    returns: { 200: ServiceView },
    refuses: [...whenChanged, 'service_without_provider'],
  }),
  archive: endpoint({
    method: 'POST',
    path: `${LIST}/:serviceId/archive`,
    summary: 'Take a service off the price list for good; visits that name it keep it',
    may: MAY.changeCatalogue,
    idempotent: 'by nature',
    params: One,
    body: z.object(seen),
    returns: { 200: ServiceView },
    refuses: whenChanged,
  }),
  putInOrder: endpoint({
    method: 'PUT',
    path: '/api/businesses/:businessId/price-list/order',
    summary: 'The order of the price list: every service of it, once',
    may: MAY.changeCatalogue,
    idempotent: 'by nature',
    params: OfBusiness,
    body: z.object({ order: z.array(idShape<'service'>()).max(1000) }),
    returns: { 200: List },
    refuses: ['changed_meanwhile'],
  }),
} as const
