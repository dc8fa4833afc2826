import { z } from 'zod'
import { idShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { ROLES } from './account.ts'

const EMAIL_LENGTH = 254
/** Far above what counts: a longer text is no password, only work. */
export const PASSWORD_LENGTH = 1000

const SignInRequest = z.object({
  email: z.string().max(EMAIL_LENGTH),
  password: z.string().max(PASSWORD_LENGTH),
})

export const UserView = z.object({
  id: idShape<'user'>(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES).describe('The highest thing the account is; rights inside a business come from its staff'),
})

export const SessionView = z.object({ user: UserView })

export const NewUserInput = z.object({
  name: z.string().trim().min(1).max(120),
  email: z
    .string()
    .trim()
    .max(EMAIL_LENGTH)
    .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/),
  password: z.string().max(PASSWORD_LENGTH).optional(),
  role: z.enum(ROLES),
})
export type NewUser = z.input<typeof NewUserInput>

export const accounts = {
  signIn: endpoint({
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in; the session comes as a cookie',
    may: 'anyone',
    body: SignInRequest,
    returns: { 201: SessionView },
    refuses: ['wrong_credentials', 'too_many_attempts'],
  }),
  session: endpoint({
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in',
    may: 'signed-in',
    returns: { 200: SessionView },
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out',
    may: 'anyone',
    idempotent: 'by nature',
    returns: { 204: null },
  }),
} as const
