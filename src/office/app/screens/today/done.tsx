import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../api.ts'
import { keyOf, useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { BackToToday } from './back.tsx'
import { DONE, DoneRow } from './done-entry.tsx'
import { LAST_DONE } from './done-line.tsx'

/** Everything the platform did by itself. What one has had on the screen is seen. */
export default function Done() {
  const { t } = useSay()
  const { businessId } = useHere()
  const queries = useQueryClient()
  const params = { businessId }
  const [before, setBefore] = useState<string[]>([])
  const last = before.at(-1)
  const page = useRead(DONE, { params, query: last ? { before: last } : {} })
  const newest = before.length === 0 ? page.data?.entries[0] : undefined
  const toSee = newest?.isNew ? newest.id : null
  useEffect(() => {
    if (!toSee) return
    const ask = { params: { businessId }, body: { upTo: toSee } }
    // What is marked as new stays so while one looks at it; only the line on Today is read anew.
    call('PUT /api/businesses/:businessId/done-for-you/seen', ask).then(
      () => queries.invalidateQueries({ queryKey: keyOf(DONE, { params: { businessId }, query: LAST_DONE }) }),
      () => undefined, // it is seen the next time
    )
  }, [toSee, businessId, queries])
  return (
    <Screen title={t('desk.done')} actions={<BackToToday />}>
      <p className="muted">{t('desk.doneAbout')}</p>
      <Loaded from={page} rows={8}>
        {({ entries, next }) =>
          entries.length === 0 ? (
            <Empty title={t('desk.nothingDone')} hint={t('desk.nothingDoneHint')} />
          ) : (
            <>
              <ol className="rows card">
                {entries.map((entry) => (
                  <DoneRow key={entry.id} entry={entry} />
                ))}
              </ol>
              <div className="buttons">
                {before.length > 0 && (
                  <Button look="secondary" onClick={() => setBefore(before.slice(0, -1))}>
                    {t('audit.newer')}
                  </Button>
                )}
                {next && (
                  <Button look="secondary" onClick={() => setBefore([...before, next])}>
                    {t('audit.older')}
                  </Button>
                )}
              </div>
            </>
          )
        }
      </Loaded>
    </Screen>
  )
}
