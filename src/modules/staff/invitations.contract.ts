import { z } from 'zod'
import { idShape, localeShape } from '#kernel/shapes.ts'
import { NewUserInput, PASSWORD_LENGTH, SessionView } from '#modules/accounts/accounts.contract.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY, RIGHTS } from '#platform/http/rights.ts'
import { MemberView } from './staff.contract.ts'

const OfBusiness = z.object({ businessId: idShape<'business'>() })
const OfInvitation = OfBusiness.extend({ invitationId: idShape<'invitation'>() })
const seen = { version: z.int().min(1).describe('The version that was seen') }
const code = z.string().max(120).describe('From the link of the mail')

const InvitationView = z.object({
  id: idShape<'invitation'>(),
  name: z.string(),
  email: z.string(),
  right: z.enum(RIGHTS),
  staffId: idShape<'staff'>().nullable(),
  isExpired: z.boolean(),
  sentAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  version: z.int(),
})

export const InvitationInput = z.object({
  email: NewUserInput.shape.email,
  right: z.enum(RIGHTS),
  name: z.string().trim().max(120).default('').describe('How a new person is called; of a known one it stays'),
  staffId: idShape<'staff'>().nullable().default(null).describe('The person who is to get the account'),
  locale: localeShape.optional().describe('Language of the mail; absent: the asker’s'),
})
export type NewInvitation = z.input<typeof InvitationInput>

const CODE_REFUSALS = ['invitation_invalid', 'invitation_used', 'invitation_expired', 'invitation_revoked']
const ONE = '/api/businesses/:businessId/invitations/:invitationId'

export const invitations = {
  list: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/invitations',
    summary: 'Who was invited and has not answered',
    may: MAY.changeTeam,
    params: OfBusiness,
    returns: { 200: z.object({ invitations: z.array(InvitationView) }) },
  }),
  invite: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/invitations',
    summary: 'Invite an address into the team, with a right no higher than the own one; the link lives 7 days',
    may: MAY.changeTeam,
    asks: 'password',
    idempotent: 'by key',
    params: OfBusiness,
    body: InvitationInput,
    returns: { 201: InvitationView },
    refuses: ['right_too_high', 'already_member', 'already_invited', 'too_many_invitations', 'not_found', 'key_reused'],
  }),
  sendAgain: endpoint({
    method: 'POST',
    path: `${ONE}/send`,
    summary: 'Send the link again; it lives 7 days from now',
    may: MAY.changeTeam,
    asks: 'password',
    idempotent: 'by nature',
    params: OfInvitation,
    body: z.object(seen),
    returns: { 200: InvitationView },
    refuses: ['changed_meanwhile', 'invitation_used', 'invitation_revoked', 'too_many_invitations', 'not_found'],
  }),
  revoke: endpoint({
    method: 'DELETE',
    path: ONE,
    summary: 'Take an invitation back: its link opens nothing any more',
    may: MAY.changeTeam,
    asks: 'password',
    idempotent: 'by nature',
    params: OfInvitation,
    returns: { 204: null },
    refuses: ['invitation_used', 'not_found'],
  }),
  setRight: endpoint({
    method: 'PUT',
    path: '/api/businesses/:businessId/staff/:staffId/right',
    summary: 'Another right for a person’s account; null ends what it may do here',
    may: MAY.changeTeam,
    asks: 'password',
    idempotent: 'by nature',
    params: OfBusiness.extend({ staffId: idShape<'staff'>() }),
    body: z.object({ right: z.enum(RIGHTS).nullable(), ...seen }),
    returns: { 200: MemberView },
    refuses: ['right_too_high', 'last_owner', 'right_without_account', 'changed_meanwhile', 'not_found'],
  }),
  read: endpoint({
    method: 'POST',
    path: '/api/invitations/read',
    summary: 'What a link stands for; nothing is changed',
    may: 'anyone',
    idempotent: 'by nature',
    body: z.object({ code }),
    returns: {
      200: z.object({
        business: z.string(),
        email: z.string(),
        name: z.string(),
        right: z.enum(RIGHTS),
        hasAccount: z.boolean().describe('The address has an account: accepting needs signing in'),
      }),
    },
    refuses: CODE_REFUSALS,
  }),
  accept: endpoint({
    method: 'POST',
    path: '/api/invitations/accept',
    summary: 'Accept with the account of the address that was invited',
    may: 'signed-in',
    idempotent: 'by nature',
    body: z.object({ code }),
    returns: { 200: z.object({ businessId: idShape<'business'>() }) },
    refuses: [...CODE_REFUSALS, 'invitation_other_address', 'already_member'],
  }),
  join: endpoint({
    method: 'POST',
    path: '/api/invitations/join',
    summary: 'Accept with a new account for the address that was invited, and sign in',
    may: 'anyone',
    body: z.object({
      code,
      name: NewUserInput.shape.name,
      password: z.string().max(PASSWORD_LENGTH),
    }),
    returns: { 201: SessionView.extend({ businessId: idShape<'business'>() }) },
    refuses: [...CODE_REFUSALS, 'invitation_sign_in', 'password_too_short', 'password_too_long'],
  }),
} as const
