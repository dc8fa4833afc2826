import { expect, test } from 'vitest'
import { occupancy } from '../../drills/r2-occupancy.ts'
import { notHeld } from './run-small.ts'

test('R2: nobody is at two places, whatever guests and owners do at once', async () => {
  expect(await notHeld(occupancy)).toEqual([])
}, 180_000)
