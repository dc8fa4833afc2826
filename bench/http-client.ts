// One keep-alive connection that asks one thing after another, so that a timing is the server's and not a handshake's.

import { Agent, request } from 'node:http'

export interface Caller {
  get(path: string): Promise<Buffer>
  close(): void
}

export function createCaller(port: number, headers: Record<string, string> = {}): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const get = (path: string) =>
    new Promise<Buffer>((done, fail) => {
      const asked = request({ agent, host: '127.0.0.1', port, path, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', fail)
        response.on('end', () => {
          if (response.statusCode === 200) done(Buffer.concat(chunks))
          else fail(new Error(`${path} is answered ${response.statusCode}: ${Buffer.concat(chunks)}`))
        })
      })
      asked.on('error', fail)
      asked.end()
    })
  return { get, close: () => agent.destroy() }
}
