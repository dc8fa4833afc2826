import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createQueue } from './queue.ts'

test('works of one key run one after another, those of other keys beside them', async () => {
  const queue = createQueue()
  const seen: string[] = []
  const work = (name: string, ms: number) => async () => {
    seen.push(`${name} begins`)
    await pause(ms)
    seen.push(`${name} ends`)
  }
  await Promise.all([
    queue(['a'], work('first', 30)),
    queue(['a', 'b'], work('second', 1)),
    queue(['c'], work('other', 1)),
  ])
  expect(seen).toEqual(['first begins', 'other begins', 'other ends', 'first ends', 'second begins', 'second ends'])
})

test('tells a work whether others were before it', async () => {
  const queue = createQueue()
  const waited = async (was: boolean) => was
  expect(await Promise.all([queue(['a'], waited), queue(['a'], waited)])).toEqual([false, true])
  expect(await queue(['a'], waited)).toBe(false)
})

test('who waits too long is told to come back, and those behind him still wait for the stuck one', async () => {
  const queue = createQueue({ patienceMs: 30 })
  const stuck = Promise.withResolvers<string>()
  const first = queue(['a'], () => stuck.promise)
  const second = queue(['a'], async () => 'second')
  await expect(second).rejects.toMatchObject({ kind: 'busy', code: 'server_busy' })
  let began = false
  const third = queue(['a'], async () => {
    began = true
    return 'third'
  })
  await pause(10)
  expect(began).toBe(false)
  stuck.resolve('first')
  expect(await first).toBe('first')
  expect(await third).toBe('third')
})
