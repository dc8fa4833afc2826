import { expect, test } from 'vitest'
import { interleavings } from '../../drills/r4-interleavings.ts'
import { notHeld } from './run-small.ts'

test('R4: whoever comes between whom, nothing is lost and nobody is at two places', async () => {
  expect(await notHeld(interleavings)).toEqual([])
}, 180_000)
