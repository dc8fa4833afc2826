// A listener under drill: writes down what it hears, and fails, hangs or dies between the handling and the mark when the
// type of the event says so.

import { setTimeout as pause } from 'node:timers/promises'
import type { Db, ObjectId } from 'mongodb'
import type { Listener } from '#platform/events/listener.ts'

export const EAR = 'drill-ear'
export const HEARD = 'drillHeard'
export const HANGS_MS = 4_000

export interface Heard {
  _id: ObjectId
  event: string
  subject: string
  version: number
  began: Date
  /** Missing where the process died. */
  ended?: Date
}

export function createEar(db: Db): Listener {
  const heard = db.collection<Omit<Heard, '_id'>>(HEARD)
  return {
    name: EAR,
    hears: () => true,
    async handle({ id, type, subject, version }) {
      if (type === 'drill.poison') throw new Error('cannot be digested')
      const isFirst = (await heard.countDocuments({ event: id }, { limit: 1 })) === 0
      const { insertedId: _id } = await heard.insertOne({ event: id, subject: subject.id, version, began: new Date() })
      if (type === 'drill.hang' && isFirst) await pause(HANGS_MS)
      await heard.updateOne({ _id }, { $set: { ended: new Date() } })
      if (type === 'drill.deadly' && isFirst) process.kill(process.pid, 'SIGKILL')
    },
  }
}
