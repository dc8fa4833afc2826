import { once } from 'node:events'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { type ChangeStreamDocument, GridFSBucket } from 'mongodb'
import { type Behaviour, must, same, within } from './behaviour.ts'

export const streams: readonly Behaviour[] = [
  {
    name: 'a change stream tells of a committed insert, and goes on after a token',
    reliedOnBy: 'workers wake at once; they look by themselves without',
    need: 'optional',
    async try({ fresh, inTransaction, patienceMs }) {
      const events = await fresh()
      const insert = (n: number) => inTransaction((session) => events.insertOne({ n }, { session }))
      const first = events.watch([{ $match: { operationType: 'insert' } }], { maxAwaitTimeMS: 500 })
      try {
        // The stream stands once it has asked for the first time.
        await first.tryNext()
        await insert(1)
        const change = await within(patienceMs, first.next())
        same(numberIn(change), 1)
        await insert(2)
        const second = events.watch([], { resumeAfter: change._id })
        try {
          same(numberIn(await within(patienceMs, second.next())), 2)
        } finally {
          await second.close()
        }
      } finally {
        await first.close()
      }
    },
  },
  {
    name: 'time-series collections',
    reliedOnBy: 'nothing yet: activity and request figures',
    need: 'optional',
    async try({ db, fresh }) {
      const series = await fresh({ timeseries: { timeField: 'at', metaField: 'place', granularity: 'minutes' } })
      await series.insertMany([1, 2, 3].map((n) => ({ at: new Date(n * 60_000), place: 'a', n })))
      const [sum] = await series.aggregate([{ $group: { _id: '$place', n: { $sum: '$n' } } }]).toArray()
      same(sum, { _id: 'a', n: 6 })
      const info = await db.listCollections({ name: series.collectionName }).next()
      must(info?.type === 'timeseries', `listed as ${info?.type}`)
    },
  },
  {
    name: 'GridFS keeps a file of several chunks',
    reliedOnBy: 'nothing: photos stand on disk or S3',
    need: 'optional',
    async try({ db }) {
      const bucket = new GridFSBucket(db, { bucketName: 'trialFiles', chunkSizeBytes: 1024 })
      const content = '1 000 ₸ '.repeat(1000)
      const upload = Readable.from([Buffer.from(content)]).pipe(bucket.openUploadStream('file'))
      await once(upload, 'finish')
      must((await text(bucket.openDownloadStream(upload.id))) === content, 'it came back changed')
    },
  },
]

const numberIn = (change: ChangeStreamDocument): unknown => ('fullDocument' in change ? change.fullDocument?.n : null)
