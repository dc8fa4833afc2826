// A place where everything can be short: people, a room, a few machines of a kind.

import type { ResourceId, ServiceId, StaffId } from '#kernel/ids.ts'
import type { CartLine } from '#modules/appointments/index.ts'
import type { App } from '../../src/main/app.ts'
import { line } from '../world/desk.ts'
import type { Random } from '../world/random.ts'
import { openSalon, type Salon, serving } from '../world/salon.ts'

export interface Floor {
  salon: Salon
  people: StaffId[]
  /** By a person alone, of unequal lengths and with cleaning up after one of them. */
  plain: ServiceId[]
  inRoom: ServiceId
  onMachine: ServiceId
  /** Needs nobody. */
  roomOnly: ServiceId
  room: ResourceId
  machines: ResourceId
}

export const MACHINES = 3

export async function openFloor(app: App, name: string, people = 3): Promise<Floor> {
  const salon = await openSalon(app, { name, people: 0, durations: [30, 45, 60] })
  const { businessId, owner } = salon
  const locationId = salon.locationId as never
  const resource = (kind: string, units: number) =>
    app.resources.add(businessId, locationId, { name: kind, kind, units }, owner)
  const room = await resource('room', 1)
  const machines = await resource('machine', MACHINES)
  const service = async (wished: Parameters<App['services']['add']>[1]) =>
    (await app.services.add(businessId, wished, owner)).id
  const needs = { duration: 40, price: 4000 }
  const inRoom = await service({ ...needs, name: 'In the room', resource: { resourceId: room.id } })
  const onMachine = await service({ ...needs, name: 'On a machine', resource: { kind: 'machine' }, after: 10 })
  const roomOnly = await service({
    ...{ ...needs, name: 'The room alone', needsPerson: false },
    resource: { resourceId: room.id },
  })
  const skills = [...salon.services.map(({ id }) => id), inRoom, onMachine].map((serviceId) => ({ serviceId }))
  const staff: StaffId[] = []
  for (let order = 1; order <= people; order += 1) {
    const person = { name: `Person ${order}`, ...serving(salon), services: skills, order }
    staff.push((await app.staff.add(businessId, person, owner)).id)
  }
  const plain = salon.services.map(({ id }) => id)
  return { salon, people: staff, plain, inRoom, onMachine, roomOnly, room: room.id, machines: machines.id }
}

/** One service to three, each by somebody named or by anybody. */
export function someCart(random: Random, floor: Floor): CartLine[] {
  const { plain, inRoom, onMachine, roomOnly, people } = floor
  const services = [...plain, ...plain, inRoom, onMachine, onMachine, roomOnly]
  const length = [1, 1, 1, 2, 2, 3][random.int(6)] ?? 1
  return Array.from({ length }, () => {
    const serviceId = services[random.int(services.length)] ?? roomOnly
    const isNamed = serviceId !== roomOnly && random.int(2) === 0
    return line(serviceId, isNamed ? (people[random.int(people.length)] ?? null) : null)
  })
}
