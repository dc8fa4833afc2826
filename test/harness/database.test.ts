import { describe, expect, it } from 'vitest'
import { testDatabase } from './database.ts'

const { db, inTransaction, name } = await testDatabase()

describe('the database of a test file', () => {
  it('is empty and its own', async () => {
    expect(db.databaseName).toBe(name)
    expect(await db.listCollections().toArray()).toEqual([])
  })

  it('keeps all of a transaction or nothing', async () => {
    const notes = db.collection<{ text: string }>('notes')
    await inTransaction((session) => notes.insertOne({ text: 'kept' }, { session }))
    const failing = inTransaction(async (session) => {
      await notes.insertOne({ text: 'lost' }, { session })
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await notes.distinct('text')).toEqual(['kept'])
  })
})
