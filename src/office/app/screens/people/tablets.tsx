import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Given } from '../../api.ts'
import { keyOf, useAct, useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { lock } from '../../tablet/lock.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm, Dialog } from '../../ui/dialog.tsx'
import { NumberField, TextField } from '../../ui/fields.tsx'
import { Section } from '../../ui/screen.tsx'
import { Failed, Loaded } from '../../ui/states.tsx'
import { useSaving } from '../settings/draft.ts'
import { Wrong } from '../settings/save-bar.tsx'

const TABLETS = 'GET /api/businesses/:businessId/tablets'
type Tablet = Given<typeof TABLETS>['tablets'][number]

/** Devices that the team uses in turn. */
export function Tablets() {
  const { t } = useSay()
  const { businessId } = useHere()
  const read = useRead(TABLETS, { params: { businessId } })
  const [open, setOpen] = useState<Tablet | 'new' | null>(null)
  const [ending, setEnding] = useState<Tablet | null>(null)
  const end = useSaving('DELETE /api/businesses/:businessId/tablets/:tabletId', [TABLETS], () => setEnding(null))
  return (
    <Section title={t('tablet.title')} hint={t('tablet.hint')}>
      <Loaded from={read} rows={1}>
        {({ tablets }) => (
          <>
            <ul className="rows">
              {tablets.map((tablet) => (
                <li key={tablet.id} className="row row-wrap">
                  <span className="row-text">
                    <span className="strong name">{tablet.name}</span>
                    <span className="small muted">
                      {[tablet.isThis && t('tablet.this'), t('tablet.locksAfter', { count: tablet.idleMinutes })]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </span>
                  {tablet.isThis && (
                    <Button look="secondary" size="small" icon="lock" onClick={() => void lock()}>
                      {t('tablet.lock')}
                    </Button>
                  )}
                  <Button
                    look="quiet"
                    size="small"
                    label={`${t('app.edit')}: ${tablet.name}`}
                    onClick={() => setOpen(tablet)}
                  >
                    {t('app.edit')}
                  </Button>
                  <Button
                    look="quiet"
                    size="small"
                    label={`${t('tablet.end')}: ${tablet.name}`}
                    onClick={() => setEnding(tablet)}
                  >
                    {t('tablet.end')}
                  </Button>
                </li>
              ))}
            </ul>
            {!tablets.some(({ isThis }) => isThis) && (
              <div>
                <Button look="secondary" onClick={() => setOpen('new')}>
                  {t('tablet.mark')}
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
      {open && <TabletForm tablet={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {ending && (
        <Confirm
          title={t('tablet.endTitle')}
          consequence={
            <>
              <p>{t('tablet.endConsequence')}</p>
              {end.error && <Failed error={end.error} />}
            </>
          }
          yes={t('tablet.end')}
          no={t('tablet.stays')}
          busy={end.isPending}
          onYes={() => end.mutate({ params: { businessId, tabletId: ending.id } })}
          onNo={() => setEnding(null)}
        />
      )}
    </Section>
  )
}

const USUAL_MINUTES = 2

function TabletForm({ tablet, onClose }: { tablet: Tablet | null; onClose: () => void }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const queries = useQueryClient()
  const [form, setForm] = useState({
    name: tablet?.name ?? t('tablet.usualName'),
    idleMinutes: (tablet?.idleMinutes ?? USUAL_MINUTES) as number | null,
  })
  const change = useSaving('PUT /api/businesses/:businessId/tablets/:tabletId', [TABLETS], onClose)
  const mark = useAct('POST /api/businesses/:businessId/tablets', {
    // From now on this browser locks itself: who it is, is read anew with the page.
    onDone: () => void queries.invalidateQueries({ queryKey: keyOf(TABLETS) }).then(() => location.reload()),
  })
  const body = { name: form.name, idleMinutes: form.idleMinutes ?? USUAL_MINUTES }
  const error = change.error ?? mark.error
  const names: Record<string, string> = { name: t('tablet.name'), idleMinutes: t('tablet.idle') }
  return (
    <Dialog
      title={tablet ? tablet.name : t('tablet.mark')}
      onClose={onClose}
      foot={
        <Button
          wide
          busy={change.isPending || mark.isPending}
          onClick={() =>
            tablet
              ? change.mutate({
                  params: { businessId, tabletId: tablet.id },
                  body: { ...body, version: tablet.version },
                })
              : mark.mutate({ params: { businessId }, body })
          }
        >
          {tablet ? t('app.save') : t('tablet.markThis')}
        </Button>
      }
    >
      {!tablet && <p className="muted">{t('tablet.markHint')}</p>}
      <TextField
        label={t('tablet.name')}
        maxLength={60}
        value={form.name}
        onChange={(name) => setForm({ ...form, name })}
      />
      <NumberField
        label={t('tablet.idle')}
        hint={t('tablet.idleHint')}
        value={form.idleMinutes}
        onChange={(idleMinutes) => setForm({ ...form, idleMinutes })}
      />
      {error && <Wrong error={error} nameOf={(field) => names[field] ?? ''} />}
    </Dialog>
  )
}
