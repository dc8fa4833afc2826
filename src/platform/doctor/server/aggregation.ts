import { type Behaviour, same } from './behaviour.ts'

export const aggregation: readonly Behaviour[] = [
  {
    name: '$lookup with a pipeline, $unwind, $group, $expr',
    reliedOnBy: 'doctor',
    need: 'required',
    async try({ fresh }) {
      const [clients, visits] = [await fresh(), await fresh()]
      await clients.insertMany([
        { key: 1, total: 2 },
        { key: 2, total: 5 },
      ])
      await visits.insertMany([{ client: 1 }, { client: 1 }, { client: 2 }])
      const wrong = await clients
        .aggregate([
          {
            $lookup: {
              from: visits.collectionName,
              let: { key: '$key' },
              pipeline: [
                { $match: { $expr: { $eq: ['$client', '$$key'] } } },
                { $group: { _id: null, count: { $sum: 1 } } },
              ],
              as: 'counted',
            },
          },
          { $unwind: '$counted' },
          { $match: { $expr: { $ne: ['$total', '$counted.count'] } } },
          { $project: { _id: 0, key: 1, count: '$counted.count' } },
        ])
        .toArray()
      same(wrong, [{ key: 2, count: 1 }])
    },
  },
  {
    name: '$facet answers several questions in one',
    reliedOnBy: 'reports',
    need: 'optional',
    async try({ fresh }) {
      const rows = await fresh()
      await rows.insertMany([
        { kind: 'a', n: 1 },
        { kind: 'a', n: 2 },
        { kind: 'b', n: 3 },
      ])
      const kinds = [{ $sortByCount: '$kind' }]
      const sum = [{ $group: { _id: null, n: { $sum: '$n' } } }]
      same(await rows.aggregate([{ $facet: { kinds, sum } }]).toArray(), [
        {
          kinds: [
            { _id: 'a', count: 2 },
            { _id: 'b', count: 1 },
          ],
          sum: [{ _id: null, n: 6 }],
        },
      ])
    },
  },
  {
    name: '$setWindowFields runs a total along the rows',
    reliedOnBy: 'reports',
    need: 'optional',
    async try({ fresh }) {
      const rows = await fresh()
      await rows.insertMany([
        { day: 1, sum: 10 },
        { day: 2, sum: 5 },
        { day: 3, sum: 1 },
      ])
      const window = { documents: ['unbounded', 'current'] }
      const output = { total: { $sum: '$sum', window } }
      const found = await rows
        .aggregate([{ $setWindowFields: { sortBy: { day: 1 }, output } }, { $sort: { day: 1 } }])
        .toArray()
      same(
        found.map(({ total }) => total),
        [10, 15, 16],
      )
    },
  },
  {
    name: '$dateTrunc cuts days in the zone of the place',
    reliedOnBy: 'reports by day',
    need: 'optional',
    async try({ fresh }) {
      const rows = await fresh()
      await rows.insertOne({ at: new Date('2026-11-21T20:30:00Z') })
      const day = { $dateTrunc: { date: '$at', unit: 'day', timezone: 'Asia/Atyrau' } }
      const [found] = await rows.aggregate([{ $project: { _id: 0, day } }]).toArray()
      same(found?.day, new Date('2026-11-21T19:00:00Z'))
    },
  },
  {
    name: '$merge writes a result into a collection',
    reliedOnBy: 'rollups',
    need: 'optional',
    async try({ fresh }) {
      const [rows, days] = [await fresh(), await fresh()]
      await days.insertOne({ _id: 1, sum: 99 } as object)
      await rows.insertMany([
        { day: 1, sum: 1 },
        { day: 1, sum: 2 },
        { day: 2, sum: 3 },
      ])
      const into = days.collectionName
      const group = { $group: { _id: '$day', sum: { $sum: '$sum' } } }
      await rows.aggregate([group, { $merge: { into, whenMatched: 'replace', whenNotMatched: 'insert' } }]).toArray()
      same(await days.find().sort({ _id: 1 }).toArray(), [
        { _id: 1, sum: 3 },
        { _id: 2, sum: 3 },
      ])
    },
  },
]
