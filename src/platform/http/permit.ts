// Who is asking, and may he? Rights are read at each request, so that one taken away works at once.

import { forbidden, notFound, unauthenticated } from '#kernel/errors.ts'
import { type BusinessId, isId, type UserId } from '#kernel/ids.ts'
import type { Actor, Endpoint, May } from './contract.ts'
import { includes, RIGHTS, type Right } from './rights.ts'

/** How the server learns who stands behind a session, handed in by the modules that know. */
export interface Actors {
  whoIs(
    token: string,
    tablet: string | null,
  ): Promise<{ readonly id: UserId; readonly role: string; readonly tabletOf?: BusinessId | null } | null>
  /** The user's right in a business; null for a stranger, and for a business that does not exist. */
  rightIn(userId: UserId, businessId: BusinessId): Promise<Right | null>
}

export const isRight = (may: May): may is Right => RIGHTS.some((right) => right === may)

/** @param origin the asker's network: kept with what an account does */
export async function identify(
  actors: Actors,
  { session, tablet, device }: { session: string | null; tablet: string | null; device: string | null },
  origin: string,
): Promise<Actor> {
  const user = session ? await actors.whoIs(session, tablet) : null
  if (!user) return { kind: 'guest', device }
  const { id: userId, role, tabletOf } = user
  return { kind: 'user', userId, isAdmin: role === 'admin', origin, ...(tabletOf ? { tabletOf } : {}) }
}

/** What outlasts a session, or is the account's own, asks for the password. @throws forbidden `password_session_needed` */
export function assertPassword(actor: Actor, { may, method, asks }: Pick<Endpoint, 'may' | 'method' | 'asks'>): void {
  if (actor.kind !== 'user' || !actor.tabletOf) return
  const changesOwn = may === 'signed-in' && method !== 'GET'
  if (asks === 'password' || may === 'admin' || changesOwn) throw forbidden('password_session_needed')
}

/**
 * @returns the actor, with the right he was let in by
 * @throws unauthenticated `sign_in_required`; forbidden `forbidden`; to a stranger notFound `not_found`, the same for
 * a business that is not his and for one that does not exist
 */
export async function permit(actors: Actors, actor: Actor, may: May, businessId: unknown): Promise<Actor> {
  if (may === 'anyone') return actor
  if (actor.kind === 'guest') throw unauthenticated('sign_in_required')
  if (may === 'signed-in') return actor
  if (may === 'admin') {
    if (!actor.isAdmin) throw forbidden('forbidden')
    return actor
  }
  const isElsewhere = actor.tabletOf && actor.tabletOf !== businessId
  const right = isId(businessId) && !isElsewhere ? await actors.rightIn(actor.userId, businessId as BusinessId) : null
  if (!right) throw notFound('not_found')
  if (!includes(right, may)) throw forbidden('forbidden')
  return { ...actor, right }
}
