import { expect, test } from 'vitest'
import { rights } from '../../drills/r12-rights.ts'
import { notHeld } from './run-small.ts'

test('R12: nobody reads or changes what the contract does not let him', async () => {
  expect(await notHeld(rights)).toEqual([])
}, 240_000)
