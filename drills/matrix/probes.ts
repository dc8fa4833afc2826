// Who asks for what with whose ids: every case of an endpoint.

import { type Expected, expectedOf } from './expected.ts'
import type { Surface } from './surface.ts'
import type { Role, Side } from './tenants.ts'

/** Whose the thing is that an id names. `colleague`: of the same business, another person's. */
export type Whose = Side | 'colleague' | 'unknown' | 'malformed'

export interface Probe {
  surface: Surface
  role: Role
  whose: Record<string, Whose>
  expected: Expected
}

const OF_A_TENANT = ['home', 'other', 'unknown', 'malformed'] as const
const OF_A_PERSON = ['home', 'colleague', 'other', 'unknown', 'malformed'] as const

/** What every value of a field may name; fields that name nothing are not listed. */
const VARIANTS: Readonly<Record<string, readonly Whose[]>> = {
  businessId: OF_A_TENANT,
  business: OF_A_TENANT,
  appointmentId: OF_A_PERSON,
  visitId: OF_A_PERSON,
  holdId: OF_A_TENANT,
  hold: OF_A_TENANT,
  photoId: OF_A_TENANT,
  invitationId: OF_A_TENANT,
  photo: OF_A_TENANT,
  slug: OF_A_TENANT,
  token: OF_A_TENANT,
  file: OF_A_TENANT,
  locale: ['home', 'malformed'],
  serviceId: OF_A_TENANT,
  staffId: OF_A_TENANT,
  locationId: OF_A_TENANT,
  service: OF_A_TENANT,
  staff: OF_A_TENANT,
}

/** A cart names services and people; beside it what an older address names instead is not looked at. */
const IN_A_CART = ['serviceId', 'staffId']
const INSTEAD_OF_A_CART = ['service', 'staff']

export function probesOf(surface: Surface, roles: readonly Role[]): Probe[] {
  const inPath = surface.fields.params.map(({ name }) => name)
  const fields = [...surface.fields.query, ...surface.fields.body].map(({ name }) => name)
  const left = fields.includes('services') ? INSTEAD_OF_A_CART : []
  const named = fields.flatMap((name) => (name === 'services' ? IN_A_CART : left.includes(name) ? [] : name))
  const inputs = [...new Set(named)].filter((name) => name in VARIANTS && !inPath.includes(name) && name !== 'locale')
  // Ids of the path in every combination; each other id in every variant beside a path of either business.
  const paths = product(inPath)
  const consistent = paths.filter((path) => new Set(Object.values(path)).size <= 1 || isOneTenant(path))
  const sides = consistent.map((path) => ({ ...path, ...all(inputs, sideOf(path)) }))
  const varied = sides.flatMap((base) =>
    inputs.flatMap((name) => (VARIANTS[name] ?? []).map((whose) => ({ ...base, [name]: whose }))),
  )
  const cases = unique([...paths.map((path) => ({ ...all(inputs, sideOf(path)), ...path })), ...varied])
  return roles.flatMap((role) =>
    cases.map((whose) => ({ surface, role, whose, expected: expectedOf(surface, role, whose) })),
  )
}

const product = (names: readonly string[]): Record<string, Whose>[] =>
  names.reduce<Record<string, Whose>[]>(
    (cases, name) => cases.flatMap((one) => (VARIANTS[name] ?? ['home']).map((whose) => ({ ...one, [name]: whose }))),
    [{}],
  )

const isOneTenant = (path: Record<string, Whose>): boolean =>
  Object.entries(path).every(([name, whose]) => name === 'locale' || whose === sideOf(path))
const sideOf = (path: Record<string, Whose>): Side =>
  Object.entries(path).some(([name, whose]) => name !== 'locale' && whose === 'other') ? 'other' : 'home'
const all = (names: readonly string[], whose: Whose) => Object.fromEntries(names.map((name) => [name, whose]))
const unique = (cases: Record<string, Whose>[]) => [
  ...new Map(cases.map((one) => [JSON.stringify(Object.entries(one).sort()), one])).values(),
]
