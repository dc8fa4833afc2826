import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import type { ClientId } from '#kernel/ids.ts'
import { MAY } from '#platform/http/rights.ts'
import { Icon } from '#site/components/icon.tsx'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/fields.tsx'

export type ChosenClient =
  | { kind: 'walk-in' }
  | { kind: 'new'; name: string; phone: string }
  | { kind: 'known'; clientId: ClientId; name: string }

export const NOBODY: ChosenClient = { kind: 'walk-in' }
/** Fewer letters find half the card box. */
const SEARCH_FROM = 2
const SHOWN = 5

interface Props {
  client: ChosenClient
  text: string
  /** What of the text names the client. */
  who: string
  onText: (text: string) => void
  onChange: (client: ChosenClient) => void
  /** Enter: it is to be saved, for this client. */
  onEnter: (client: ChosenClient) => void
}

/** A known client by a few letters or the last digits of the phone, or a new one by name and phone. */
export function ClientField({ client, text, who, onText, onChange, onEnter }: Props) {
  const { t } = useSay()
  if (client.kind === 'known') {
    return (
      <div className="cal-known">
        <Icon name="person" small />
        <bdi className="name strong row-text">{client.name}</bdi>
        <Button look="quiet" size="small" onClick={() => onChange(NOBODY)}>
          {t('common.change')}
        </Button>
      </div>
    )
  }
  return <ClientSearch client={client} text={text} who={who} onText={onText} onChange={onChange} onEnter={onEnter} />
}

function ClientSearch({ client, text, who, onText, onChange, onEnter }: Props) {
  const { t } = useSay()
  const { businessId, may } = useHere()
  const id = useId()
  const [phone, setPhone] = useState(client.kind === 'new' ? client.phone : '')
  const q = useDeferredValue(who)
  const found = useRead(
    'GET /api/businesses/:businessId/clients',
    { params: { businessId }, query: { q } },
    { enabled: may(MAY.findClients) && q.length >= SEARCH_FROM },
  )
  const hits = (q.length >= SEARCH_FROM && found.data?.clients.slice(0, SHOWN)) || []
  const known = (hit: (typeof hits)[number]): ChosenClient => ({ kind: 'known', clientId: hit.id, name: hit.name })
  const fresh: ChosenClient = who === '' ? NOBODY : { kind: 'new', name: who, phone }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    const [first] = hits
    onEnter(first ? known(first) : fresh)
  }
  return (
    <>
      <div className="field">
        <label className="label" htmlFor={id}>
          {t('calendar.client')}
        </label>
        <input
          id={id}
          className="input"
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the panel was opened to type here
          autoFocus
          placeholder={t('calendar.clientHow')}
          value={text}
          onKeyDown={onKeyDown}
          onChange={(event) => onText(event.target.value)}
        />
        <p className="hint">{client.kind === 'new' ? t('calendar.clientNew') : t('calendar.clientHint')}</p>
      </div>
      {hits.length > 0 && (
        <ul className="cal-hits">
          {hits.map((hit) => (
            <li key={hit.id}>
              <button className="cal-hit" type="button" onClick={() => onChange(known(hit))}>
                <bdi className="name strong">{hit.name}</bdi>
                <span className="small muted">
                  {[hit.phone, t('office.visits', { count: hit.totalAppointments })].filter(Boolean).join(' · ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {who !== '' && (
        <TextField
          label={t('common.phone')}
          hint={t('common.optional')}
          type="tel"
          value={phone}
          onChange={(next) => {
            setPhone(next)
            onChange({ kind: 'new', name: who, phone: next })
          }}
        />
      )}
    </>
  )
}
