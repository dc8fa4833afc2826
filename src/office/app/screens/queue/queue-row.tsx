import { MAY } from '#platform/http/rights.ts'
import { Icon } from '#site/components/icon.tsx'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { RowMenu } from '../today/row-menu.tsx'
import { clockOf, type QueueActs, type QueueAnswer, type Standing, turnText, waitedText } from './use-queue.ts'

interface Props {
  entry: Standing
  queue: QueueAnswer
  acts: QueueActs
  /** Who stands two before him, before him, and behind him. */
  around: { two: Standing['id'] | null; one: Standing['id'] | null; next: Standing['id'] | undefined }
  onSeat: () => void
}

/** One who waits: number, since when, until when, and what is done with him. */
export function QueueRow({ entry, queue, acts, around, onSeat }: Props) {
  const say = useSay()
  const { t } = say
  const { may } = useHere()
  const { number, name, services, staffId, phone, how, state, at } = entry
  const who = queue.people.find(({ id }) => id === staffId)?.name
  const what = services.map((service) => service.name).join(' + ') || t('queue.noService')
  const isNow = at !== null && at <= queue.now && services.length > 0
  const named = (action: string) => `${action}: ${t('queue.number', { number })}`
  return (
    <li className="queue-row" data-entry={number}>
      <span className="queue-no figure">{number}</span>
      <div className="queue-who">
        <p className="strong">
          <bdi className="name">{name ?? t('queue.number', { number })}</bdi>
        </p>
        <p className="small muted">{[what, who].filter(Boolean).join(' · ')}</p>
        <p className="queue-signs small muted">
          <span>{waitedText(say, entry.joinedAt, queue.now)}</span>
          {how === 'door' && <span>{t('queue.byDoorSign')}</span>}
          {phone && <a href={`tel:${phone}`}>{phone}</a>}
          {state === 'called' && (
            <span className="today-sign today-ok">
              <Icon name="done" small />
              {t('queue.calledSign')}
            </span>
          )}
        </p>
      </div>
      <div className="queue-turn">
        <p className={isNow ? 'strong today-ok' : at === null ? 'strong today-bad' : 'strong'}>
          {turnText(say, at, queue)}
        </p>
        {entry.byPerson.length > 1 && (
          <p className="small muted">
            {entry.byPerson.map((one) => `${nameIn(queue, one.staffId)} ${clockOf(one.at, queue.zone)}`).join(', ')}
          </p>
        )}
      </div>
      <div className="queue-acts">
        <Button
          look={isNow ? 'primary' : 'secondary'}
          label={named(t('queue.take'))}
          onClick={() => (isNow ? void acts.seat(entry, {}) : onSeat())}
        >
          {t('queue.take')}
        </Button>
        {state === 'waiting' && (
          <Button look="quiet" label={named(t('queue.call'))} onClick={() => acts.call(entry)}>
            {t('queue.call')}
          </Button>
        )}
        <RowMenu label={named(t('app.more'))}>
          <button className="menu-item" type="button" onClick={onSeat}>
            {t('queue.takeWith')}
          </button>
          {state === 'called' && (
            <button className="menu-item" type="button" onClick={() => acts.wait(entry)}>
              {t('queue.callBack')}
            </button>
          )}
          {may(MAY.orderQueue) && around.one !== null && (
            <button className="menu-item" type="button" onClick={() => void acts.move(entry, around.two, around.one)}>
              {t('queue.up')}
            </button>
          )}
          {may(MAY.orderQueue) && around.next !== undefined && (
            <button
              className="menu-item"
              type="button"
              onClick={() => void acts.move(entry, around.next ?? null, around.one)}
            >
              {t('queue.down')}
            </button>
          )}
          <button className="menu-item" type="button" onClick={() => void acts.remove(entry, 'left')}>
            {t('queue.hasLeft')}
          </button>
          <button className="menu-item" type="button" onClick={() => void acts.remove(entry, 'gone')}>
            {t('queue.wasGone')}
          </button>
        </RowMenu>
      </div>
    </li>
  )
}

const nameIn = ({ people }: QueueAnswer, staffId: string): string =>
  people.find(({ id }) => id === staffId)?.name.split(' ')[0] ?? ''
