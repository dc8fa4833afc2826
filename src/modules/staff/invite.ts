import { checked } from '#kernel/checked.ts'
import type { Clock } from '#kernel/clock.ts'
import { conflict, limited, notFound } from '#kernel/errors.ts'
import type { BusinessId, Ids } from '#kernel/ids.ts'
import { type Locale, textIn } from '#kernel/localized-text.ts'
import type { Accounts } from '#modules/accounts/index.ts'
import type { Businesses } from '#modules/businesses/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Sign } from '#platform/http/cookies.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { Mail } from '#platform/mail/mail.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import { assertMayGive } from './change-right.ts'
import type { Staff } from './index.ts'
import { type Invitation, type InvitationId, invitationEnd, stillOpen } from './invitation.ts'
import { InvitationInput, type NewInvitation } from './invitations.contract.ts'
import type { InvitationsStore } from './invitations.store.ts'

export interface InvitationDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  events: Events
  idempotency: Pick<Idempotency, 'once'>
  sign: Sign
  mail: Pick<Mail, 'queue'>
  accounts: Pick<Accounts, 'byId' | 'byEmail' | 'proved' | 'prepare' | 'begin' | 'worksIn'>
  businesses: Pick<Businesses, 'byId'>
  staff: Pick<Staff, 'byId' | 'memberOf' | 'addIn' | 'giveAccountIn' | 'setRight' | 'standingRightOf'>
  store: InvitationsStore
}

/** From where something is asked. */
export interface From {
  origin: string
  locale: Locale
}

type Member = Extract<Actor, { kind: 'user' }>

const DAY_MS = 24 * 3_600_000
/** In a day, by one business. */
const MOST_A_DAY = 50
const MOST_SENDS = 10

/**
 * By a key: sent twice, one mail goes out.
 * @throws forbidden `right_too_high`; notFound `not_found`; conflict `already_member`, `already_invited`;
 * limited `too_many_invitations`; invalid `invalid_input`, `key_reused`
 */
export const invite =
  (deps: InvitationDeps) =>
  (businessId: BusinessId, input: NewInvitation, actor: Member, key: string, from: From): Promise<Invitation> =>
    deps.idempotency.once(
      { scope: businessId, actor: actorName(actor), key, body: { invitation: input } },
      async (remember) => {
        const invitation = await drafted(deps, businessId, input, actor, from)
        await deps.inTransaction(async (tx) => {
          await remember({ invitationId: invitation.id }, tx)
          await deps.store.insert(invitation, tx)
          await sent(deps, invitation, 'staff.invited', actor, from, tx)
        })
        return invitation
      },
      async ({ invitationId = '' }) => known(await deps.store.inBusiness(businessId, invitationId as InvitationId)),
    )

async function drafted(
  deps: InvitationDeps,
  businessId: BusinessId,
  input: NewInvitation,
  actor: Member,
  { locale: theirs }: From,
): Promise<Invitation> {
  const { email: typed, right, name, staffId, locale = theirs } = checked(InvitationInput, input)
  assertMayGive(await deps.staff.standingRightOf(businessId, actor), right)
  const now = deps.clock.now()
  await assertFew(deps, businessId, now)
  const [member, account] = await Promise.all([
    staffId && deps.staff.byId(businessId, staffId),
    deps.accounts.byEmail(typed),
  ])
  if (staffId && !member) throw notFound('not_found')
  const isMember = member?.userId || (account && (await deps.staff.memberOf(account.id, businessId)))
  if (isMember) throw conflict('already_member')
  return {
    id: deps.ids.next<'invitation'>(),
    businessId,
    ...(member ? { staffId: member.id } : {}),
    name: member?.name ?? name,
    email: account?.email ?? typed.trim().normalize('NFC').toLowerCase(),
    ...{ right, locale, state: 'open', invitedBy: actor.userId, sends: 1, version: 1 },
    ...{ createdAt: now, sentAt: now, expiresAt: invitationEnd(now) },
  }
}

async function assertFew({ store }: InvitationDeps, businessId: BusinessId, now: Date): Promise<void> {
  const today = await store.sentSince(businessId, new Date(now.getTime() - DAY_MS))
  if (today >= MOST_A_DAY) throw limited('too_many_invitations')
}

/** @throws notFound `not_found`; conflict `changed_meanwhile`, `invitation_…`; limited `too_many_invitations` */
export const sendAgain =
  (deps: InvitationDeps) =>
  async (businessId: BusinessId, id: InvitationId, seen: number, actor: Member, from: From): Promise<Invitation> => {
    const now = deps.clock.now()
    await assertFew(deps, businessId, now)
    return deps.inTransaction(async (tx) => {
      const invitation = known(await deps.store.inBusiness(businessId, id, tx))
      // One that has expired is what is sent again.
      stillOpen({ ...invitation, expiresAt: invitationEnd(now) }, now)
      assertMayGive(await deps.staff.standingRightOf(businessId, actor, tx), invitation.right)
      if (invitation.sends >= MOST_SENDS) throw limited('too_many_invitations')
      const changes = { sentAt: now, expiresAt: invitationEnd(now), sends: invitation.sends + 1 }
      const version = await deps.store.change({ ...invitation, version: seen }, changes, now, tx)
      const again = { ...invitation, ...changes, version }
      await sent(deps, again, 'staff.invited-again', actor, from, tx)
      return again
    })
  }

/** Nothing where it is taken back already. @throws notFound `not_found`; conflict `invitation_used` */
export const revoke =
  (deps: InvitationDeps) =>
  (businessId: BusinessId, id: InvitationId, actor: Member): Promise<void> =>
    deps.inTransaction(async (tx) => {
      const invitation = known(await deps.store.inBusiness(businessId, id, tx))
      if (invitation.state === 'revoked') return
      if (invitation.state === 'accepted') throw conflict('invitation_used')
      const at = deps.clock.now()
      const version = await deps.store.change(invitation, { state: 'revoked' }, at, tx)
      const subject = { kind: 'invitation', id }
      await deps.events.append({ businessId, type: 'staff.invitation-revoked', subject, version, actor, at }, tx)
    })

/** Event and mail of one sending. */
async function sent(
  { accounts, businesses, events, mail }: InvitationDeps,
  invitation: Invitation,
  type: string,
  actor: Member,
  { origin }: From,
  tx: Tx,
): Promise<void> {
  const { id, businessId, email: to, locale, right, sentAt: at, sends, version, expiresAt } = invitation
  const [business, inviter] = await Promise.all([businesses.byId(businessId), accounts.byId(actor.userId)])
  if (!business) throw notFound('not_found')
  const subject = { kind: 'invitation', id }
  await events.append({ businessId, type, subject, version, actor, data: { right }, at }, tx)
  const data = { invitation: id, origin, business: textIn(business, 'name', locale), by: inviter?.name ?? '' }
  await mail.queue({ key: `invitation:${id}:${sends}`, to, locale, kind: 'invitation', data, expiresAt }, tx)
}

function known(invitation: Invitation | null): Invitation {
  if (!invitation) throw notFound('not_found')
  return invitation
}
