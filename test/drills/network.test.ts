import { expect, test } from 'vitest'
import { network } from '../../drills/r7-network.ts'
import { notHeld } from './run-small.ts'

test('R7: whatever the wire to the database does, nothing is done twice and nobody waits for ever', async () => {
  expect(await notHeld(network, { ownServer: true })).toEqual([])
}, 180_000)
