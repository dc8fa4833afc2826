// The wire between a server and its database, in our hands: a proxy that passes bytes on, late, or not at all.

import { createServer, connect as dial, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#platform/server-process/free-port.ts'

/**
 * `reset`: connections end with an RST, new ones too. `cut`: they end politely, new ones too. `slow`: each piece comes
 * late. `still`: nothing passes, and all of it comes afterwards. `half-open`: nothing passes and nothing ever will, nor
 * does either side hear of the end. `deaf`: the same, but for what the server sends: the database does it and is not heard.
 */
export type Weather = 'fair' | 'reset' | 'cut' | 'slow' | 'still' | 'half-open' | 'deaf'

const LATE_MS = 60

export interface Wire {
  port: number
  set(weather: Weather): void
  close(): Promise<void>
}

interface Line {
  near: Socket
  far: Socket
  /** Bytes of this line are lost from now on, whatever the weather. */
  lost: { there: boolean; back: boolean }
}

export async function openWire(host: string, to: number): Promise<Wire> {
  const lines = new Set<Line>()
  let weather: Weather = 'fair'
  let fair = Promise.withResolvers<void>()
  fair.resolve()

  const spoil = ({ near, lost }: Line): void => {
    if (weather === 'reset') near.resetAndDestroy()
    if (weather === 'cut') near.destroy()
    if (weather === 'half-open') lost.there = true
    if (weather === 'half-open' || weather === 'deaf') lost.back = true
  }
  const carry = (line: Line, way: 'there' | 'back'): void => {
    const [from, onto] = way === 'there' ? [line.near, line.far] : [line.far, line.near]
    let last = Promise.resolve()
    from.on('data', (piece) => {
      last = last.then(async () => {
        if (weather === 'slow') await pause(LATE_MS)
        if (weather === 'still') await fair.promise
        if (!line.lost[way]) onto.write(piece)
      })
    })
    from.on('error', () => undefined) // it closes next
    from.on('close', () => {
      lines.delete(line)
      if (!line.lost[way]) void last.then(() => onto.destroy())
    })
  }
  const server = createServer((near) => {
    const line: Line = { near, far: dial(to, host), lost: { there: false, back: false } }
    lines.add(line)
    carry(line, 'there')
    carry(line, 'back')
    spoil(line)
  })
  const port = await freePort()
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  return {
    port,
    set(next) {
      if (weather === 'fair') fair = Promise.withResolvers()
      weather = next
      if (next === 'fair') fair.resolve()
      for (const line of lines) spoil(line)
    },
    async close() {
      for (const { near, far } of lines) for (const end of [near, far]) end.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}
