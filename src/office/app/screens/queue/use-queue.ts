import { useQueryClient } from '@tanstack/react-query'
import { toMinute, wallAt } from '#kernel/time.ts'
import type { Say } from '#site/say.ts'
import { type Ask, call, type Given, Refused } from '../../api.ts'
import { useRead } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'

export const QUEUE = 'GET /api/businesses/:businessId/queue'
const SEAT = 'POST /api/businesses/:businessId/queue/:entryId/seat'
const SAY = 'POST /api/businesses/:businessId/queue/:entryId/state'
const MOVE = 'POST /api/businesses/:businessId/queue/:entryId/move'

export type QueueAnswer = Given<typeof QUEUE>
export type Standing = QueueAnswer['entries'][number]
export type SeatWish = Omit<Ask<typeof SEAT>['body'], 'version'>
type Seen = Pick<Standing, 'id' | 'version' | 'number'>

/** Turns move with the clock, also while nothing happens. */
const ANEW_MS = 30_000

export const useQueueRead = () => {
  const { businessId } = useHere()
  return useRead(QUEUE, { params: { businessId }, query: {} }, { refetchInterval: ANEW_MS })
}

/** What is done with one who waits: at once, with the way back where there is one. */
export function useQueueActs(onRefused: (why: Refused, entry: Seen) => void) {
  const say = useSay()
  const { t } = say
  const { businessId } = useHere()
  const queries = useQueryClient()
  const paramsOf = ({ id }: Seen) => ({ businessId, entryId: id })

  async function attempt<Done>(entry: Seen, work: () => Promise<Done>): Promise<Done | null> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Refused && error.code === 'queue_no_fit') onRefused(error, entry)
      else toast({ text: textOf(say, error), tone: 'bad' })
      return null
    } finally {
      void queries.invalidateQueries({ queryKey: [QUEUE] })
    }
  }

  const speak = (entry: Seen, to: Ask<typeof SAY>['body']['to']) =>
    attempt(entry, () => call(SAY, { params: paramsOf(entry), body: { version: entry.version, to } }))
  const put = (entry: Seen, after: Standing['id'] | null) =>
    attempt(entry, () => call(MOVE, { params: paramsOf(entry), body: { version: entry.version, after } }))

  return {
    async seat(entry: Seen, wish: SeatWish): Promise<boolean> {
      const body = { ...wish, version: entry.version }
      const done = await attempt(entry, () => call(SEAT, { params: paramsOf(entry), body }))
      if (done) toast({ text: t('queue.taken', { number: entry.number }) })
      return done !== null
    },

    call: (entry: Seen) => void speak(entry, 'called'),
    wait: (entry: Seen) => void speak(entry, 'waiting'),

    async remove(entry: Seen, to: 'left' | 'gone'): Promise<void> {
      const done = await speak(entry, to)
      if (!done) return
      const text = t('queue.removed', { number: entry.number })
      toast({ text, undo: () => void speak(done, 'waiting') })
    },

    /** @param before whom he stood behind */
    async move(entry: Seen, after: Standing['id'] | null, before: Standing['id'] | null): Promise<void> {
      const done = await put(entry, after)
      if (done) toast({ text: t('queue.moved'), undo: () => void put(done, before) })
    },
  }
}

export type QueueActs = ReturnType<typeof useQueueActs>

const MINUTE_MS = 60_000
const minutesTo = (instant: string, now: string): number =>
  Math.max(0, Math.round((Date.parse(instant) - Date.parse(now)) / MINUTE_MS))

/** `14:20` */
export const clockOf = (instant: string, zone: string): string => wallAt(toMinute(new Date(instant)), zone).time

/** `14:20, 25 мин күтеді`; now; not today. */
export function turnText({ t, f }: Say, at: string | null, { now, zone }: Pick<QueueAnswer, 'now' | 'zone'>): string {
  if (at === null) return t('queue.turnNotToday')
  const wait = minutesTo(at, now)
  return wait === 0 ? t('queue.turnIsNow') : t('queue.turnAt', { time: clockOf(at, zone), wait: f.duration(wait) })
}

export function waitedText({ t, f }: Say, joinedAt: string, now: string): string {
  const waited = minutesTo(now, joinedAt)
  return waited === 0 ? t('queue.justCame') : t('queue.waitsSince', { wait: f.duration(waited) })
}

/** What stands in the way of a turn, in a few words. */
export const whyText = ({ t }: Say, { why, services }: Pick<Standing, 'why' | 'services'>): string => {
  const codes = services.length === 0 ? ['no_service'] : why
  return codes
    .flatMap((code) => {
      const key = `queue.why.${code}`
      return t.has(key) ? t(key) : []
    })
    .join(', ')
}
