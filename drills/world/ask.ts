// Requests as they are, byte for byte: fetch would mend a malformed path before the server sees it.

import { Agent, request } from 'node:http'

export interface Ask {
  method: string
  /** Path and query, sent as they are. */
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** On a connection of its own: one kept alive may have been ended after an earlier request. */
  fresh?: boolean
}

export interface Reply {
  /** 0: the connection ended without an answer. */
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
  ms: number
}

const PATIENCE_MS = 30_000
const agent = new Agent({ keepAlive: true, maxSockets: 256 })

export function ask(port: number, { method, path, headers = {}, body, fresh = false }: Ask): Promise<Reply> {
  const began = performance.now()
  const lost = (): Reply => ({ status: 0, headers: {}, body: '', ms: performance.now() - began })
  return new Promise((resolve) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const asked = request(
      {
        agent: fresh ? false : agent,
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: { ...length, ...headers },
        timeout: PATIENCE_MS,
      },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.once('error', () => resolve(lost()))
        answer.once('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(parts).toString('utf8'),
            ms: performance.now() - began,
          }),
        )
      },
    )
    asked.once('timeout', () => asked.destroy())
    asked.once('error', () => resolve(lost()))
    asked.end(body)
  })
}

export const askJson = (
  port: number,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
) =>
  ask(port, { method, path, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })

/** `{ 201: 1, 409: 199 }` */
export const tally = (replies: readonly Reply[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(replies, ({ status }) => status)].map(([status, { length }]) => [status, length]))

/** Runs the work over all items, so many at a time, in their order. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const waiting = items.entries()
  const lane = async () => {
    for (const [index, item] of waiting) results[index] = await work(item, index)
  }
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane))
  return results
}
