import { expect, test } from 'vitest'
import { oracle } from '../../drills/oracle.ts'
import { notHeld } from './run-small.ts'

test('the engine agrees with an oracle that walks minute by minute, over HTTP too', async () => {
  expect(await notHeld(oracle)).toEqual([])
}, 120_000)
