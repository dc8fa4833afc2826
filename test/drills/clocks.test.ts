import { expect, test } from 'vitest'
import { clocks } from '../../drills/r16-clocks.ts'
import { notHeld } from './run-small.ts'

test('R16: no start is lost or doubled when clocks change, and none sold twice when one is set back', async () => {
  expect(await notHeld(clocks)).toEqual([])
}, 120_000)
