import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const home = mkdtempSync(join(tmpdir(), 'config-test-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const read = (env: NodeJS.ProcessEnv) => readConfig({ PLATFORM_HOME: home, ...env })

describe('configuration', () => {
  it('has an answer for everything on a single machine', () => {
    expect(read({})).toMatchObject({ port: 3000, host: '127.0.0.1', url: null, home, mongodbUri: null, demo: null })
    expect(read({}).metricsToken).toBeNull()
    expect(read({ PORT: '', PLATFORM_DEMO: '' })).toMatchObject({ port: 3000, demo: null })
  })

  it('fetches a database unless told not to', () => {
    expect(read({}).download).toBe(true)
    expect(read({ PLATFORM_DB_DOWNLOAD: '0' }).download).toBe(false)
  })

  it('makes the secret once and keeps it from others', () => {
    const { secret } = read({})
    expect(secret.length).toBeGreaterThanOrEqual(32)
    expect(read({}).secret).toBe(secret)
    expect(readFileSync(join(home, 'secret'), 'utf8').trim()).toBe(secret)
    expect(statSync(join(home, 'secret')).mode & 0o777).toBe(0o600)
  })

  it('keeps the origin of the address only', () => {
    expect(read({ PLATFORM_URL: 'https://example.kz/path' }).url).toBe('https://example.kz')
  })

  it.each([
    ['PORT', '70000'],
    ['PORT', '3000.5'],
    ['PLATFORM_URL', 'ftp://example.kz'],
    ['PLATFORM_SECRET', 'short'],
    ['PLATFORM_METRICS_TOKEN', 'short'],
    ['PLATFORM_DEMO', 'yes'],
    ['PLATFORM_DB_DOWNLOAD', 'no'],
    ['MONGODB_URI', 'localhost:27017'],
  ])('refuses %s=%s by name', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(ConfigError)
    expect(() => read({ [name]: value })).toThrow(name)
  })

  it('keeps files in a bucket that is named whole', () => {
    expect(read({}).s3).toBeNull()
    const named = {
      PLATFORM_S3_ENDPOINT: 'https://s3.example.kz/',
      PLATFORM_S3_BUCKET: 'photos',
      PLATFORM_S3_KEY: 'key',
    }
    expect(() => read(named)).toThrow('PLATFORM_S3_SECRET')
    expect(() => read(named)).not.toThrow('PLATFORM_S3_REGION')
    expect(() => read({ ...named, PLATFORM_S3_ENDPOINT: 's3.example.kz' })).toThrow('PLATFORM_S3_ENDPOINT')
    expect(read({ ...named, PLATFORM_S3_SECRET: 'secret' }).s3).toEqual({
      endpoint: 'https://s3.example.kz',
      bucket: 'photos',
      region: 'us-east-1',
      key: 'key',
      secret: 'secret',
    })
  })

  it('wants one secret for all servers of a shared database', () => {
    expect(() => read({ MONGODB_URI: 'mongodb://example.kz/' })).toThrow('PLATFORM_SECRET')
  })
})
