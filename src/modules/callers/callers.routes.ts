import { showPhone } from '#kernel/phone.ts'
import { isoOf, localDateAt, type Minute, toMinute, wallAt } from '#kernel/time.ts'
import { routes } from '#platform/http/routes.ts'
import { CONSENT_TEXT } from './agree-by-phone.ts'
import { callers as contract } from './callers.contract.ts'
import type { Callers } from './index.ts'
import type { Caller } from './read-caller.ts'

/** The city's: a card knows no place. */
const ZONE = 'Asia/Atyrau'

const momentOf = (start: Minute, zone: string) => ({ startTime: isoOf(start), ...wallAt(start, zone) })

const briefOf = ({ next, last, phone, ...caller }: Caller) => ({
  ...{ id: caller.id, name: caller.name, totalAppointments: caller.totalAppointments },
  ...{ noShows: caller.noShows, hasAllergy: caller.hasAllergy },
  ...{ phone, phoneShown: phone && showPhone(phone) },
  next: next && { id: next.id, ...momentOf(toMinute(next.start), ZONE) },
  last: last && localDateAt(toMinute(last), ZONE),
})

const consentOf = <C extends { at: Date }>({ at, ...consent }: C) => ({ ...consent, at: at.toISOString() })

export const callerRoutes = (api: Callers) =>
  routes(contract, {
    find: async ({ params, query }) => ({ callers: (await api.find(params.businessId, query.q)).map(briefOf) }),

    read: async ({ params }) => {
      const card = await api.read(params.businessId, params.clientId)
      const { place, objects, family, consent } = card
      return {
        ...briefOf(card),
        ...{ place, objects, family, consent: consent && consentOf(consent), consentText: CONSENT_TEXT },
      }
    },

    usual: async ({ params, actor }) => {
      const usual = await api.usual(params.businessId, params.clientId, actor)
      if (!usual) return { usual: null }
      const { lines, times, place, object, wanted, isFree, offers, price, zone } = usual
      return {
        usual: {
          ...{ times, place, object, isFree, price, wanted: momentOf(wanted, zone) },
          lines: lines.map((line) => ({ ...line, variant: line.variant ?? null })),
          offers: offers.map(({ start, staffIds }) => ({ ...momentOf(start, zone), staffIds })),
        },
      }
    },

    agree: async ({ params, body, actor, key }) => {
      const { by: _, ...consent } = await api.agree(params.businessId, params.clientId, body, actor, key)
      return { consent: { ...consentOf(consent), by: null } }
    },
  })
