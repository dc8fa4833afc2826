import { once } from 'node:events'
import { createRequire } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { Binary, type Collection, type Document } from 'mongodb'
import type { Scratch } from './behaviour.ts'

// The driver says goodbye when it is closed; a thread that is ended does not.
const BEGIN_AND_HANG = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { MongoClient } = require(workerData.module)
  async function begin() {
    const client = await new MongoClient(workerData.uri).connect()
    const session = client.startSession()
    session.startTransaction()
    const documents = client.db(workerData.database).collection(workerData.collection)
    await documents.updateOne({}, { $set: { value: 'half done' } }, { session })
    parentPort.postMessage(session.id.id.buffer)
    setInterval(() => undefined, 60_000)
  }
  begin()
`

/** Some servers do not notice while somebody waits. */
const ATTEMPT_MS = 1_000

/** Seconds until a document can be written that a lost transaction has changed; null when the patience ends before. */
export async function timeUntilGivenUp(scratch: Scratch): Promise<number | null> {
  const { db, fresh, uri } = scratch
  const documents = await fresh()
  await documents.insertOne({ value: 'untouched' })
  const worker = new Worker(BEGIN_AND_HANG, {
    eval: true,
    workerData: {
      module: createRequire(import.meta.url).resolve('mongodb'),
      uri,
      database: db.databaseName,
      collection: documents.collectionName,
    },
  })
  const [session]: Uint8Array[] = await once(worker, 'message')
  await worker.terminate()
  try {
    return await waitForTheDocument(scratch, documents)
  } finally {
    // Whatever the server does by itself, the trial leaves nothing that would hold up others.
    const id = new Binary(session ?? new Uint8Array(), Binary.SUBTYPE_UUID)
    await scratch.client.db('admin').command({ killSessions: [{ id }] })
  }
}

async function waitForTheDocument({ patienceMs }: Scratch, documents: Collection<Document>): Promise<number | null> {
  const began = performance.now()
  const elapsed = () => performance.now() - began
  while (elapsed() < patienceMs) {
    const free = await documents
      .updateOne({ value: 'untouched' }, { $set: { value: 'by another' } }, { maxTimeMS: ATTEMPT_MS })
      .then(
        ({ matchedCount }) => matchedCount === 1,
        () => false,
      )
    if (free) return elapsed() / 1000
    await pause(100)
  }
  return null
}
