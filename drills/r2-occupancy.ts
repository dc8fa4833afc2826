// Nobody is at two places, and no room holds two: whatever guests, staff and owners do at once, on two servers and beside them.

import { type Drill, type Drilling, doctorClean, none } from './drill.ts'
import { changes } from './occupancy/changes.ts'
import { occupancyOf } from './occupancy/count.ts'
import { crowd } from './occupancy/crowd.ts'
import { type Duel, duels } from './occupancy/duels.ts'
import { type Floor, openFloor } from './occupancy/floor.ts'
import { staffCrowd } from './occupancy/staff-crowd.ts'
import { STAFF_DUELS } from './occupancy/staff-duels.ts'
import type { Reply } from './world/ask.ts'

const SIZES = {
  small: { acts: 120, duels: 1, changes: 1, staffActs: 60 },
  long: { acts: 3000, duels: 30, changes: 8, staffActs: 2000 },
} as const

export const occupancy: Drill = {
  name: 'R2',
  title:
    'occupancy: guests, staff and changes of the plan at once; rooms, pools, holds, moves, overrides, blocks, replays',
  async run(drilling) {
    const sizes = SIZES[drilling.size]
    await crowded(drilling, sizes.acts)
    await fought(drilling, sizes.duels, 'wishes that exclude each other')
    await raced(drilling, sizes.changes)
    await crowdedByStaff(drilling, sizes.staffActs)
    await fought(drilling, sizes.duels, 'wishes of staff and guests that exclude each other', STAFF_DUELS)
  },
}

async function crowded(drilling: Drilling, count: number): Promise<void> {
  const { world, figure, remark } = drilling
  const floor = await openFloor(world.app, 'Crowded floor', 4)
  const { acts, failures, strange, cameBack } = await crowd(drilling, floor, count)
  const what = 'everything at once'
  figure({ what: `${what}: acts`, value: `${Object.values(acts).reduce((sum, one) => sum + one, 0)}: ${show(acts)}` })
  figure({ what: `${what}: told to come back (503) with the same key`, value: cameBack })
  figure(none(`${what}: 5xx or no answer`, failures.length))
  figure(none(`${what}: other refusals than 404 and 409`, strange.length))
  for (const reply of [...failures, ...strange].slice(0, 5)) remark(told(reply))
  await counted(drilling, what, [floor])
}

async function crowdedByStaff(drilling: Drilling, count: number): Promise<void> {
  const { world, figure, remark } = drilling
  const floor = await openFloor(world.app, 'Crowded desk', 4)
  const { acts, failures, strange, cameBack, doubled } = await staffCrowd(drilling, floor, count)
  const what = 'staff and guests at once'
  figure({ what: `${what}: acts`, value: `${Object.values(acts).reduce((sum, one) => sum + one, 0)}: ${show(acts)}` })
  figure({ what: `${what}: told to come back (503) with the same key`, value: cameBack })
  figure(none(`${what}: keys sent again, late and out of order, with more than one effect`, doubled))
  figure(none(`${what}: 5xx or no answer`, failures.length))
  figure(none(`${what}: other refusals than 404 and 409`, strange.length))
  for (const reply of [...failures, ...strange].slice(0, 5)) remark(told(reply))
  await counted(drilling, what, [floor])
}

async function fought(drilling: Drilling, rounds: number, what: string, all?: readonly Duel[]): Promise<void> {
  const { world, figure, remark } = drilling
  const floor = await openFloor(world.app, 'Duels')
  const { cases, wrong, failures } = await duels(drilling, floor, rounds, all)
  figure({ what: `${what}: cases`, value: cases })
  figure(none(`${what}: another number granted than may be`, wrong.length))
  figure(none(`${what}: 5xx or no answer`, failures))
  for (const one of wrong.slice(0, 8)) remark(one)
  await counted(drilling, what, [floor])
}

async function raced(drilling: Drilling, rounds: number): Promise<void> {
  const { figure, remark } = drilling
  const { cases, before, refused, late, cameBack, failures, floors } = await changes(drilling, rounds)
  const what = 'changes of the plan among bookings'
  figure({ what: `${what}: cases`, value: cases })
  figure({ what: `${what}: visits there before the change`, value: before, must: '≥ 1', held: before > 0 })
  figure({ what: `${what}: refused`, value: refused, must: '≥ 1', held: refused > 0 })
  figure(none(`${what}: booked after it`, late.length))
  figure({ what: `${what}: told to come back (503) with the same key`, value: cameBack })
  figure(none(`${what}: 5xx or no answer`, failures))
  for (const one of late.slice(0, 8)) remark(one)
  await counted(drilling, what, floors)
}

async function counted(drilling: Drilling, what: string, floors: readonly Floor[]): Promise<void> {
  const sum = { owners: 0, overlaps: 0, unclaimed: 0 }
  for (const floor of floors) {
    const { owners, overlaps, unclaimed } = await occupancyOf(drilling.world, floor)
    sum.owners += owners
    sum.overlaps += overlaps
    sum.unclaimed += unclaimed
  }
  drilling.figure({ what: `${what}: live visits and holds counted`, value: sum.owners })
  drilling.figure(none(`${what}: times with more than there is room for`, sum.overlaps))
  drilling.figure(none(`${what}: services whose person or room was not claimed`, sum.unclaimed))
  await doctorClean(drilling, `after ${what}`)
}

const told = ({ status, body }: Reply): string => `${status} ${body.slice(0, 300)}`
const show = (acts: Record<string, number>): string =>
  Object.entries(acts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([act, count]) => `${count} × ${act}`)
    .join(', ')
