// Sends what waits, in the order in which it was done, each with its own key or version, so that an act whose answer
// was lost is not done twice. What the server refuses is kept for a person to look at; nothing is forced through.

import { call, Refused } from '../api.ts'
import { verbOf } from '../visits/marks.ts'
import { CALENDAR } from '../visits/shown.ts'
import { type Act, BOOK, change, recallQueue, remove, waiting } from './queue.ts'
import { serverNow, setClock } from './server-clock.ts'

/** What is older is not sent by itself: since then somebody has surely settled it otherwise. */
const OLD_MS = 24 * 3_600_000
const LOCK = 'office-queue'

let running: Promise<number> | null = null

/** @returns how many acts were sent */
export function replay(): Promise<number> {
  running ??= alone(sendAll).finally(() => {
    running = null
  })
  return running
}

/** One window of the browser sends; another one finds nothing left. */
const alone = (work: () => Promise<number>): Promise<number> =>
  navigator.locks ? navigator.locks.request(LOCK, work) : work()

async function sendAll(): Promise<number> {
  await recallQueue()
  const [first] = waiting()
  if (!first || !(await isClockTold(first))) return 0
  let sent = 0
  for (let [act] = waiting(); act; [act] = waiting()) {
    const outcome = await tried(act)
    if (outcome === 'later') break
    if (outcome === 'sent') sent += 1
  }
  return sent
}

/** How old an act is, is counted by the server's clock as it is now. */
async function isClockTold({ businessId }: Act): Promise<boolean> {
  try {
    setClock((await call(CALENDAR, { params: { businessId }, query: {} })).now)
    return true
  } catch {
    return false
  }
}

async function tried(act: Act): Promise<'sent' | 'refused' | 'later'> {
  if (serverNow() - act.at > OLD_MS) {
    await refuse(act, 'old')
    return 'refused'
  }
  try {
    await send(act)
    await remove(act)
    return 'sent'
  } catch (error) {
    if (!(error instanceof Refused) || isPassing(error)) return 'later'
    await refuse(act, error.code, error.details)
    return 'refused'
  }
}

const isPassing = ({ status }: Refused): boolean => status === 0 || status === 401 || status === 429 || status >= 500

/** @throws Refused */
async function send(act: Act): Promise<void> {
  const { businessId } = act
  if (act.kind === 'mark') {
    const { visitId: appointmentId, version } = act
    await call(verbOf(act.marking), { params: { businessId, appointmentId }, body: { version } })
    return
  }
  const made = await call(
    BOOK,
    { params: { businessId }, body: act.body },
    {
      key: act.key,
    },
  )
  for (const later of waiting()) {
    if (later.kind === 'mark' && later.visitId === act.visitId)
      await change({ ...later, visitId: made.id, version: later.version + made.version - 1 })
  }
}

/** What was done after it to the same visit rests on it, and is not sent either. */
async function refuse(act: Act, code: string, details: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const after = waiting().filter(({ visitId, place }) => visitId === act.visitId && place > act.place)
  await change({ ...act, refused: { code, details } })
  for (const one of after) await change({ ...one, refused: { code: 'depends', details: {} } })
}
