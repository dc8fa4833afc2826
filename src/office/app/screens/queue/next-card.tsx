import { useSay } from '../../say.tsx'
import { Button } from '../../ui/button.tsx'
import { type QueueActs, type QueueAnswer, type Standing, turnText, whyText } from './use-queue.ts'

/** Whom to take now, and why not whoever stands before him. */
export function NextCard({ queue, acts }: { queue: QueueAnswer; acts: QueueActs }) {
  const say = useSay()
  const { t } = say
  const { entries, next, people } = queue
  const at = next ? entries.findIndex(({ id }) => id === next.entryId) : -1
  const entry = entries[at]
  const before = entry ? entries.slice(0, at) : entries.slice(0, 1)
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? ''
  const byWhom = [...new Set((next?.staffIds ?? []).map(nameOf))].filter(Boolean).join(', ')
  const others = people.filter((person) => person.next !== null)
  const seatWith = (id: (typeof people)[number]) => {
    const own = entries.find((one) => one.id === id.next)
    if (own) void acts.seat(own, { staffId: id.id })
  }
  return (
    <section className="card queue-next" aria-label={t('queue.take')}>
      {entry ? (
        <>
          <Button size="big" wide onClick={() => void acts.seat(entry, {})}>
            {t('queue.next', { number: entry.number })}
          </Button>
          <p className="muted">
            {[entry.name, entry.services.map(({ name }) => name).join(' + '), byWhom].filter(Boolean).join(' · ')}
          </p>
        </>
      ) : (
        <p className="strong">{t('queue.noneFits')}</p>
      )}
      {before.map((one: Standing) => (
        <p key={one.id} className="small muted">
          {t('queue.skipped', { number: one.number, why: whyText(say, one) })}
          {one.services.length > 0 && ` · ${turnText(say, one.at, queue)}`}
        </p>
      ))}
      {others.length > 1 && (
        <div className="queue-people">
          {others.map((person) => (
            <Button key={person.id} look="soft" size="small" onClick={() => seatWith(person)}>
              {`${person.name} ← ${numberOf(entries, person.next)}`}
            </Button>
          ))}
        </div>
      )}
    </section>
  )
}

const numberOf = (entries: readonly Standing[], id: string | null) =>
  `№${entries.find((one) => one.id === id)?.number ?? ''}`
