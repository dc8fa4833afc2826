import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { LOCALES, type Locale } from '#kernel/localized-text.ts'
import { toMinute, wallAt } from '#kernel/time.ts'
import { MAY } from '#platform/http/rights.ts'
import { Icon } from '#site/components/icon.tsx'
import type { Given } from '../../api.ts'
import { keyOf, useAct } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField, Segments } from '../../ui/fields.tsx'
import { refreshVisits } from '../../visits/shown.ts'

export const CALLS = 'GET /api/businesses/:businessId/call-list'
export const CALL = 'GET /api/businesses/:businessId/appointments/:appointmentId/call'
export type CallRow = Given<typeof CALL>

const OUTCOMES = ['confirmed', 'no_answer', 'later', 'wrong_number'] as const
const NAMES: Readonly<Record<Locale, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' }
const ZONE = 'Asia/Atyrau'

/** Has all that tells of calls read anew. */
function useCallsAnew(): () => void {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: keyOf(CALLS) })
    void queries.invalidateQueries({ queryKey: keyOf(CALL) })
    void refreshVisits(queries)
  }
}

/** What is read on the telephone: in the client's language, or in another one if he speaks it after all. */
export function Aloud({ aloud }: { aloud: CallRow['aloud'] }) {
  const { t } = useSay()
  const [locale, setLocale] = useState<Locale>(aloud.locale)
  return (
    <div className="aloud">
      <Segments
        label={t('common.language')}
        value={locale}
        choices={LOCALES.map((value) => ({ value, says: NAMES[value] }))}
        onChange={setLocale}
      />
      <blockquote className="today-text" lang={locale}>
        {aloud.texts[locale]}
      </blockquote>
    </div>
  )
}

/** What came of it, in one press each. */
export function Outcomes({ row, onDone }: { row: CallRow; onDone?: () => void }) {
  const say = useSay()
  const { t } = say
  const { businessId } = useHere()
  const anew = useCallsAnew()
  const act = useAct('POST /api/businesses/:businessId/appointments/:appointmentId/calls', {
    onDone: () => {
      toast({ text: t('desk.said') })
      anew()
      onDone?.()
    },
    onRefused: (why) => {
      toast({ text: textOf(say, why), tone: 'bad' })
      anew()
    },
    onOffline: () => toast({ text: t('app.offline'), tone: 'bad' }),
  })
  const named = (action: string): string => t('office.actionFor', { action, time: row.time, name: row.clientName })
  return (
    <fieldset className="outcomes">
      <legend className="hidden-visually">{t('desk.outcomes')}</legend>
      {OUTCOMES.map((outcome) => (
        <Button
          key={outcome}
          look={outcome === 'confirmed' ? 'primary' : 'secondary'}
          size="small"
          label={named(t(`desk.outcome.${outcome}`))}
          busy={act.isPending}
          onClick={() =>
            act.mutate({ params: { businessId, appointmentId: row.id }, body: { outcome, version: row.version } })
          }
        >
          {t(`desk.outcome.${outcome}`)}
        </Button>
      ))}
    </fieldset>
  )
}

/** How the last call ended, and when to call again. */
export function LastCall({ call }: { call: CallRow['call'] }) {
  const { t } = useSay()
  if (!call) return null
  const again = call.again && wallAt(toMinute(new Date(call.again)), ZONE).time
  return (
    <span className={call.outcome === 'confirmed' ? 'today-sign today-ok' : 'today-sign today-warn'}>
      <Icon name={call.outcome === 'confirmed' ? 'done' : 'phone'} small />
      <span>
        {[
          t(`desk.outcome.${call.outcome}`),
          ...(call.tries > 1 ? [t('desk.tries', { count: call.tries })] : []),
          ...(again ? [t('desk.again', { time: again })] : []),
        ].join(' · ')}
      </span>
    </span>
  )
}

export function ByPhone({ row }: { row: CallRow }) {
  const say = useSay()
  const { t } = say
  const { businessId, may } = useHere()
  const anew = useCallsAnew()
  const act = useAct('PUT /api/businesses/:businessId/clients/:clientId/by-phone', {
    onDone: anew,
    onRefused: (why) => toast({ text: textOf(say, why), tone: 'bad' }),
  })
  if (!may(MAY.setClient)) return null
  return (
    <CheckField
      label={t('desk.isByPhone')}
      checked={act.isPending ? act.variables.body.byPhone : row.byPhone}
      onChange={(byPhone) => act.mutate({ params: { businessId, clientId: row.clientId }, body: { byPhone } })}
    />
  )
}
