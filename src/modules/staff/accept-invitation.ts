// Invariant: an invitation gives its right once, to the account of the address it was sent to.

import { conflict, notFound } from '#kernel/errors.ts'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import { type Locale, textIn } from '#kernel/localized-text.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Right } from '#platform/http/rights.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { type Invitation, invitationIn, stillOpen } from './invitation.ts'
import type { InvitationDeps } from './invite.ts'

/** What a link stands for. */
export interface OpenInvitation {
  business: string
  name: string
  email: string
  right: Right
  /** The address has an account: accepting needs signing in. */
  hasAccount: boolean
}

const opened = async ({ sign, store, clock }: InvitationDeps, token: string): Promise<Invitation> =>
  stillOpen(await store.byId(invitationIn(sign, token)), clock.now())

/** @throws invalid `invitation_invalid`; conflict `invitation_used`, `invitation_expired`, `invitation_revoked` */
export const readInvitation =
  (deps: InvitationDeps) =>
  async (token: string, locale: Locale): Promise<OpenInvitation> => {
    const { businessId, email, name, right } = await opened(deps, token)
    const [business, account] = await Promise.all([deps.businesses.byId(businessId), deps.accounts.byEmail(email)])
    if (!business) throw notFound('not_found')
    return { business: textIn(business, 'name', locale), email, name, right, hasAccount: account !== null }
  }

/**
 * Accepted again by who has accepted it, it is answered alike.
 * @throws as `readInvitation`; conflict `invitation_other_address`, `already_member`
 */
export const acceptInvitation =
  (deps: InvitationDeps) =>
  async (token: string, userId: UserId): Promise<{ businessId: BusinessId }> => {
    const id = invitationIn(deps.sign, token)
    const invitation = await deps.store.byId(id)
    if (invitation?.acceptedBy === userId) return { businessId: invitation.businessId }
    const open = stillOpen(invitation, deps.clock.now())
    const { businessId, email } = open
    const user = await deps.accounts.byId(userId)
    if (user?.email !== email) throw conflict('invitation_other_address')
    try {
      await deps.inTransaction(async (tx) => {
        await joined(deps, open, userId, user.name, tx)
        await deps.accounts.proved(userId, email, tx)
      })
    } catch (error) {
      // The same button pressed twice: the other press was quicker.
      if ((await deps.store.byId(id))?.acceptedBy !== userId) throw error
    }
    return { businessId }
  }

/**
 * With a new account: the link came to the address, so it is proved.
 * @throws as `readInvitation`; conflict `invitation_sign_in`, `already_member`; invalid `invalid_input`, `password_…`
 */
export const joinByInvitation =
  (deps: InvitationDeps) =>
  async (token: string, { name, password }: { name: string; password: string }, agent: string) => {
    const invitation = await opened(deps, token)
    const { businessId, email, locale } = invitation
    if (await deps.accounts.byEmail(email)) throw conflict('invitation_sign_in')
    const { user, store } = await deps.accounts.prepare({ name, email, password, locale })
    await deps.inTransaction(async (tx) => {
      await store(tx)
      await joined(deps, invitation, user.id, user.name, tx)
    })
    return { businessId, user, token: await deps.accounts.begin(user.id, agent) }
  }

async function joined(
  { clock, staff, accounts, store }: InvitationDeps,
  invitation: Invitation,
  userId: UserId,
  accountName: string,
  tx: Tx,
): Promise<void> {
  const { businessId, staffId, right, name } = invitation
  const actor: Actor = { kind: 'user', userId, isAdmin: false, right }
  await store.accept(invitation, userId, clock.now(), tx)
  if (await staff.memberOf(userId, businessId, tx)) throw conflict('already_member')
  if (staffId) await staff.giveAccountIn(businessId, staffId, { userId, right }, actor, tx)
  // Who is invited to the desk serves nobody until the office says so.
  else await staff.addIn(businessId, { name: name || accountName, userId, right, isActive: false }, actor, tx)
  await accounts.worksIn(userId, businessId, right === 'owner', tx)
}
