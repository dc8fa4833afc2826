import { expect, test } from 'vitest'
import { idempotency } from '../../drills/r9-idempotency.ts'
import { notHeld } from './run-small.ts'

// What a killed server leaves open in the database can be ended early only where the whole database server is ours.
test('R9: a key has one effect, also when the server dies', async () => {
  expect(await notHeld(idempotency, { ownServer: true })).toEqual([])
}, 120_000)
