// Clocks that change: days with a hole and days with an hour twice, against Temporal; and a server's clock that is set
// back while people book.

import {
  changesIn,
  countStarts,
  daysAfter,
  HOURS,
  type Hours,
  type Span,
  type SpanFigures,
  ZONES,
} from './clocks/days.ts'
import { setBack, storm } from './clocks/set-back.ts'
import { type Drill, type Drilling, doctorClean, none } from './drill.ts'
import { tally } from './world/ask.ts'
import { openOwnServer } from './world/own-server.ts'
import { openSalon, startAt } from './world/salon.ts'

const SIZES = {
  small: { firstYear: 2024, years: 1, steps: [15, 20, 60], everyDayFrom: null, storm: 25 },
  long: { firstYear: 2020, years: 10, steps: [5, 10, 15, 20, 30, 60], everyDayFrom: '2026-01-01', storm: 1000 },
} as const

const AROUND = 3
const WEEKS = 105

export const clocks: Drill = {
  name: 'R16',
  title: 'days on which clocks change, and a clock that is set back',
  async run(drilling) {
    await countDays(drilling)
    await turnBack(drilling)
  },
}

async function countDays({ size, figure, world }: Drilling): Promise<void> {
  const { firstYear, years, steps, everyDayFrom } = SIZES[size]
  for (const zone of ZONES) {
    const weeks = changesIn(zone, firstYear, years).map((date) => daysAfter(date, -AROUND))
    const all = Array.from({ length: everyDayFrom ? WEEKS : 0 }, (_, week) => daysAfter(everyDayFrom ?? '', week * 7))
    const firsts = [...weeks, ...all]
    const spans = firsts.flatMap((first) =>
      steps.flatMap((step) =>
        (Object.keys(HOURS) as Hours[]).map((hours): Span => ({ zone, hours, step, first, days: 7 })),
      ),
    )
    let figures: SpanFigures = { starts: 0, lost: 0, doubled: 0, strange: 0 }
    for (const span of spans) {
      figures = sum(figures, countStarts(span))
      await new Promise(setImmediate) // connections that nobody serves for minutes are closed
    }
    world.log(`R16: ${zone} done`)
    figure({
      what: `${zone}: days, ${weeks.length} changes among them; starts`,
      value: `${spans.length * 7}; ${figures.starts}`,
    })
    figure(none(`${zone}: starts lost`, figures.lost))
    figure(none(`${zone}: starts doubled`, figures.doubled))
    figure(none(`${zone}: starts that should not be`, figures.strange))
  }
}

const sum = (one: SpanFigures, other: SpanFigures): SpanFigures => ({
  starts: one.starts + other.starts,
  lost: one.lost + other.lost,
  doubled: one.doubled + other.doubled,
  strange: one.strange + other.strange,
})

async function turnBack(drilling: Drilling): Promise<void> {
  const { world, random, size, figure, remark } = drilling
  const own = openOwnServer(world, startAt(0, 0).getTime() / 60_000)
  const salon = await openSalon(own.app, { name: 'Set back', people: 1, durations: [30], leadTime: 60 })
  const outcomes = await setBack(own, salon, random)
  const wrong = outcomes.filter(({ held }) => !held)
  figure({ what: 'clock set back one hour: steps', value: outcomes.length })
  figure(none('steps with another outcome', wrong.length))
  for (const { what, expected, answer } of wrong)
    remark(`${what}: must be ${expected}, is ${answer.status} ${answer.body}`)
  const answers = await storm(own, salon, random, SIZES[size].storm)
  const told = Object.entries(tally(answers.map(({ status }) => ({ status, headers: {}, body: '', ms: 0 }))))
  figure({
    what: 'requests while it jumps to and fro',
    value: told.map(([status, count]) => `${count} × ${status}`).join(', '),
  })
  const failed = answers.filter(({ status }) => status >= 500)
  figure(none('5xx', failed.length))
  for (const { body } of failed.slice(0, 3)) remark(body)
  await doctorClean(drilling, 'after it')
  await own.server.close()
}
