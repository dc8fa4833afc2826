import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  axisOf,
  keptInside,
  LEAST_DRAWN,
  lanesOf,
  minuteAt,
  pixelsOf,
  restOf,
  snapped,
  ZOOM,
  zoomed,
} from './layout.ts'
import { overlap, type Span } from './model.ts'

const span = fc
  .tuple(fc.integer({ min: 0, max: 1800 }), fc.integer({ min: 1, max: 300 }))
  .map(([from, length]): Span => ({ from, until: from + length }))
const drawn = ({ from, until }: Span): Span => ({ from, until: Math.max(until, from + LEAST_DRAWN) })

describe('lanes', () => {
  test('no two visits ever cover each other', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 40 }), (spans) => {
        const lanes = lanesOf(spans)
        for (const [i, a] of spans.entries()) {
          for (const [j, b] of spans.entries()) {
            if (i >= j || !overlap(drawn(a), drawn(b))) continue
            expect(lanes[i]?.lane).not.toBe(lanes[j]?.lane)
            expect(lanes[i]?.of).toBe(lanes[j]?.of)
          }
        }
        for (const { lane, of } of lanes) expect(lane).toBeLessThan(of)
      }),
    )
  })

  test('what stands alone has the whole width', () => {
    expect(
      lanesOf([
        { from: 600, until: 660 },
        { from: 660, until: 700 },
      ]),
    ).toEqual([
      { lane: 0, of: 1 },
      { lane: 0, of: 1 },
    ])
  })

  test('a third one takes the lane that has become free', () => {
    expect(
      lanesOf([
        { from: 600, until: 720 },
        { from: 600, until: 630 },
        { from: 640, until: 700 },
      ]),
    ).toEqual([
      { lane: 0, of: 2 },
      { lane: 1, of: 2 },
      { lane: 1, of: 2 },
    ])
  })
})

describe('pixels and minutes', () => {
  test('there and back is the same minute at any zoom', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1800 }),
        fc.integer({ min: 0, max: 600 }),
        fc.integer({ min: ZOOM.least, max: ZOOM.most }),
        (minute, top, scale) => {
          expect(minuteAt(pixelsOf(minute, top, scale), top, scale)).toBeCloseTo(minute, 6)
        },
      ),
    )
  })

  test('a snapped minute is on the step and at most half a step away', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1800, noNaN: true }), fc.constantFrom(1, 5, 15), (minute, step) => {
        expect(snapped(minute, step) % step).toBe(0)
        expect(Math.abs(snapped(minute, step) - minute)).toBeLessThanOrEqual(step / 2)
      }),
    )
  })

  test('zoom stays between its bounds', () => {
    expect(zoomed(ZOOM.least, -1)).toBe(ZOOM.least)
    expect(zoomed(ZOOM.most, 3)).toBe(ZOOM.most)
  })

  test('what is dragged over the edge stays whole inside the day', () => {
    fc.assert(
      fc.property(span, (one) => {
        const axis = { from: 540, until: 1320 }
        const kept = keptInside(one, axis)
        expect(kept.from).toBeGreaterThanOrEqual(axis.from)
        expect(kept.until).toBeLessThanOrEqual(axis.until)
        expect(kept.until - kept.from).toBe(Math.min(one.until - one.from, axis.until - axis.from))
      }),
    )
  })
})

describe('the axis', () => {
  const usual = { from: 540, until: 1200 }
  const column = (open: Span[], piece?: Span) => ({ open, blocks: [], pieces: piece ? [piece as never] : [] })

  test('of a night goes on past midnight', () => {
    expect(axisOf([column([{ from: 1080, until: 1590 }])], usual)).toEqual({ from: 1080, until: 1620 })
  })

  test('a visit outside of the hours is still seen', () => {
    expect(axisOf([column([{ from: 600, until: 1140 }], { from: 555, until: 600 })], usual).from).toBe(540)
  })

  test('a closed day has the usual hours', () => {
    expect(axisOf([column([])], usual)).toEqual(usual)
  })
})

test('the rest and the spans fill the axis without touching', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 10 }), (spans) => {
      const axis = { from: 300, until: 1500 }
      const rest = restOf(axis, spans)
      for (let minute = axis.from; minute < axis.until; minute += 1) {
        const one = { from: minute, until: minute + 1 }
        expect(rest.some((span) => overlap(span, one))).toBe(!spans.some((span) => overlap(span, one)))
      }
    }),
    { numRuns: 30 },
  )
})
