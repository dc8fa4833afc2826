// What the contract promises to whoever asks.

import { RIGHTS, type Right } from '#platform/http/rights.ts'
import type { Reply } from '../world/ask.ts'
import type { Probe, Whose } from './probes.ts'
import type { Surface } from './surface.ts'
import { isHolder, type Role } from './tenants.ts'

/**
 * `pass`: the rights let it through, whatever then becomes of it. `harmless`: refused or ignored, and nothing written.
 * `idle`: answered, and nothing written. `unknown`: let through, but something it names is not of this business: not
 * found, refused, or not asked for.
 */
export type Expected = 'pass' | 'sign-in' | 'forbidden' | 'not-found' | 'unknown' | 'harmless' | 'idle'

type Ids = Record<string, Whose>

const BUSINESS = 'businessId'
/** Fields of a path that name a thing of the business in it. */
const THINGS = [
  'appointmentId',
  'visitId',
  'photoId',
  'staffId',
  'serviceId',
  'locationId',
  'resourceId',
  'blockId',
  'invitationId',
]
/** Fields of a query or a body that name a thing of the business. */
const ASIDE = ['locationId', 'staffId', 'serviceId', 'resourceId', 'clientId', 'appointmentId']
/** Names a business in the address of a page, where the contract has no business id. */
const PAGE_BUSINESS = 'business'

/** Where the contract asks for a refusal: elsewhere what is written must only be one's own. */
export const mustRefuse = (expected: Expected): boolean => expected !== 'pass' && expected !== 'unknown'

export function expectedOf(surface: Surface, role: Role, whose: Ids): Expected {
  const { may } = surface
  if (may === 'anyone') return openToAll(surface, role, whose)
  if (role.name === 'guest') return 'sign-in'
  if (may === 'admin') return role.name === 'admin' ? 'pass' : 'forbidden'
  if (may === 'signed-in') return forSignedIn(surface, role, whose)
  return forMembers(surface, may, role, whose)
}

function forMembers({ fields, isApi }: Surface, may: Right, role: Role, whose: Ids): Expected {
  const right = role.home !== null && whose[BUSINESS] === role.home ? role.right : null
  if (!right) return 'not-found'
  if (rank(right) < rank(may)) return 'forbidden'
  const thing = whose[fields.params.find(({ name }) => THINGS.includes(name))?.name ?? '']
  if (thing === 'malformed') return isApi ? 'harmless' : 'not-found'
  // `home` is the home business's visit of the specialist, `colleague` another person's there.
  const side = thing === 'colleague' ? 'home' : thing
  if (thing !== undefined && side !== role.home) return 'not-found'
  if (thing === 'colleague' && right === 'specialist') return 'not-found'
  return Object.entries(whose).every(([name, one]) => isOwn(name, one, role)) ? 'pass' : 'unknown'
}

/** A thing named beside the one in the path: a place, a person, a service. */
const isOwn = (name: string, whose: Whose, { home }: Role): boolean =>
  !ASIDE.includes(name) || whose === home || whose === 'colleague'

function openToAll(surface: Surface, role: Role, whose: Ids): Expected {
  const { isApi, fields } = surface
  if (whose.locale === 'malformed') return 'not-found'
  // Nobody asks from a shared tablet of the business: from elsewhere no PIN is good.
  if (surface.path === '/api/tablet/session') return 'not-found'
  if ('token' in whose) return whose.token === 'home' ? 'pass' : 'not-found'
  if (fields.params.some(({ name }) => name === 'holdId')) return forHolders(surface, role, whose)
  const place = whose[BUSINESS] ?? whose.slug ?? whose.file ?? whose.photo
  if (place === undefined) return 'pass'
  if (place === 'unknown' || place === 'malformed') return isApi ? 'harmless' : 'not-found'
  return Object.entries(whose).every(
    ([name, one]) => name === 'locale' || one === place || isIgnored(surface, name, one),
  )
    ? 'pass'
    : 'harmless'
}

function forHolders({ path }: Surface, role: Role, { businessId, holdId }: Ids): Expected {
  if (businessId === 'malformed' || holdId === 'malformed' || role.name === 'guest') return 'harmless'
  const isThere = businessId === holdId && (holdId === 'home' || holdId === 'other')
  if (isThere && isHolder(role)) return 'pass'
  return path.endsWith('/release') ? 'idle' : 'not-found'
}

/** A page takes a person it cannot read for "any"; a hold that is not there is no hold; to extend one is asked of it alone. */
function isIgnored({ isApi, path }: Surface, name: string, whose: Whose): boolean {
  if (name === 'hold' || path.endsWith('/book/extend')) return true
  if (name === 'holdId') return whose !== 'malformed'
  return !isApi && name === 'staff' && whose === 'malformed'
}

function forSignedIn({ isApi }: Surface, { home }: Role, whose: Ids): Expected {
  if (whose.locale === 'malformed') return 'not-found'
  if (isApi && whose[BUSINESS] === 'malformed') return 'harmless'
  const business = whose[PAGE_BUSINESS] ?? whose[BUSINESS]
  if (business === undefined) return 'pass'
  if (business === 'malformed') return 'pass' // taken for none: his own, or the page that says he has none
  return home && business === home ? 'pass' : 'not-found'
}

const rank = (right: Right): number => RIGHTS.indexOf(right)

export function isAs({ surface, expected, role }: Probe, { status, headers }: Reply): boolean {
  if (status === 0 || status >= 500) return false
  switch (expected) {
    case 'sign-in':
      return surface.isApi ? status === 401 : status === 303 && String(headers.location).startsWith('/office/sign-in')
    case 'forbidden':
      return status === 403
    case 'not-found':
      // What a query or a body asks for may be judged before what it is asked of: that tells nothing of the thing.
      return status === 404 || (surface.isApi && asksMore(surface) && status === 422)
    case 'idle':
      return status === 200
    case 'unknown':
      return status !== 401
    case 'harmless':
      return status !== 401 && status !== 403 && (!surface.isApi || status >= 400)
    case 'pass':
      return status !== 403 && (status !== 404 || isNowhere(role)) && (status !== 401 || surface.may === 'anyone')
  }
}

/** Whoever belongs to no business has no day to be shown. */
const isNowhere = ({ home }: Role): boolean => home === null

const asksMore = ({ fields }: Surface): boolean => fields.query.length + fields.body.length > 0
