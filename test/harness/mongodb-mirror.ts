// A stand-in for MongoDB's download site, and archives as it offers them.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'

export interface Mirror {
  /** How many connections were opened to it. */
  connections(): number
  close(): void
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** Answers every request as told, and makes it the place where the download looks. */
export async function openMirror(answer: Answer): Promise<Mirror> {
  let connections = 0
  const server = createServer(answer)
  server.on('connection', () => {
    connections += 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  vi.stubEnv('MONGOMS_DOWNLOAD_MIRROR', `http://127.0.0.1:${port}`)
  vi.stubEnv('MONGOMS_USE_HTTP', 'true')
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { connections: () => connections, close }
}

/** Offers the archive, and its checksum or another one. */
export const offer =
  (archive: Buffer, checksum = md5(archive)): Answer =>
  (request, response) => {
    const body = request.url?.endsWith('.md5') ? Buffer.from(`${checksum}  mongodb.tgz\n`) : archive
    response.writeHead(200, { 'content-length': body.length }).end(body)
  }

const md5 = (content: Buffer): string => createHash('md5').update(content).digest('hex')

/** A script that answers `--version` as a program of that name and version does, and cannot do anything else. */
export function fakeProgram(file: string, saysOfItself: string): void {
  writeFileSync(
    file,
    `#!/bin/sh\n[ "$1" = --version ] && echo "${saysOfItself}" && exit\necho "no server in here"; exit 1\n`,
  )
  chmodSync(file, 0o755)
}

/** An archive as MongoDB offers them, with a script in the place of mongod. */
export function archiveWith(saysOfItself: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'))
  try {
    mkdirSync(join(folder, 'mongodb-test', 'bin'), { recursive: true })
    fakeProgram(join(folder, 'mongodb-test', 'bin', 'mongod'), saysOfItself)
    execFileSync('tar', ['-czf', 'mongodb.tgz', 'mongodb-test'], { cwd: folder })
    return readFileSync(join(folder, 'mongodb.tgz'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
