import { expect, test } from 'vitest'
import { abuse } from '../../drills/r14-abuse.ts'
import { notHeld } from './run-small.ts'

test('R14: hostile input is refused, never a failure of ours', async () => {
  expect(await notHeld(abuse)).toEqual([])
}, 240_000)
