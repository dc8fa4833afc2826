// The stored outbox of mails. At least once: whoever dies between the server's "taken" and the mark leaves the mail to
// be sent again when its lease is over; it then bears the same Message-ID.

import { randomUUID } from 'node:crypto'
import type { Db } from 'mongodb'
import type { Clock } from '#kernel/clock.ts'
import type { Job } from '#platform/jobs/job.ts'
import type { Figure } from '#platform/metrics/metrics.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { compose, type Links, type MailKind } from './compose.ts'
import type { Letter } from './letter.ts'
import { createMailsStore, type NewMail, type TakenMail } from './mails.store.ts'
import { MailRefused, type SendMail } from './smtp.ts'

export interface MailDeps {
  db: Db
  clock: Clock
  /** null: there is no mail server, and mails stay on this machine. */
  send: SendMail | null
  /** Where the button of a kind leads; asked at each mail, since the modules that know are made later. */
  links: () => Links
  log: (line: string) => void
}

/** A mail as it is read on this machine. */
export interface LocalMail {
  id: string
  kind: string
  to: string
  locale: TakenMail['locale']
  at: Date
  letter: Letter
}

const LOOK_EVERY_MS = 2_000
/** Far above what a mail server may take for one mail. */
const LEASE_MS = 120_000
const LANES = 4
const TRIES = 10
const MINUTE_MS = 60_000
const backoffMs = (tries: number): number => Math.min(60, 2 ** (tries - 1)) * MINUTE_MS

export function createMail({ db, clock, send, links, log }: MailDeps) {
  const store = createMailsStore(db)

  const composed = ({ kind, locale, data }: TakenMail): Letter =>
    compose({ kind: kind as MailKind, locale, data }, links())

  async function sendOne(mail: TakenMail, holder: string, hand: SendMail): Promise<void> {
    try {
      await hand(mail, composed(mail))
    } catch (error) {
      return refused(mail, holder, error)
    }
    await store.sent(mail.id, holder, clock.now())
  }

  async function refused({ id, kind, tries }: TakenMail, holder: string, error: unknown): Promise<void> {
    const code = error instanceof MailRefused ? error.code : 'ECOMPOSE'
    const state = error instanceof MailRefused && error.isFinal ? 'failed' : tries >= TRIES ? 'dead' : null
    log(`mail ${kind}: ${code}, try ${tries}${state ? `, ${state}` : ''}`)
    if (state) return store.givenUp(id, holder, state, code)
    return store.again(id, holder, code, new Date(clock.now().getTime() + backoffMs(tries)))
  }

  /** Sends all that is due; safe to be done by several at once. */
  async function sendDue(hand: SendMail, signal: AbortSignal): Promise<void> {
    const lane = async () => {
      while (!signal.aborted) {
        const holder = randomUUID()
        const now = clock.now()
        const mail = await store.take(holder, now, new Date(now.getTime() + LEASE_MS))
        if (!mail) return
        await sendOne(mail, holder, hand)
      }
    }
    await Promise.all(Array.from({ length: LANES }, lane))
  }

  const jobs: Job[] = send
    ? [{ name: 'mail.send', everyMs: LOOK_EVERY_MS, run: (signal) => sendDue(send, signal) }]
    : []
  const figures: Figure[] = [
    { name: 'mails_pending', help: 'Mails that have yet to be sent', read: () => store.count('pending') },
    { name: 'mails_dead', help: 'Mails that were tried too often', read: () => store.count('dead') },
  ]
  return {
    /** Stored with the change it tells of; the same `key` twice is one mail. */
    queue: (mail: NewMail & { kind: MailKind }, tx: Tx): Promise<void> =>
      store.insert(mail, send ? 'pending' : 'local', clock.now(), tx),

    /** What would have been sent, the newest first. */
    async local(): Promise<LocalMail[]> {
      const mails = await store.local(clock.now())
      return mails.map((mail) => ({
        ...{ id: mail.id, kind: mail.kind, to: mail.to, locale: mail.locale, at: mail.createdAt },
        letter: composed(mail),
      }))
    },
    jobs,
    figures,
  }
}

export type Mail = ReturnType<typeof createMail>
