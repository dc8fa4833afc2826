import { MongoNetworkError, MongoServerError } from 'mongodb'
import { expect, test } from 'vitest'
import { foreseen } from './problem.ts'

test('a database that is away is told as busy, with a time to come back; its refusals are ours', () => {
  expect(foreseen(new MongoNetworkError('connection closed'))).toMatchObject({
    status: 503,
    code: 'server_busy',
    retryAfter: 2,
  })
  expect(foreseen(new MongoServerError({ message: 'Document failed validation' }))).toBeNull()
})
