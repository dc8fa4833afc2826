import { z } from 'zod'
import { idShape } from '#kernel/shapes.ts'
import { UserView } from '#modules/accounts/accounts.contract.ts'
import { endpoint } from '#platform/http/contract.ts'
import { RIGHTS } from '#platform/http/rights.ts'

export const me = {
  me: endpoint({
    method: 'GET',
    path: '/api/me',
    summary: 'Who is signed in, where he works, and with which right',
    may: 'signed-in',
    returns: {
      200: z.object({
        user: UserView.extend({ image: z.string().nullable() }),
        businesses: z.array(
          z.object({
            id: idShape<'business'>(),
            name: z.string(),
            slug: z.string().describe('Of its public page'),
            right: z.enum(RIGHTS),
            staffId: idShape<'staff'>(),
          }),
        ),
      }),
    },
  }),
} as const
