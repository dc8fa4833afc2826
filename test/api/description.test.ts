import { expect, test } from 'vitest'
import { accounts } from '#modules/accounts/accounts.contract.ts'
import { appointments } from '#modules/appointments/appointments.contract.ts'
import { sampleVisits } from '#modules/appointments/sample-visits.contract.ts'
import { businesses } from '#modules/businesses/businesses.contract.ts'
import { locations } from '#modules/locations/locations.contract.ts'
import { onboarding } from '#modules/onboarding/onboarding.contract.ts'
import { photos } from '#modules/photos/photos.contract.ts'
import { resources } from '#modules/resources/resources.contract.ts'
import { priceList } from '#modules/services/price-list.contract.ts'
import { services } from '#modules/services/services.contract.ts'
import { staff } from '#modules/staff/staff.contract.ts'
import { team } from '#modules/staff/team.contract.ts'
import { openApi } from '#platform/http/openapi.ts'
import { type Contract, routes } from '#platform/http/routes.ts'
import { catalogues } from '#platform/i18n/catalogues.ts'

type Json = Record<string, unknown>

const contracts: Contract[] = [
  ...[accounts, businesses, photos, appointments],
  ...[locations, onboarding, priceList, resources, sampleVisits, services, staff, team],
]
const table = contracts.flatMap((contract) => routes(contract, {} as never))
const description = openApi(table, '0.0.0')
const paths = description.paths as Record<string, Record<string, Json>>
const operations = Object.values(paths).flatMap((methods) => Object.values(methods))

const refsIn = (value: unknown): string[] =>
  value && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : refsIn(inner)))
    : []

test('every endpoint is described once, under a name of its own', () => {
  expect(operations).toHaveLength(table.length)
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(table.length)
})

test('every reference leads to a part that is there', () => {
  const known = ['#/components/schemas/Problem']
  expect([...new Set(refsIn(description))]).toEqual(known)
  expect(description).toHaveProperty('components.schemas.Problem')
})

test('every parameter of a path is declared', () => {
  for (const [path, methods] of Object.entries(paths)) {
    const named = [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name)
    for (const { parameters } of Object.values(methods) as { parameters: Json[] }[]) {
      expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(named)
    }
  }
})

test('every code an endpoint refuses with has its text', () => {
  const codes = new Set(operations.flatMap((operation) => operation['x-refuses'] as string[]))
  expect([...codes].filter((code) => !Object.hasOwn(catalogues.kk.errors, code))).toEqual([])
})
