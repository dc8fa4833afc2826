import type { Random } from './world/random.ts'
import type { World } from './world/world.ts'

/** One thing counted or seen; `held` is left out where it is only told. */
export interface Figure {
  what: string
  value: string | number
  /** What the value must be, in words. */
  must?: string
  held?: boolean
}

/** `small` is what every run of the tests does. */
export type Size = 'small' | 'long'

export interface Drilling {
  world: World
  size: Size
  random: Random
  figure(figure: Figure): void
  /** A sentence that helps to find out why something did not hold. */
  remark(text: string): void
}

export interface Drill {
  name: string
  title: string
  run(drilling: Drilling): Promise<void>
}

export interface DrillReport {
  name: string
  title: string
  size: Size
  seed: number
  seconds: number
  held: boolean
  figures: Figure[]
  remarks: string[]
}

/** A figure that must be exactly this. */
export const exactly = (what: string, value: number, expected: number): Figure => ({
  what,
  value,
  must: String(expected),
  held: value === expected,
})

export const none = (what: string, value: number): Figure => exactly(what, value, 0)

/** The doctor's word on the database as it is now. */
export async function doctorClean({ world, figure, remark }: Drilling, when: string): Promise<void> {
  const findings = await world.doctor()
  figure(none(`doctor's findings ${when}`, findings.length))
  for (const { code, subject, found, expected } of findings.slice(0, 5))
    remark(`doctor: ${code} ${subject} ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`)
}
