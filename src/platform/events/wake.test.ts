import { expect, it } from 'vitest'
import { testDatabase } from '../../../test/harness/database.ts'
import { createBell } from './bell.ts'
import { ringAtNewEvents } from './wake.ts'

const { db } = await testDatabase()

it('rings soon after an event was stored, and ends when told', async () => {
  const events = db.collection('events')
  await events.insertOne({})
  const bell = createBell()
  const stop = new AbortController()
  const ringing = ringAtNewEvents(db, bell, stop.signal)
  let ranOut = true
  // The stream opens at its own time, so there is something new until it rings.
  for (let i = 0; i < 100 && ranOut; i += 1) {
    const [ring] = await Promise.all([bell.wait(200), events.insertOne({})])
    ranOut = ring
  }
  stop.abort()
  await ringing
  expect(ranOut).toBe(false)
})
