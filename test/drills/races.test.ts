import { expect, test } from 'vitest'
import { races } from '../../drills/r1-races.ts'
import { notHeld } from './run-small.ts'

test('R1: of all who race for one time over two servers, one gets it', async () => {
  expect(await notHeld(races)).toEqual([])
}, 120_000)
