import type { Db } from 'mongodb'
import { notFound } from '#kernel/errors.ts'
import type { BusinessId, ClientId } from '#kernel/ids.ts'
import type { Clients } from '#modules/clients/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import { formatsOf } from '#platform/i18n/format.ts'
import { translator } from '#platform/i18n/translator.ts'
import { type CallDeps, callClient } from './call-client.ts'
import { type CallListDeps, readAloud, readCallList } from './call-list.ts'
import { createCallsStore } from './calls.store.ts'
import { deskRoutes } from './desk.routes.ts'
import { createTicksStore } from './ticks.store.ts'
import { readWeekCard, tickWeek, type WeekDeps } from './week-card.ts'

export { callsCollection } from './calls.store.ts'
export { weekTicksCollection } from './ticks.store.ts'

type Given = Omit<CallDeps & CallListDeps & WeekDeps, 'calls' | 'ticks' | 'language' | 'clients'>

export interface DeskDeps extends Given {
  db: Db
  clients: CallDeps['clients'] & CallListDeps['clients'] & Pick<Clients, 'setByPhone'>
}

function createApi({ db, ...given }: DeskDeps) {
  const language: CallListDeps['language'] = (locale) => ({ t: translator(locale), f: formatsOf(locale) })
  const deps = { ...given, language, calls: createCallsStore(db), ticks: createTicksStore(db) }
  const { clock, inTransaction, clients, events } = deps
  return {
    callList: readCallList(deps),
    readAloud: readAloud(deps),
    call: callClient(deps),
    weekCard: readWeekCard(deps),
    tickWeek: tickWeek(deps),

    /** This client is called, or no more so. @throws notFound `not_found` */
    setByPhone: (businessId: BusinessId, id: ClientId, byPhone: boolean, actor: Actor): Promise<void> =>
      inTransaction(async (tx) => {
        const at = clock.now()
        if (!(await clients.setByPhone(businessId, id, byPhone, at, tx))) throw notFound('not_found')
        const subject = { kind: 'client', id }
        const data = { byPhone }
        await events.append({ businessId, type: 'client.reach-changed', subject, version: 1, actor, data, at }, tx)
      }),
  }
}

export type Desk = ReturnType<typeof createApi>

/** What the desk goes through: the calls of a day and the list of a week. */
export const createDesk = (deps: DeskDeps) => ({ routes: deskRoutes(createApi(deps)) })
