// The account as its owner goes about it. What tells whether an address has an account tells it to its mailbox only.

import { z } from 'zod'
import { localeShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { NewUserInput, PASSWORD_LENGTH, SessionView } from './accounts.contract.ts'

const password = z.string().max(PASSWORD_LENGTH)
const newPassword = password.describe('8 signs at least, 72 bytes at most: 36 Kazakh or Russian letters')
const code = z.string().max(120).describe('From the link of the mail')

export const NewAccountInput = NewUserInput.pick({ name: true, email: true }).extend({ password: newPassword })
export const EmailInput = NewUserInput.pick({ email: true })
export const NameInput = NewUserInput.pick({ name: true })

const SENT = { 202: null } as const
const CODE_REFUSALS = ['code_invalid', 'code_used', 'code_expired']
const PASSWORD_REFUSALS = ['password_too_short', 'password_too_long']

export const own = {
  register: endpoint({
    method: 'POST',
    path: '/api/account',
    summary: 'Begin an account: a link goes to the address. The answer is the same where it has an account already',
    may: 'anyone',
    body: NewAccountInput,
    returns: SENT,
    refuses: [...PASSWORD_REFUSALS, 'too_many_mails'],
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/api/account/confirm',
    summary: 'Make the account that a link stands for, and sign in; the password, unless on the device that asked',
    may: 'anyone',
    body: z.object({ code, password: password.optional() }),
    returns: { 201: SessionView },
    refuses: [...CODE_REFUSALS, 'email_taken', 'wrong_credentials', 'too_many_attempts'],
  }),
  askVerification: endpoint({
    method: 'POST',
    path: '/api/account/verification',
    summary: 'Send a link to the address of the account, to prove that it is its owner’s',
    may: 'signed-in',
    returns: SENT,
    refuses: ['too_many_mails'],
  }),
  verify: endpoint({
    method: 'POST',
    path: '/api/account/verify',
    summary: 'The address is its owner’s',
    may: 'anyone',
    body: z.object({ code }),
    returns: { 204: null },
    refuses: CODE_REFUSALS,
  }),
  askReset: endpoint({
    method: 'POST',
    path: '/api/account/reset',
    summary: 'Send a link for a new password. The answer is the same where the address has no account',
    may: 'anyone',
    body: EmailInput,
    returns: SENT,
    refuses: ['too_many_mails'],
  }),
  reset: endpoint({
    method: 'PUT',
    path: '/api/account/reset',
    summary: 'Set a new password by a link: every session ends, and a new one begins here',
    may: 'anyone',
    body: z.object({ code, password: newPassword }),
    returns: { 201: SessionView },
    refuses: [...PASSWORD_REFUSALS, ...CODE_REFUSALS],
  }),
  setPassword: endpoint({
    method: 'PUT',
    path: '/api/account/password',
    summary: 'Another password; every session but this one ends',
    may: 'signed-in',
    idempotent: 'by nature',
    body: z.object({ password, newPassword }),
    returns: { 204: null },
    refuses: [...PASSWORD_REFUSALS, 'wrong_password', 'too_many_attempts', 'changed_meanwhile'],
  }),
  prove: endpoint({
    method: 'POST',
    path: '/api/session/proof',
    summary: 'The password once more, for what a session alone may not do: it counts for ten minutes',
    may: 'signed-in',
    idempotent: 'by nature',
    body: z.object({ password }),
    returns: { 204: null },
    refuses: ['wrong_password', 'too_many_attempts'],
  }),
  askEmail: endpoint({
    method: 'POST',
    path: '/api/account/email',
    summary: 'Send a link to a new address; it counts once the link is used',
    may: 'signed-in',
    body: EmailInput.extend({ password }),
    returns: SENT,
    refuses: ['wrong_password', 'too_many_attempts', 'too_many_mails'],
  }),
  setEmail: endpoint({
    method: 'PUT',
    path: '/api/account/email',
    summary: 'The address that a link was sent to is the account’s from now on; the old one is told',
    may: 'anyone',
    body: z.object({ code }),
    returns: { 200: z.object({ email: z.string() }) },
    refuses: [...CODE_REFUSALS, 'email_taken'],
  }),
  setName: endpoint({
    method: 'PUT',
    path: '/api/account/name',
    summary: 'How the account is called',
    may: 'signed-in',
    idempotent: 'by nature',
    body: NameInput,
    returns: { 204: null },
  }),
  setLocale: endpoint({
    method: 'PUT',
    path: '/api/account/locale',
    summary: 'Language of mails and of the office',
    may: 'signed-in',
    idempotent: 'by nature',
    body: z.object({ locale: localeShape }),
    returns: { 204: null },
  }),
  sessions: endpoint({
    method: 'GET',
    path: '/api/account/sessions',
    summary: 'Where the account is signed in',
    may: 'signed-in',
    asks: 'password',
    returns: {
      200: z.object({
        sessions: z.array(
          z.object({
            id: z.string(),
            device: z.string().describe('`Chrome · Android`; empty where unknown'),
            createdAt: z.iso.datetime(),
            usedAt: z.iso.datetime().describe('To the hour'),
            isThis: z.boolean(),
          }),
        ),
      }),
    },
  }),
  endSession: endpoint({
    method: 'DELETE',
    path: '/api/account/sessions/:sessionId',
    summary: 'Sign out one device',
    may: 'signed-in',
    idempotent: 'by nature',
    params: z.object({ sessionId: z.string().regex(/^[\w-]{1,60}$/) }),
    returns: { 204: null },
  }),
  endOthers: endpoint({
    method: 'DELETE',
    path: '/api/account/sessions',
    summary: 'Sign out every device but this one',
    may: 'signed-in',
    idempotent: 'by nature',
    returns: { 204: null },
  }),
} as const
