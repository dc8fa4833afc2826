// The values that stand for "whose" in a request.

import { randomUUID } from 'node:crypto'
import { startAt } from '../world/salon.ts'
import type { Whose } from './probes.ts'
import type { Values } from './requests.ts'
import type { Surface } from './surface.ts'
import { PASSWORD, type Role, type Side, type Tenant, type Tenants } from './tenants.ts'

const UNKNOWN = 'f'.repeat(24)
const FIRST_MINUTE = 120

let minutes = FIRST_MINUTE

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]

/** Permitted requests change the salon in earnest: it must stay one that can be booked. */
const OPEN = {
  isActive: true,
  week: EVERY_DAY.map((day) => ({ day, isOpen: true, openTime: '00:00', closeTime: '00:00', breaks: [] })),
  schedule: { kind: 'weekly', days: EVERY_DAY.map((day) => ({ day, from: '00:00', to: '23:55', breaks: [] })) },
}

export function valuesOf(tenants: Tenants, surface: Surface, role: Role, whose: Record<string, Whose>): Values {
  const ids = Object.fromEntries(
    Object.entries(whose).map(([name, one]) => [name, namedBy(tenants, surface, name, one)]),
  )
  minutes = FIRST_MINUTE + ((minutes + 30 - FIRST_MINUTE) % 1200)
  const start = startAt(1, minutes)
  const day = start.toISOString().slice(0, 10)
  return {
    ...OPEN,
    version: 1,
    startTime: start.toISOString(),
    until: new Date(start.getTime() + 300_000).toISOString(),
    day,
    date: startAt(0, 0).toISOString().slice(0, 10),
    from: day,
    start: '10:00',
    services: [{ serviceId: ids.serviceId ?? '', staffId: ids.staffId ?? null }],
    forWhom: surface.isApi ? { kind: 'child', name: 'Probe' } : 'me',
    service: undefined,
    staff: undefined,
    price: undefined,
    reason: undefined,
    staffIds: undefined,
    // The phone of a client with a card: what stands on it must not come back.
    name: 'Probe',
    phone: tenants[placeOf(whose)].phone,
    email: role.email,
    password: PASSWORD,
    key: randomUUID(),
    // A link that opens nothing, and a session that is nobody's: what they name is no business's.
    code: 'none',
    sessionId: 'none',
    // Nobody loses the right he is to be asked with.
    right: 'specialist',
    ...ids,
  }
}

/** The business in whose books the request would be written. */
const placeOf = ({ businessId, slug }: Record<string, Whose>): Side =>
  businessId === 'other' || slug === 'other' ? 'other' : 'home'

const NO_SUCH: Readonly<Record<string, string>> = { slug: 'no-such-place', token: `${UNKNOWN}.${'A'.repeat(43)}` }

function namedBy(tenants: Tenants, { path }: Surface, name: string, whose: Whose): string {
  if (name === 'locale') return whose === 'malformed' ? 'xx' : 'ru'
  if (name === 'file') return fileNamed(tenants, path, whose)
  // None of them is a business's: they are drawn once for all.
  if (name === 'drawn') return '1'
  if (whose === 'unknown') return NO_SUCH[name] ?? UNKNOWN
  if (whose === 'malformed') return '$ne'
  const tenant = tenants[whose === 'colleague' ? 'home' : whose]
  if (whose === 'colleague') return tenant.colleagueVisitId
  const values: Record<string, string> = {
    businessId: tenant.salon.businessId,
    business: tenant.salon.businessId,
    appointmentId: tenant.visitId,
    visitId: tenant.visitId,
    holdId: tenant.holdId,
    hold: tenant.holdId,
    photoId: tenant.photoId,
    invitationId: tenant.invitationId,
    photo: tenant.logo,
    size: '64.webp',
    slug: tenant.salon.slug,
    token: whose === 'home' ? genuine(tenant, path) : forged(tenants.home, tenant, path),
    serviceId: tenant.salon.services[0]?.id ?? '',
    service: tenant.salon.services[0]?.id ?? '',
    staffId: tenant.staffId,
    staff: tenant.staffId,
    locationId: tenant.salon.locationId,
  }
  return values[name] ?? ''
}

function fileNamed(tenants: Tenants, path: string, whose: Whose): string {
  if (path.startsWith('/sitemap')) return sheetNamed(whose)
  return path.startsWith('/office/icons') ? iconNamed(whose) : coverNamed(tenants, whose)
}

const iconNamed = (whose: Whose): string =>
  whose === 'malformed' ? '$ne.png' : whose === 'unknown' ? 'icon-64.png' : 'icon-192.png'

const coverNamed = (tenants: Tenants, whose: Whose): string =>
  whose === 'malformed'
    ? '$ne.svg'
    : `${whose === 'home' || whose === 'other' ? tenants[whose].salon.slug : 'none'}.svg`

const sheetNamed = (whose: Whose): string =>
  whose === 'malformed' ? '$ne.xml' : whose === 'unknown' ? '9999.xml' : '1.xml'

/** The link to a visit, or to a place in the queue. */
const genuine = ({ token, placeToken }: Tenant, path: string): string => (path.includes('/q/') ? placeToken : token)

/** What is another business's with the signature of a genuine link. */
const forged = (own: Tenant, wished: Tenant, path: string): string =>
  `${genuine(wished, path).split('.')[0]}.${genuine(own, path).split('.')[1]}`
