import { answer, routes } from '#platform/http/routes.ts'
import type { Invitations, Staff } from './index.ts'
import type { Invitation } from './invitation.ts'
import { invitations as contract } from './invitations.contract.ts'
import { viewOf as memberView } from './staff.routes.ts'

export const invitationRoutes = (api: Invitations, staff: Pick<Staff, 'setRight'>, now: () => Date) =>
  routes(contract, {
    list: async ({ params }) => ({
      invitations: (await api.open(params.businessId)).map((one) => viewOf(one, now())),
    }),
    invite: async ({ params, body, actor, key, ...from }) =>
      answer(201, viewOf(await api.invite(params.businessId, body, actor, key, from), now())),

    sendAgain: async ({ params, body, actor, ...from }) =>
      viewOf(await api.sendAgain(params.businessId, params.invitationId, body.version, actor, from), now()),

    revoke: async ({ params, actor }) => {
      await api.revoke(params.businessId, params.invitationId, actor)
      return null
    },
    setRight: async ({ params, body, actor }) =>
      memberView(await staff.setRight(params.businessId, params.staffId, body.right, body.version, actor)),

    read: ({ body, locale }) => api.read(body.code, locale),

    accept: ({ body, actor }) => api.accept(body.code, actor.userId),

    join: async ({ body, agent }) => {
      const { token, user, businessId } = await api.join(body.code, body, agent)
      return answer(201, { user, businessId }, { session: token })
    },
  })

const viewOf = (invitation: Invitation, now: Date) => ({
  id: invitation.id,
  name: invitation.name,
  email: invitation.email,
  right: invitation.right,
  staffId: invitation.staffId ?? null,
  isExpired: invitation.expiresAt <= now,
  sentAt: invitation.sentAt.toISOString(),
  expiresAt: invitation.expiresAt.toISOString(),
  version: invitation.version,
})
