import { MongoNetworkError, MongoServerError } from 'mongodb'
import { expect, test } from 'vitest'
import { foreseen } from './problem.ts'

test('a database that is away is told as busy, with a time to come back; its refusals are ours', () => {
  const away = [
    new MongoNetworkError('connection closed'),
    Object.assign(new Error('interrupted due to server monitor timeout'), { name: 'PoolClearedOnNetworkError' }),
    Object.assign(new Error('write ECONNRESET'), { code: 'ECONNRESET' }),
  ]
  for (const error of away) expect(foreseen(error)).toMatchObject({ status: 503, code: 'server_busy', retryAfter: 2 })
  expect(foreseen(new MongoServerError({ message: 'Document failed validation' }))).toBeNull()
})
