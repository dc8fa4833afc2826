import { Icon } from '#site/components/icon.tsx'
import type { Given } from '../api.ts'
import { useSay } from '../say.tsx'

export const CALLER = 'GET /api/businesses/:businessId/callers/:clientId'
export const CALLERS = 'GET /api/businesses/:businessId/callers'
type Brief = Given<typeof CALLERS>['callers'][number]

/** In one line, for a row that is found while the phone rings. */
export function callerLine({ t, f }: ReturnType<typeof useSay>, { phoneShown, next, last, noShows }: Brief): string {
  return [
    phoneShown,
    next && t('callers.next', { when: `${f.dayShort(next.date)}, ${next.time}` }),
    last && t('callers.last', { date: f.date(last) }),
    noShows > 0 && t('card.noShows', { count: noShows }),
  ]
    .filter(Boolean)
    .join(' · ')
}

export function CallerFacts({ caller }: { caller: Brief }) {
  const say = useSay()
  return (
    <>
      <p className="muted small">{callerLine(say, caller)}</p>
      {caller.hasAllergy && (
        <p className="visit-over">
          <Icon name="alert" small />
          {say.t('callers.allergy')}
        </p>
      )}
    </>
  )
}
