import { z } from 'zod'
import { idShape, localDateShape, localeShape } from '#kernel/shapes.ts'
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
        user: UserView.extend({
          image: z.string().nullable(),
          isVerified: z.boolean().describe('The address is known to be its owner’s'),
          locale: localeShape.nullable().describe('Chosen for mails and the office'),
        }),
        tablet: z
          .object({ idleMinutes: z.int(), byPin: z.boolean() })
          .nullable()
          .describe('This device is a shared tablet: after so long unused it locks'),
        businessId: idShape<'business'>().nullable().describe('Last worked in, where there still is a right'),
        businesses: z.array(
          z.object({
            id: idShape<'business'>(),
            name: z.string(),
            slug: z.string().describe('Of its public page'),
            right: z.enum(RIGHTS).describe('As it is now, with what one stands in for'),
            standInUntil: localDateShape.nullable().describe('Last day of a higher right for some days'),
            staffId: idShape<'staff'>(),
          }),
        ),
      }),
    },
  }),
  switchBusiness: endpoint({
    method: 'PUT',
    path: '/api/me/business',
    summary: 'The business worked in from now on, on every device',
    may: 'signed-in',
    idempotent: 'by nature',
    body: z.object({ businessId: idShape<'business'>() }),
    returns: { 204: null },
    refuses: ['not_found'],
  }),
} as const
