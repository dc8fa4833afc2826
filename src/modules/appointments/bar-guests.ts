// Who has filled a calendar in vain books nothing online here for a while: a phone, by its card, or a device. Nobody is
// barred by a network's address (decision 13), and whoever calls is booked as ever.

import type { Clock } from '#kernel/clock.ts'
import type { AppointmentId, BusinessId, ClientId, HoldId, UserId } from '#kernel/ids.ts'
import type { Clients } from '#modules/clients/index.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import type { Appointment } from './appointment.ts'
import type { BookingBars } from './booking-bars.store.ts'
import type { HoldsStore } from './holds.store.ts'

type User = Extract<Actor, { kind: 'user' }>

export interface BarDeps {
  clock: Clock
  inTransaction: InTransaction
  clients: Pick<Clients, 'phoneOwners' | 'barPhone' | 'unbarPhone' | 'barredPhones'>
  bars: Pick<BookingBars, 'barDevice' | 'unbarDevice' | 'barredDevices'>
  holds: Pick<HoldsStore, 'ofHolder'>
  releaseHolds: (businessId: BusinessId, ids: readonly HoldId[]) => Promise<void>
  events: Events
  namesOf: (ids: readonly UserId[]) => Promise<ReadonlyMap<UserId, string>>
}

/** What is barred: the phone of a visit's client, or the device that booked it. */
export interface BarWish {
  kind: 'phone' | 'device'
  visitId: AppointmentId
}

export interface Bar {
  id: string
  kind: BarWish['kind']
  /** A phone, or the sign of a device. */
  shown: string
  name: string | null
  until: Date
  at: Date
  by: string | null
}

/** Who is meant by what was chosen of some visits; each once. */
export interface Barred {
  phones: ClientId[]
  devices: string[]
}

const MOST = 200
const DAY_MS = 86_400_000
const DEVICE = 'device:'

export async function whoIsMeant(
  { clients }: Pick<BarDeps, 'clients'>,
  businessId: BusinessId,
  visits: readonly Appointment[],
  wishes: readonly BarWish[],
): Promise<Barred> {
  const meant = (kind: BarWish['kind']) =>
    visits.filter(({ id }) => wishes.some((wish) => wish.kind === kind && wish.visitId === id))
  const ofPhones = meant('phone').map(({ clientId }) => clientId)
  const owners = ofPhones.length > 0 ? await clients.phoneOwners(businessId, ofPhones) : new Map()
  const devices = meant('device').flatMap(({ bookedBy }) => (bookedBy?.startsWith(DEVICE) ? [bookedBy] : []))
  return { phones: [...new Set<ClientId>(owners.values())], devices: [...new Set(devices)] }
}

/** Within the transaction of the act. @returns the ids of the bars */
export async function bar(
  { clock, clients, bars, events }: BarDeps,
  businessId: BusinessId,
  { phones, devices }: Barred,
  days: number,
  actor: User,
  tx: Tx,
): Promise<string[]> {
  const at = clock.now()
  const rule = { until: new Date(at.getTime() + days * DAY_MS), by: actor.userId, at }
  const ids: string[] = []
  const told = (kind: BarWish['kind'], id: string) => {
    ids.push(id)
    const subject = { kind: 'booking-bar', id }
    const data = { kind, until: rule.until }
    return events.append({ businessId, type: 'booking-bar.set', subject, version: 1, actor, data, at }, tx)
  }
  for (const id of phones) if (await clients.barPhone(businessId, id, rule, tx)) await told('phone', id)
  for (const holder of devices) await told('device', await bars.barDevice(businessId, holder, rule, tx))
  return ids
}

/** What a barred device holds already is given back: else it could still be booked. */
export async function releaseHeldBy(deps: BarDeps, businessId: BusinessId, devices: readonly string[]): Promise<void> {
  for (const device of devices) {
    const hold = await deps.holds.ofHolder(businessId, device)
    if (hold) await deps.releaseHolds(businessId, [hold.id])
  }
}

/** Those that hold now, the first to end first. */
export const readBars =
  ({ clock, clients, bars, namesOf }: BarDeps) =>
  async (businessId: BusinessId): Promise<Bar[]> => {
    const now = clock.now()
    const [phones, devices] = await Promise.all([
      clients.barredPhones(businessId, now, MOST),
      bars.barredDevices(businessId, now, MOST),
    ])
    const people = [...new Set([...phones, ...devices].map(({ by }) => by))]
    const names = people.length > 0 ? await namesOf(people) : new Map<UserId, string>()
    const all: Bar[] = [
      ...phones.map(({ clientId, phone, by, ...one }) => ({
        ...{ ...one, id: clientId as string, kind: 'phone' as const, shown: phone },
        by: names.get(by) ?? null,
      })),
      ...devices.map(({ device, by, ...one }) => ({
        ...{ ...one, kind: 'device' as const, shown: device, name: null },
        by: names.get(by) ?? null,
      })),
    ]
    return all.sort((a, b) => a.until.getTime() - b.until.getTime())
  }

/** Taken back before its time; nothing where it has ended already. */
export const removeBar =
  ({ clock, inTransaction, clients, bars, events }: BarDeps) =>
  (businessId: BusinessId, id: string, actor: User): Promise<void> =>
    inTransaction(async (tx) => {
      const at = clock.now()
      const isGone =
        (await bars.unbarDevice(businessId, id, tx)) || (await clients.unbarPhone(businessId, id as ClientId, at, tx))
      if (!isGone) return
      const subject = { kind: 'booking-bar', id }
      await events.append({ businessId, type: 'booking-bar.removed', subject, version: 2, actor, at }, tx)
    })
