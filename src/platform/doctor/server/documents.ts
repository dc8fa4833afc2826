import { Decimal128 } from 'mongodb'
import { type Behaviour, must, refusal, same } from './behaviour.ts'

const DOCUMENT_REFUSED = 121

const validator = {
  $jsonSchema: {
    bsonType: 'object',
    required: ['status', 'at'],
    properties: {
      status: { enum: ['scheduled', 'cancelled'] },
      at: { bsonType: 'date' },
      price: { bsonType: ['int', 'long', 'double'], multipleOf: 1, minimum: 0 },
    },
  },
}
const GOOD = { status: 'scheduled', at: new Date(0), price: 3e9 }

export const documents: readonly Behaviour[] = [
  {
    name: 'a validator refuses an insert that does not fit',
    reliedOnBy: 'fields, types and enums of the specification',
    need: 'required',
    async try({ fresh }) {
      const visits = await fresh({ validator })
      await visits.insertOne({ ...GOOD })
      const wrong = {
        'another status': { status: 'lost' },
        'text for a date': { at: '2026-11-22' },
        'half a tenge': { price: 0.5 },
      }
      for (const [what, field] of Object.entries(wrong)) {
        const error = await refusal(visits.insertOne({ ...GOOD, ...field }), `${what} was taken`)
        same(error.code, DOCUMENT_REFUSED)
      }
    },
  },
  {
    name: 'a validator refuses an update that does not fit',
    reliedOnBy: 'fields, types and enums of the specification',
    need: 'required',
    async try({ fresh }) {
      const visits = await fresh({ validator })
      await visits.insertOne({ ...GOOD })
      const error = await refusal(visits.updateOne({}, { $set: { status: 'lost' } }), 'another status was taken')
      same(error.code, DOCUMENT_REFUSED)
    },
  },
  {
    name: 'a validator can be changed, and moderate lets old documents be',
    reliedOnBy: 'migrate, adopting a foreign database',
    need: 'required',
    async try({ db, fresh }) {
      const visits = await fresh()
      await visits.insertOne({ status: 'old' })
      const collMod = visits.collectionName
      await db.command({ collMod, validator, validationLevel: 'moderate', validationAction: 'error' })
      await visits.updateOne({}, { $set: { note: 'changed' } })
      await db.command({ collMod, validator, validationLevel: 'strict', validationAction: 'error' })
      await refusal(visits.updateOne({}, { $set: { note: 'again' } }), 'strict was lenient')
      same((await visits.options()).validator, validator)
    },
  },
  {
    name: 'bulk writes, ordered, with a count of each kind',
    reliedOnBy: 'demo, migrations, repair',
    need: 'required',
    async try({ fresh }) {
      const rows = await fresh()
      const result = await rows.bulkWrite([
        { insertOne: { document: { _id: 1, n: 1 } as object } },
        { updateOne: { filter: { n: 2 }, update: { $set: { n: 3 } }, upsert: true } },
        { updateMany: { filter: {}, update: { $inc: { n: 1 } } } },
        { deleteOne: { filter: { n: 2 } } },
      ])
      same([result.insertedCount, result.upsertedCount, result.modifiedCount, result.deletedCount], [1, 1, 2, 1])
      same(await rows.distinct('n'), [4])
    },
  },
  {
    name: 'array filters change the elements meant and no other',
    reliedOnBy: 'lines of a visit',
    need: 'required',
    async try({ fresh }) {
      const visits = await fresh()
      await visits.insertOne({
        lines: [
          { id: 1, parts: [{ busy: true }] },
          { id: 2, parts: [{ busy: true }] },
        ],
      })
      await visits.updateOne(
        {},
        { $set: { 'lines.$[line].parts.$[].busy': false } },
        { arrayFilters: [{ 'line.id': 2 }] },
      )
      same(await visits.distinct('lines'), [
        { id: 1, parts: [{ busy: true }] },
        { id: 2, parts: [{ busy: false }] },
      ])
    },
  },
  {
    name: 'an upsert by a pipeline puts one element first and its twin away, with literal texts',
    reliedOnBy: 'objects on a client card',
    need: 'required',
    async try({ fresh }) {
      const cards = await fresh()
      const use = (key: string) => {
        const isIt = { $eq: ['$$this', { $literal: key }] }
        const all = { $ifNull: ['$objects', []] }
        const others = { $filter: { input: all, cond: { $not: [isIt] } } }
        const objects = { $slice: [{ $concatArrays: [[{ $literal: key }], others] }, 2] }
        const made = { $cond: [{ $eq: [{ $type: '$name' }, 'missing'] }, { $literal: { name: '$phone' } }, {}] }
        const stages = [{ $replaceWith: { $mergeObjects: [made, '$$ROOT', { objects }] } }]
        return cards.findOneAndUpdate({ phone: '+7' }, stages, { upsert: true, returnDocument: 'after' })
      }
      for (const key of ['$a', 'b', 'c', 'b']) await use(key)
      const card = await use('$a')
      same([card?.name, card?.phone, card?.objects], ['$phone', '+7', ['$a', 'b']])
    },
  },
  {
    name: 'an update is compare-and-set, and tells matched from modified',
    reliedOnBy: 'version of a visit, leases',
    need: 'required',
    async try({ fresh }) {
      const visits = await fresh()
      await visits.insertOne({ version: 1, status: 'scheduled' })
      const cancel = () => visits.updateOne({ version: 1 }, { $set: { status: 'cancelled' }, $inc: { version: 1 } })
      const [first, second] = await Promise.all([cancel(), cancel()])
      same(first.matchedCount + second.matchedCount, 1)
      const { matchedCount, modifiedCount } = await visits.updateOne({}, { $set: { status: 'cancelled' } })
      same([matchedCount, modifiedCount], [1, 0])
    },
  },
  {
    name: 'more than one batch is read to its end',
    reliedOnBy: 'plan and diaries in one find, doctor',
    need: 'required',
    async try({ fresh }) {
      const rows = await fresh()
      await rows.insertMany(Array.from({ length: 1200 }, (_, n) => ({ n })))
      same((await rows.find().toArray()).length, 1200)
      same((await rows.find().batchSize(1000).sort({ n: -1 }).toArray()).at(0)?.n, 1199)
    },
  },
  {
    name: 'decimal numbers are summed exactly',
    reliedOnBy: 'nothing yet',
    need: 'optional',
    async try({ fresh }) {
      const rows = await fresh()
      await rows.insertMany(['0.1', '0.2'].map((value) => ({ value: Decimal128.fromString(value) })))
      const [total] = await rows.aggregate([{ $group: { _id: null, sum: { $sum: '$value' } } }]).toArray()
      must(String(total?.sum) === '0.3', `0.1 + 0.2 = ${total?.sum}`)
    },
  },
]
