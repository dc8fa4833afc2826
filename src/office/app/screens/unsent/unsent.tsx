import '../../../styles/unsent.css'
import { Link } from 'react-router'
import { type Act, change, useQueue } from '../../offline/queue.ts'
import { screenPath } from '../../paths.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty } from '../../ui/states.tsx'
import { ToDo } from '../today/to-do.tsx'
import { Conflict } from './conflict.tsx'

/** Left as the server has it; what was meant is done by hand. */
export const leave = (act: Act): Promise<void> => change({ ...act, todo: true })

/** What was done without a network and refused: mine, theirs, what would come of it. */
export default function Unsent() {
  const { t } = useSay()
  const { businessId } = useHere()
  const { refused } = useQueue()
  const own = refused.filter((act) => act.businessId === businessId)
  return (
    <Screen title={t('offline.title')}>
      <p className="muted">{t('offline.hint')}</p>
      {own.length > 1 && (
        <div>
          <Button look="secondary" onClick={() => void leaveAll(own)}>
            {t('offline.leaveAll')}
          </Button>
        </div>
      )}
      {own.map((act) => (
        <Conflict key={act.place} act={act} onLeave={() => void leave(act)} />
      ))}
      <ToDo />
      {own.length === 0 && (
        <Empty title={t('offline.none')}>
          <Link className="button button-secondary" to={screenPath(businessId, 'today')}>
            {t('common.today')}
          </Link>
        </Empty>
      )}
    </Screen>
  )
}

async function leaveAll(acts: readonly Act[]): Promise<void> {
  for (const act of acts) await leave(act)
}
