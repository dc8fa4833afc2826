// W11: what our HTTP costs, beside node:http with the same bytes and Express with the same work.

import { type ChildProcess, spawn } from 'node:child_process'
import { connect } from 'node:net'
import { resolve } from 'node:path'
import { fight } from './abba.ts'
import { type BenchReport, quartiles } from './bench.ts'
import type { BenchOptions } from './w5-book.ts'
import { EXPECTED, PATH, SENT } from './w11-task.ts'

const PROGRAM = resolve('bench/w11-server.ts')
const CONNECTIONS = 16
const REQUESTS = 4_000

interface Server {
  port: number
  stop(): void
}

/** @param headers what each answer carries, as JSON; ours makes its own */
export async function startServer(which: 'ours' | 'bare' | 'express', headers = '{}'): Promise<Server> {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, which, headers], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const stop = () => child.kill('SIGKILL')
  process.once('exit', stop)
  let said = ''
  for await (const chunk of child.stderr ?? []) {
    said += chunk
    const port = /^port (\d+)$/m.exec(said)?.[1]
    if (port) return { port: Number(port), stop }
  }
  throw new Error(`the server "${which}" did not start:\n${said}`)
}

const HEAD = `POST ${PATH}?days=7 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n`
const REQUEST = Buffer.from(`${HEAD}Content-Length: ${Buffer.byteLength(SENT)}\r\n\r\n${SENT}`)

/** Milliseconds for so many requests over some kept connections, each waiting for its answer before it asks again. */
async function hammer(port: number, requests = REQUESTS): Promise<number> {
  const each = Math.ceil(requests / CONNECTIONS)
  const began = performance.now()
  await Promise.all(Array.from({ length: CONNECTIONS }, () => askAgain(port, each)))
  return performance.now() - began
}

function askAgain(port: number, times: number): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => socket.write(REQUEST))
    let left = times
    let length = 0
    let have = 0
    socket.on('error', fail)
    socket.on('close', () => (left === 0 ? done() : fail(new Error('the connection was closed'))))
    socket.on('data', (chunk) => {
      if (length === 0) {
        const head = chunk.toString('latin1', 0, chunk.indexOf('\r\n\r\n'))
        if (!head.startsWith('HTTP/1.1 200')) return socket.destroy(new Error(head))
        length = head.length + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1])
      }
      have += chunk.length
      if (have < length) return
      length = 0
      have = 0
      left -= 1
      if (left > 0) socket.write(REQUEST)
      else socket.end()
    })
  })
}

/** What differs from answer to answer and from server to server, however alike they are. */
const OWN = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'])

export async function answerOf(port: number): Promise<{ body: string; headers: Record<string, string> }> {
  const answer = await fetch(`http://127.0.0.1:${port}${PATH}?days=7`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: SENT },
  })
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !OWN.has(name)))
  return { body: await answer.text(), headers }
}

export async function benchW11(_: unknown, { seed, log, timeLimitMs }: BenchOptions): Promise<BenchReport> {
  const began = performance.now()
  const ours = await startServer('ours')
  const { headers } = await answerOf(ours.port)
  const bare = await startServer('bare', JSON.stringify(withLength(headers)))
  const express = await startServer('express', JSON.stringify(headers))
  const servers = [ours, bare, express]
  try {
    const alike = await Promise.all(servers.map(({ port }) => answerOf(port)))
    for (const one of alike)
      if (asText(one) !== asText({ body: EXPECTED, headers })) throw new Error('W11: other answers')
    for (const { port } of servers) for (let i = 0; i < 3; i += 1) await hammer(port) // warm
    const speed =
      ({ port }: Server) =>
      async () =>
        REQUESTS / (await hammer(port))
    const told: Record<string, number[]> = { ours: [], 'node:http': [], Express: [] }
    const seen = (name: string, round: () => Promise<number>) => async () => {
      const perMs = await round()
      told[name]?.push(perMs * 1000)
      return perMs
    }
    const byUs = seen('ours', speed(ours))
    const { judged, quadruples } = await fight(
      [
        {
          goal: { what: 'requests a second, ours / node:http with the same bytes', bound: 0.45, kind: 'atLeast' },
          ...{ ours: byUs, peer: seen('node:http', speed(bare)) },
        },
        {
          goal: { what: 'requests a second, ours / Express with the same work', bound: 1.5, kind: 'atLeast' },
          ...{ ours: byUs, peer: seen('Express', speed(express)) },
        },
      ],
      timeLimitMs === undefined ? {} : { timeLimitMs },
    )
    log(`W11: ${quadruples} quadruples`)
    return {
      ...{
        name: 'W11',
        title: `HTTP, ${CONNECTIONS} connections, ${REQUESTS} requests a round`,
        seed,
        judged,
        quadruples,
      },
      seconds: Math.round((performance.now() - began) / 1000),
      exact: [],
      told: Object.entries(told).map(
        ([name, all]) =>
          `${name}: ${Math.round(quartiles(all).median)} requests a second, the client on the same cores`,
      ),
    }
  } finally {
    for (const { stop } of servers) stop()
  }
}

const withLength = (headers: Record<string, string>) => ({ ...headers, 'content-length': Buffer.byteLength(EXPECTED) })

const asText = ({ body, headers }: { body: string; headers: Record<string, string> }): string =>
  JSON.stringify([body, Object.entries(headers).sort()])
