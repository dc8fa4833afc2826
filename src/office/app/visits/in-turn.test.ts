import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

const held = () => Promise.withResolvers<void>()

test('acts on one visit go one after another, whatever became of the one before; others do not wait', async () => {
  const sent: string[] = []
  const first = held()
  const act =
    (name: string, until: Promise<void> = Promise.resolve()) =>
    () => {
      sent.push(name)
      return until
    }
  const lost = inTurn(['a'], act('a1', first.promise))
  const second = inTurn(['a', 'b'], act('a2'))
  await inTurn(['c'], act('c1'))
  expect(sent).toEqual(['a1', 'c1'])
  first.reject(new Error('refused'))
  await expect(lost).rejects.toThrow('refused')
  await second
  await inTurn(['b'], act('b1'))
  expect(sent).toEqual(['a1', 'c1', 'a2', 'b1'])
})
