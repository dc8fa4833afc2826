import { z } from 'zod'
import { idShape, localDateShape, localeShape, translationsShape } from '#kernel/shapes.ts'
import { isZone } from '#kernel/time.ts'
import { AddressInput } from '#modules/businesses/businesses.contract.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { ExceptionInput, PeriodInput, WeekInput } from './hours.ts'

/** As the owner writes them: `Авангард`, `Жилгородок`. */
export const DistrictsInput = z.array(z.string().trim().min(1).max(80)).max(100)

export const LocationInput = z.object({
  name: z.string().trim().min(1).max(120),
  translations: translationsShape('name', 'street', 'city', 'landmark', 'parking').default({}),
  zone: z.string().max(60).refine(isZone),
  phone: z.string().trim().max(40).nullable().default(null),
  address: AddressInput.default({}),
  geo: z
    .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
    .nullable()
    .default(null),
  workingHours: WeekInput.default([]),
  servedDistricts: DistrictsInput.default([]),
})
export type NewLocation = z.input<typeof LocationInput>

export const AddressChange = LocationInput.pick({ translations: true, address: true, geo: true, phone: true })

export const PeriodsInput = z.array(PeriodInput).max(20)

const LocationView = LocationInput.extend({
  id: idShape<'location'>(),
  isDefault: z.boolean(),
  periods: PeriodsInput,
  exceptions: z.array(ExceptionInput),
  version: z.int(),
})

const OfBusiness = z.object({ businessId: idShape<'business'>() })
const seen = { version: z.int().min(1).describe('The version that was seen') }
const change = {
  method: 'PUT',
  may: MAY.changePlaces,
  idempotent: 'by nature',
  params: OfBusiness.extend({ locationId: idShape<'location'>() }),
  returns: { 200: LocationView },
  refuses: ['changed_meanwhile', 'not_found', 'hours_invalid'],
} as const
const ONE = '/api/businesses/:businessId/locations/:locationId'

export const locations = {
  list: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/locations',
    summary: 'Where the business works: address, hours, exceptions; the default place first',
    may: MAY.seeCatalogue,
    params: OfBusiness,
    returns: { 200: z.object({ locations: z.array(LocationView) }) },
  }),
  setHours: endpoint({
    ...change,
    path: `${ONE}/hours`,
    summary: 'The week anew; `closeTime` not after `openTime` is the next day. Booked visits stay',
    body: z.object({ week: WeekInput, ...seen }),
  }),
  setPeriods: endpoint({
    ...change,
    path: `${ONE}/periods`,
    summary: 'Named periods with weekly hours of their own, all of them anew',
    body: z.object({ periods: PeriodsInput, ...seen }),
  }),
  setDay: endpoint({
    ...change,
    path: `${ONE}/day`,
    summary: 'Other hours on one day, or closed; `hours: null` takes them back. Booked visits stay',
    body: z.object({ date: localDateShape, hours: ExceptionInput.omit({ date: true }).nullable(), ...seen }),
    refuses: [...change.refuses, 'too_many_exceptions'],
  }),
  setAddress: endpoint({
    ...change,
    path: `${ONE}/address`,
    summary: 'Where the place is, in as many languages as there are',
    body: AddressChange.extend(seen),
  }),
  setDistricts: endpoint({
    ...change,
    path: `${ONE}/districts`,
    summary: 'Districts to which its people go; none: everywhere in town',
    body: z.object({ districts: DistrictsInput, ...seen }),
  }),
  holidays: endpoint({
    method: 'GET',
    path: '/api/holidays',
    summary: 'Public holidays of Kazakhstan from a day on: a proposal, nothing is closed by them',
    may: 'anyone',
    query: z.object({ from: localDateShape }),
    returns: {
      200: z.object({
        source: z.string().describe('Where the dates come from, and when they were read'),
        days: z.array(
          z.object({
            date: localDateShape,
            name: z.record(localeShape, z.string()),
            kind: z.enum(['holiday', 'transfer']).describe('transfer: a day off for a holiday on a weekend'),
          }),
        ),
        until: localDateShape.describe('No day after this one is known yet'),
      }),
    },
  }),
} as const
