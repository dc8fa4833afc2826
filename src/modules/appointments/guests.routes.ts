import { showPhone } from '#kernel/phone.ts'
import { routes } from '#platform/http/routes.ts'
import { deviceTag } from './booking-bars.store.ts'
import { guests as contract } from './guests.contract.ts'
import type { Guests } from './guests.ts'
import { viewOf } from './views.ts'

export const guestRoutes = (guests: Guests) =>
  routes(contract, {
    guestVisits: async ({ params, query, locale }) => ({
      visits: (await guests.visits(params.businessId, query.hours)).map(({ visit, client }) => ({
        ...viewOf(visit, locale),
        clientId: visit.clientId,
        clientName: visit.forWhom?.name ?? visit.bookedAs ?? client?.name ?? '',
        clientPhone: client?.phone ? showPhone(client.phone) : null,
        createdAt: visit.createdAt.toISOString(),
        device: visit.bookedBy?.startsWith('device:') ? deviceTag(visit.bookedBy) : null,
        hasCome: client?.lastAppointment != null,
      })),
    }),

    cancelMany: ({ params, body, actor, key }) => guests.cancelMany(params.businessId, body, actor, key),

    bookingBars: async ({ params }) => ({
      bars: (await guests.bars(params.businessId)).map(({ shown, kind, until, at, ...one }) => ({
        ...{ ...one, kind, until: until.toISOString(), at: at.toISOString() },
        shown: kind === 'phone' ? showPhone(shown) : shown,
      })),
    }),

    removeBar: async ({ params, actor }) => {
      await guests.removeBar(params.businessId, params.barId, actor)
      return null
    },
  })
