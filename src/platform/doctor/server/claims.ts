import { type Collection, type Document, Int32 } from 'mongodb'
import { type Behaviour, type Scratch, same } from './behaviour.ts'

const RACERS = 20

/** A diary of one word per number, as `diaries` writes it. */
async function diary(scratch: Scratch, words: number[]): Promise<Collection<Document>> {
  const diaries = await scratch.fresh()
  await diaries.insertOne({ words, plan: 1 })
  return diaries
}

const claim = (diaries: Collection<Document>, positions: number[], mask: number, more: object = {}) =>
  diaries.updateOne({ plan: 1, 'words.0': { $bitsAllClear: positions } }, { $bit: { 'words.0': { or: mask } } }, more)

export const claims: readonly Behaviour[] = [
  {
    name: 'a claim by bit positions meets only free cells, the 32nd included',
    reliedOnBy: 'no double booking',
    need: 'required',
    async try(scratch) {
      const diaries = await diary(scratch, [0, 0])
      same((await claim(diaries, [3, 31], (1 << 3) | (1 << 31))).matchedCount, 1)
      same((await claim(diaries, [31], 1 << 31)).matchedCount, 0)
      same((await claim(diaries, [2, 3], 0b1100)).matchedCount, 0)
      same((await claim(diaries, [2], 0b100)).matchedCount, 1)
      same(
        await diaries.distinct('words'),
        [(1 << 31) | 0b1100, 0].sort((a, b) => a - b),
      )
    },
  },
  {
    name: 'words stay int32 through $bit or and $bit and',
    reliedOnBy: 'the engine reads them as Int32Array',
    need: 'required',
    async try(scratch) {
      const diaries = await diary(scratch, [0])
      await claim(diaries, [31, 0], (1 << 31) | 1)
      same(await diaries.countDocuments({ 'words.0': { $type: 'int' } }), 1)
      await diaries.updateOne({}, { $bit: { 'words.0': { and: ~(1 << 31) } } })
      same(await diaries.countDocuments({ 'words.0': { $type: 'int' } }), 1)
      same(await diaries.distinct('words'), [1])
    },
  },
  {
    name: '$bitsAllClear does not match where the word is missing',
    reliedOnBy: 'months are made with all their words',
    need: 'required',
    async try(scratch) {
      same((await claim(await diary(scratch, []), [1], 2)).matchedCount, 0)
    },
  },
  {
    name: `of ${RACERS} transactions that claim one cell one gets it`,
    reliedOnBy: 'no double booking',
    need: 'required',
    async try(scratch) {
      const diaries = await diary(scratch, [0])
      const visits = await scratch.fresh()
      const book = (racer: number) =>
        scratch.inTransaction(async (session) => {
          const { matchedCount } = await claim(diaries, [7], 1 << 7, { session })
          if (matchedCount === 1) await visits.insertOne({ racer }, { session })
          return matchedCount
        })
      const won = await Promise.all(Array.from({ length: RACERS }, (_, racer) => book(racer)))
      same([won.filter((matched) => matched === 1).length, await visits.countDocuments()], [1, 1])
    },
  },
  {
    name: 'a change elsewhere in the document does not undo a claim',
    reliedOnBy: 'holds beside the words, the plan number',
    need: 'required',
    async try(scratch) {
      const diaries = await diary(scratch, [0])
      const hold = { id: 'h1', expiresAt: new Date(0) }
      await diaries.updateOne({}, { $bit: { 'words.0': { or: new Int32(6) } }, $push: { holds: hold } } as object)
      await diaries.updateOne({}, { $pull: { holds: { id: 'h1' } }, $inc: { plan: 1 } } as object)
      same(await diaries.findOne({}, { projection: { _id: 0 } }), { words: [6], plan: 2, holds: [] })
    },
  },
]
