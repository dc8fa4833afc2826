// A mail server in this process, which takes what it is sent or behaves as badly as real ones do.

import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface TakenBySmtp {
  to: string[]
  /** As it came over the wire. */
  source: string
}

/** What it says to a recipient: a code of refusal, `silent` for no answer at all, null to take the mail. */
export type Mood = { refuse: number } | 'silent' | null

export async function smtpDouble({ isClosed = false } = {}) {
  const taken: TakenBySmtp[] = []
  let mood: Mood = null
  const server = new SMTPServer({
    authOptional: !isClosed,
    disabledCommands: ['STARTTLS'],
    logger: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, answer) => answer(Object.assign(new Error('wrong password'), { responseCode: 535 })),
    onRcptTo(_address, _session, answer) {
      if (mood === 'silent') return
      answer(mood ? Object.assign(new Error('no such mailbox'), { responseCode: mood.refuse }) : null)
    },
    onData(stream, session, answer) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        taken.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          source: Buffer.concat(parts).toString(),
        })
        answer(null)
      })
    },
  })
  // A client that gives up in the middle is no failure of the test.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.server.address() as AddressInfo
  return {
    taken,
    url: `smtp://${isClosed ? 'user:wrong@' : ''}127.0.0.1:${port}`,
    feel: (next: Mood) => {
      mood = next
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
