import { unauthenticated } from '#kernel/errors.ts'
import { answer, routes } from '#platform/http/routes.ts'
import { accounts } from './accounts.contract.ts'
import type { Accounts } from './index.ts'

export const accountRoutes = (api: Accounts) =>
  routes(accounts, {
    signIn: async ({ body, network, agent }) => {
      const { token, user } = await api.signIn(body.email, body.password, network, agent)
      return answer(201, { user }, { session: token })
    },
    session: async ({ actor }) => {
      const user = await api.byId(actor.userId)
      if (!user) throw unauthenticated('sign_in_required')
      return { user }
    },
    signOut: async ({ session }) => {
      if (session) await api.signOut(session)
      return answer(204, null, { session: null })
    },
  })
