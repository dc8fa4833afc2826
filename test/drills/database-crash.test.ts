import { expect, test } from 'vitest'
import { databaseCrash } from '../../drills/r6-database-crash.ts'
import { notHeld } from './run-small.ts'

test('R6: what a dying database answered for is there when it is back', async () => {
  expect(await notHeld(databaseCrash, { ownServer: true })).toEqual([])
}, 180_000)
