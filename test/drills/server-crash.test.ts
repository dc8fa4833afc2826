import { expect, test } from 'vitest'
import { serverCrash } from '../../drills/r5-server-crash.ts'
import { notHeld } from './run-small.ts'

test('R5: what a dying server answered is stored, and asked again it is done once', async () => {
  expect(await notHeld(serverCrash, { ownServer: true })).toEqual([])
}, 180_000)
