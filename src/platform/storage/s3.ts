import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { checkedKey, type FileStorage } from './storage.ts'

export interface S3Options {
  /** `https://s3.example.kz`; the bucket follows in the path, as every S3 server understands it. */
  endpoint: string
  bucket: string
  region: string
  key: string
  secret: string
}

const PATIENCE_MS = 15_000
const RETRIES = 2

/** Files in a bucket of any server that speaks S3. Each request is signed with its body's hash. */
export function s3Storage({
  endpoint,
  bucket,
  region,
  key: accessKeyId,
  secret: secretAccessKey,
}: S3Options): FileStorage {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES })

  async function ask(
    method: 'GET' | 'PUT' | 'DELETE',
    key: string,
    body?: Uint8Array,
    type?: string,
  ): Promise<Response> {
    const answer = await client.fetch(`${endpoint}/${bucket}/${checkedKey(key)}`, {
      method,
      headers: { 'x-amz-content-sha256': sha256(body ?? new Uint8Array()), ...(type ? { 'content-type': type } : {}) },
      ...(body ? { body: new Uint8Array(body) } : {}),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (answer.ok || answer.status === 404) return answer
    throw new Error(`the file storage answered ${answer.status} to ${method}`)
  }

  return {
    async put(key, bytes, type) {
      const { status } = await ask('PUT', key, bytes, type)
      if (status === 404) throw new Error('the file storage has no such bucket')
    },
    async get(key) {
      const answer = await ask('GET', key)
      return answer.status === 404 ? null : new Uint8Array(await answer.arrayBuffer())
    },
    async delete(key) {
      await ask('DELETE', key)
    },
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
