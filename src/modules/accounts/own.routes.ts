import type { Actor } from '#platform/http/contract.ts'
import { answer, routes } from '#platform/http/routes.ts'
import { deviceName } from './device.ts'
import type { Accounts } from './index.ts'
import { own } from './own.contract.ts'

/** The signed cookie of who has no account yet. */
export const deviceOf = (actor: Actor): string | null => (actor.kind === 'guest' ? actor.device : null)

export const ownRoutes = (api: Accounts) =>
  routes(own, {
    register: async ({ body, actor, ...from }) => {
      await api.register(body, from, deviceOf(actor))
      return null
    },
    confirm: async ({ body, actor, network, agent }) => {
      const { token, user } = await api.confirm(body.code, body.password ?? null, {
        ...{ network, agent },
        device: deviceOf(actor),
      })
      return answer(201, { user }, { session: token })
    },
    askVerification: async ({ actor, ...from }) => {
      await api.askVerification(actor.userId, from)
      return null
    },
    verify: async ({ body }) => {
      await api.verifyEmail(body.code)
      return null
    },
    askReset: async ({ body, ...from }) => {
      await api.askReset(body.email, from)
      return null
    },
    reset: async ({ body, ...from }) => {
      const { token, user } = await api.resetPassword(body.code, body.password, from)
      return answer(201, { user }, { session: token })
    },
    setPassword: async ({ body, actor, session, ...from }) => {
      await api.changePassword(actor.userId, session, body, from)
      return null
    },
    prove: async ({ actor, session, body, network }) => {
      await api.prove(actor.userId, session, body.password, network)
      return null
    },
    askEmail: async ({ body, actor, ...from }) => {
      await api.askNewEmail(actor.userId, body, from)
      return null
    },
    setEmail: ({ body }) => api.changeEmail(body.code),
    setName: async ({ body, actor }) => {
      await api.setName(actor.userId, body.name)
      return null
    },
    setLocale: async ({ body, actor }) => {
      await api.setLocale(actor.userId, body.locale)
      return null
    },
    sessions: async ({ actor, session }) => {
      const sessions = await api.sessionsOf(actor.userId, session)
      return {
        sessions: sessions.map(({ id, agent, createdAt, usedAt, isThis }) => ({
          ...{ id, isThis },
          device: deviceName(agent),
          createdAt: createdAt.toISOString(),
          usedAt: usedAt.toISOString(),
        })),
      }
    },
    endSession: async ({ actor, params }) => {
      await api.endSession(actor.userId, params.sessionId)
      return null
    },
    endOthers: async ({ actor, session }) => {
      await api.endOthers(actor.userId, session)
      return null
    },
  })
