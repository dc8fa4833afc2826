// Who calls, what he usually takes, and that he agreed by phone.

import { z } from 'zod'
import { idShape, localDateShape, localeShape, tengeShape } from '#kernel/shapes.ts'
import { visitObjectShape, visitPlaceShape } from '#modules/clients/index.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'

const instant = z.iso.datetime({ offset: true })
const Business = z.object({ businessId: idShape<'business'>() })
const OneCaller = Business.extend({ clientId: idShape<'client'>() })

const Moment = z.object({ startTime: instant, date: localDateShape, time: z.string() })

const Brief = z.object({
  id: idShape<'client'>(),
  name: z.string(),
  phone: z.string().nullable(),
  phoneShown: z.string().nullable(),
  totalAppointments: z.int(),
  next: Moment.extend({ id: idShape<'appointment'>() }).nullable(),
  last: localDateShape.nullable().describe('Of the latest completed visit'),
  noShows: z.int(),
  hasAllergy: z.boolean(),
})

const Line = z.object({
  serviceId: idShape<'service'>(),
  staffId: idShape<'staff'>().nullable(),
  variant: z.string().nullable(),
  name: z.string(),
  staffName: z.string().nullable(),
})

const Consent = z.object({ text: z.string(), locale: localeShape, by: z.string().nullable(), at: instant })

export const callers = {
  find: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/callers',
    summary: 'Clients by a name or the last digits of a phone, with what matters while it rings; at most 20',
    may: MAY.findClients,
    params: Business,
    query: z.object({
      q: z
        .string()
        .max(200)
        .regex(/^[^${}]*$/),
    }),
    returns: { 200: z.object({ callers: z.array(Brief) }) },
    refuses: ['not_found'],
  }),
  read: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/callers/:clientId',
    summary: 'A client with address, objects and family, as a booking needs them, and whether he agreed by phone',
    may: MAY.findClients,
    params: OneCaller,
    returns: {
      200: Brief.extend({
        place: visitPlaceShape.nullable(),
        objects: z.array(visitObjectShape),
        family: z.array(z.object({ id: idShape<'client'>(), name: z.string(), relation: z.enum(['child', 'other']) })),
        consent: Consent.nullable().describe('The last one told by phone'),
        consentText: z.string().describe('Version of the text that is read now'),
      }),
    },
    refuses: ['not_found'],
  }),
  usual: endpoint({
    method: 'GET',
    path: '/api/businesses/:businessId/callers/:clientId/usual',
    summary: 'What the client mostly takes, at the next such weekday and hour; what is free instead, where it is taken',
    may: MAY.findClients,
    params: OneCaller,
    returns: {
      200: z.object({
        usual: z
          .object({
            lines: z.array(Line),
            times: z.int().describe('How often it was taken'),
            place: visitPlaceShape.nullable(),
            object: visitObjectShape.nullable(),
            wanted: Moment.describe('The next such weekday and hour'),
            offers: z
              .array(Moment.extend({ staffIds: z.array(idShape<'staff'>().nullable()).describe('By line, in order') }))
              .describe(
                'The wanted one alone where it is free; else what is free instead, such an hour of a later week with it',
              ),
            isFree: z.boolean(),
            price: tengeShape.describe('With the usual people'),
          })
          .nullable()
          .describe('Null: never came, or what he took is not offered any more'),
      }),
    },
    refuses: ['not_found'],
  }),
  agree: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/callers/:clientId/consents',
    summary: 'The text was read to the client by phone, and he agreed',
    may: MAY.findClients,
    idempotent: 'by key',
    params: OneCaller,
    body: z.object({ text: z.string().min(1).max(40), locale: localeShape }),
    returns: { 201: z.object({ consent: Consent }) },
    refuses: ['not_found', 'key_reused', 'consent_text_old'],
  }),
} as const
