import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { diskStorage } from './disk.ts'
import { s3Storage } from './s3.ts'
import type { FileStorage } from './storage.ts'

const folder = await mkdtemp(join(tmpdir(), 'storage-test-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Kept {
  bytes: Buffer
  type: string | undefined
}

/** The part of S3 that we use, refusing whatever is not signed as it should be. */
async function bucket() {
  const kept = new Map<string, Kept>()
  const seen: IncomingMessage['headers'][] = []
  let failures = 0
  const server = createServer(async (request, reply) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    seen.push(request.headers)
    const key = request.url ?? ''
    if (failures > 0) {
      failures -= 1
      return reply.writeHead(503).end()
    }
    if (
      !/^AWS4-HMAC-SHA256 Credential=access\/\d{8}\/kz-1\/s3\/aws4_request, /.test(request.headers.authorization ?? '')
    )
      return reply.writeHead(403).end()
    if (request.method === 'PUT') {
      kept.set(key, { bytes: Buffer.concat(parts), type: request.headers['content-type'] })
      return reply.writeHead(200).end()
    }
    const found = kept.get(key)
    if (request.method === 'DELETE') kept.delete(key)
    if (request.method === 'DELETE') return reply.writeHead(204).end()
    return found ? reply.writeHead(200).end(found.bytes) : reply.writeHead(404).end('<Error/>')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  afterAll(() => new Promise((done) => server.close(done)))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const failNext = (times: number) => {
    failures = times
  }
  return { kept, seen, endpoint, failNext }
}

const s3 = await bucket()
const credentials = { bucket: 'pictures', region: 'kz-1', key: 'access', secret: 'secret' }
const storages: [string, FileStorage][] = [
  ['disk', diskStorage(folder)],
  ['S3', s3Storage({ endpoint: s3.endpoint, ...credentials })],
]

describe.each(storages)('files on %s', (_, files) => {
  test('are read as they were written, and anew after a second writing', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 251)
    await files.put('photos/a-1x1/640.avif', bytes, 'image/avif')
    expect(Buffer.from((await files.get('photos/a-1x1/640.avif')) ?? [])).toEqual(Buffer.from(bytes))
    await files.put('photos/a-1x1/640.avif', Uint8Array.of(1, 2), 'image/avif')
    expect([...((await files.get('photos/a-1x1/640.avif')) ?? [])]).toEqual([1, 2])
  })

  test('are gone when deleted, and deleting nothing is no trouble', async () => {
    await files.put('photos/b/1.jpg', Uint8Array.of(1), 'image/jpeg')
    await files.delete('photos/b/1.jpg')
    await files.delete('photos/b/1.jpg')
    expect(await files.get('photos/b/1.jpg')).toBeNull()
    expect(await files.get('never/was')).toBeNull()
  })

  test.each([
    '../secret',
    'a/../../secret',
    '/etc/passwd',
    'a//b',
    'a/./b',
    '..',
    'a\\b',
    'a\0b',
    '',
    '.hidden',
    'a?b',
  ])('the key %j leads nowhere', async (key) => {
    await expect(files.get(key)).rejects.toThrow('not a key')
    await expect(files.put(key, Uint8Array.of(1), 'text/plain')).rejects.toThrow('not a key')
    await expect(files.delete(key)).rejects.toThrow('not a key')
  })
})

test('on disk nothing half written is left where keys lead', async () => {
  const home = join(folder, 'crash')
  const files = diskStorage(home)
  await files.put('a/one', Uint8Array.of(1), 'x/y')
  await writeFile(join(home, 'kept', 'a', 'two'), '') // a file in the way of a folder
  await expect(files.put('a/two/three', Uint8Array.of(1), 'x/y')).rejects.toThrow()
  expect(await readdir(join(home, 'kept', 'a'))).toEqual(['one', 'two'])
  expect(await readdir(join(home, 'tmp'))).toEqual([])
  expect([...(await readFile(join(home, 'kept', 'a', 'one')))]).toEqual([1])
})

test('S3 is told the type and the hash of the body, and asked again when it is busy', async () => {
  const files = s3Storage({ endpoint: s3.endpoint, ...credentials })
  s3.failNext(1)
  await files.put('c/1.webp', Uint8Array.of(1, 2, 3), 'image/webp')
  expect(s3.kept.get('/pictures/c/1.webp')).toMatchObject({ type: 'image/webp' })
  expect(s3.seen.at(-1)).toMatchObject({
    'x-amz-content-sha256': '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81',
    authorization: expect.stringContaining('SignedHeaders=host;x-amz-content-sha256;x-amz-date'),
  })
  const stranger = s3Storage({ endpoint: s3.endpoint, ...credentials, key: 'nobody' })
  await expect(stranger.get('c/1.webp')).rejects.toThrow('403')
})
