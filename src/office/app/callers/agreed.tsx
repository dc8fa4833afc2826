import { useQueryClient } from '@tanstack/react-query'
import { localDateAt, toMinute } from '#kernel/time.ts'
import type { Given } from '../api.ts'
import { useAct } from '../queries.ts'
import { textOf, useSay } from '../say.tsx'
import { useHere } from '../session.tsx'
import { toast } from '../toasts.tsx'
import { Button } from '../ui/button.tsx'
import { CALLER } from './caller-facts.tsx'

const ZONE = 'Asia/Atyrau'

/** "Told and agreed by phone": the words to read, who read them last, and when. */
export function Agreed({ card: { id, consent, consentText } }: { card: Given<typeof CALLER> }) {
  const say = useSay()
  const { t, f, locale } = say
  const { businessId } = useHere()
  const queries = useQueryClient()
  const agree = useAct('POST /api/businesses/:businessId/callers/:clientId/consents', {
    onDone: () => {
      toast({ text: t('callers.consentDone') })
      void queries.invalidateQueries({ queryKey: [CALLER] })
    },
    onRefused: (why) => toast({ text: textOf(say, why), tone: 'bad' }),
  })
  const isOld = consent !== null && consent.text !== consentText
  return (
    <details className="visit-part">
      <summary className="visit-fold">{t('callers.consent')}</summary>
      <p>
        {consent
          ? t('callers.consentOf', {
              ...{ date: f.date(localDateAt(toMinute(new Date(consent.at)), ZONE)), text: consent.text },
              name: consent.by ?? '—',
            })
          : t('callers.consentNone')}
      </p>
      {isOld && <p className="visit-over">{t('callers.consentOld')}</p>}
      {(!consent || isOld) && (
        <>
          <p className="label">{t('callers.consentRead')}</p>
          <p>{t('callers.consentText')}</p>
          <Button
            look="secondary"
            busy={agree.isPending}
            onClick={() => agree.mutate({ params: { businessId, clientId: id }, body: { text: consentText, locale } })}
          >
            {t('callers.consentYes')}
          </Button>
        </>
      )}
    </details>
  )
}
