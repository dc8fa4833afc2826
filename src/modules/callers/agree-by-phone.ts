import type { Clock } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import type { BusinessId, ClientId, Ids } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import type { Clients } from '#modules/clients/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import type { Consent, Consents } from './consents.store.ts'

/** Raised whenever the words of `callers.consentText` change: who agreed to the old ones did not agree to the new. */
export const CONSENT_TEXT = '2026-11'

export interface AgreeDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  idempotency: Pick<Idempotency, 'once'>
  events: Pick<Events, 'append'>
  clients: Pick<Clients, 'household'>
  consents: Consents
}

/**
 * "Told and agreed by phone": who read which text, and when. Nothing that stands in this log is ever changed.
 * @throws notFound `not_found` also for the card of those without a name; conflict `consent_text_old`; invalid `key_reused`
 */
export const agreeByPhone =
  (deps: AgreeDeps) =>
  async (
    businessId: BusinessId,
    id: ClientId,
    { text, locale }: { text: string; locale: Locale },
    actor: Extract<Actor, { kind: 'user' }>,
    key: string,
  ): Promise<Consent> => {
    if (text !== CONSENT_TEXT) throw conflict('consent_text_old')
    const card = await deps.clients.household(businessId, id)
    if (!card || card.isWalkIn) throw notFound('not_found')
    const consent: Consent = { text, locale, by: actor.userId, at: deps.clock.now() }
    const body = { consent: { id, text, locale } }
    const told = await deps.idempotency.once(
      { scope: businessId, actor: actorName(actor), key, body },
      async (remember) => {
        const consentId = deps.ids.next()
        await deps.inTransaction(async (tx) => {
          await remember({ consentId }, tx)
          await deps.consents.add(businessId, id, consent, consentId, tx)
          const subject = { kind: 'client-consent', id }
          const event = {
            businessId,
            type: 'client.agreed-by-phone',
            subject,
            version: 1,
            actor,
            data: { text, locale },
          }
          await deps.events.append({ ...event, at: consent.at }, tx)
        })
        return consent
      },
      () => deps.consents.last(businessId, id),
    )
    return told ?? consent
  }
