import { z } from 'zod'
import { idShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'

const ClientBriefView = z.object({
  id: idShape<'client'>(),
  name: z.string(),
  phone: z.string().nullable(),
  totalAppointments: z.int().describe('Not cancelled, coming ones included'),
  lastAppointment: z.iso.datetime({ offset: true }).nullable().describe('Start of the latest completed visit'),
})

export const clients = {
  find: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/clients',
    summary: 'Clients by the beginning of a name or the last digits of a phone, at most 20',
    may: MAY.findClients,
    params: z.object({ businessId: idShape<'business'>() }),
    query: z.object({
      q: z
        .string()
        .max(200)
        .regex(/^[^${}]*$/),
    }),
    returns: { 200: z.object({ clients: z.array(ClientBriefView) }) },
  }),
} as const
