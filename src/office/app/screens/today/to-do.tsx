import { remove, useQueue } from '../../offline/queue.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { ActText } from '../unsent/act-text.tsx'

/** What was done without a network, was not taken by the server, and is still to be done by hand. */
export function ToDo() {
  const { t } = useSay()
  const { businessId } = useHere()
  const { todo } = useQueue()
  const own = todo.filter((act) => act.businessId === businessId)
  if (own.length === 0) return null
  return (
    <section className="card today-stack" aria-label={t('offline.todo')}>
      <h2>{t('offline.todo')}</h2>
      <ul>
        {own.map((act) => (
          <li key={act.place} className="today-row">
            <ActText act={act} />
            <Button look="secondary" onClick={() => void remove(act)}>
              {t('offline.todoDone')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
