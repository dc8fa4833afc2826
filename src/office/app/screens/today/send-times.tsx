import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LOCALES, type Locale } from '#kernel/localized-text.ts'
import { Icon } from '#site/components/icon.tsx'
import { bookPath } from '#site/links.ts'
import type { Say } from '#site/say.ts'
import { call } from '../../api.ts'
import { useRead } from '../../queries.ts'
import { sayOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segments, SelectField } from '../../ui/fields.tsx'
import { Failed, Skeleton } from '../../ui/states.tsx'
import type { Days } from '../calendar/days.ts'
import { type FreeTime, spread } from './times-text.ts'

const NAMES: Readonly<Record<Locale, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' }
const SPANS = { today: 1, three: 3, week: 7 } as const
type SpanName = keyof typeof SPANS

/** Real free times as a text in the client's language: two taps to a messenger. */
export function SendTimes({ days, onClose }: { days: Days; onClose: () => void }) {
  const { t, locale: own } = useSay()
  const { businessId } = useHere()
  const [service, setService] = useState<string>(days.answer.services[0]?.id ?? '')
  const [span, setSpan] = useState<SpanName>('week')
  const [locale, setLocale] = useState<Locale>(own)
  const free = useRead(
    'GET /api/businesses/:businessId/free-times',
    { params: { businessId }, query: { services: `${service}:any`, from: days.answer.today, days: SPANS[span] } },
    { enabled: service !== '' },
  )
  const text = useText(service, locale, free.data ? spread(free.data.days) : [])
  return (
    <Dialog
      title={t('today.sendTimes')}
      onClose={onClose}
      foot={
        text && (
          <div className="buttons buttons-equal">
            <Button
              onClick={() =>
                void navigator.clipboard.writeText(text).then(
                  () => toast({ text: t('today.copied') }),
                  () => toast({ text: t('today.notCopied'), tone: 'bad' }),
                )
              }
            >
              {t('today.copy')}
            </Button>
            <a
              className="button button-secondary"
              href={`https://wa.me/?text=${encodeURIComponent(text)}`}
              target="_blank"
              rel="noopener noreferrer"
            >
              <Icon name="message" small />
              {t('common.whatsapp')}
            </a>
          </div>
        )
      }
    >
      <SelectField
        label={t('common.service')}
        value={service}
        choices={days.answer.services.map(({ id, name }) => ({ value: id as string, says: name }))}
        onChange={setService}
      />
      <Segments
        label={t('today.days')}
        value={span}
        choices={[
          { value: 'today', says: t('common.today') },
          { value: 'three', says: t('calendar.view.three') },
          { value: 'week', says: t('calendar.view.week') },
        ]}
        onChange={setSpan}
      />
      <Segments
        label={t('common.language')}
        value={locale}
        choices={LOCALES.map((value) => ({ value, says: NAMES[value] }))}
        onChange={setLocale}
      />
      {free.error ? (
        <Failed error={free.error} onAgain={() => void free.refetch()} />
      ) : text ? (
        <pre className="today-text" lang={locale}>
          {text}
        </pre>
      ) : free.data ? (
        <p className="muted">{t('today.noTimes')}</p>
      ) : (
        <Skeleton />
      )}
    </Dialog>
  )
}

/** The text in another language than the screen's, the service by its name there; null until it is known. */
function useText(service: string, locale: Locale, times: readonly FreeTime[]): string | null {
  const { businessId, slug } = useHere()
  const { data } = useQuery({
    queryKey: ['send-times', businessId, locale],
    queryFn: async () => {
      const name = 'GET /api/businesses/:businessId/services'
      const [menu, say] = await Promise.all([
        call(name, { params: { businessId }, query: {} }, { locale }),
        sayOf(locale),
      ])
      return { menu, say }
    },
  })
  const named = data?.menu.services.find(({ id }) => id === service)
  if (!data || !named || times.length === 0) return null
  const link = `${location.origin}${bookPath(locale, slug, { service })}`
  return data.say.t('today.sendText', { service: named.name, times: linesOf(data.say, times).join('\n'), link })
}

/** `24 қараша, сейсенбі: 10:00, 15:30`: a day is named with its date, for the text may be read tomorrow. */
function linesOf({ f }: Say, times: readonly FreeTime[]): string[] {
  const days = [...new Set(times.map(({ date }) => date))]
  return days.map((date) => {
    const own = times.filter((one) => one.date === date).map(({ time }) => time)
    return `${f.day(date)}: ${own.join(', ')}`
  })
}
