import { useState } from 'react'
import { addDays, type LocalDate } from '#kernel/time.ts'
import { includes, RIGHTS, type Right } from '#platform/http/rights.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { useSaving } from '../settings/draft.ts'
import { Wrong } from '../settings/save-bar.tsx'
import { TEAM_READS } from './new-person.tsx'
import type { Member } from './people.tsx'

const PUT = 'PUT /api/businesses/:businessId/staff/:staffId/stand-in'

interface Props {
  member: Member
  /** The standing one. */
  right: Right
  /** Of who gives. */
  own: Right
}

const today = (): LocalDate => new Date().toISOString().slice(0, 10)

/** A higher right for some days, given and taken back. */
export function StandInOf({ member, right, own }: Props) {
  const { t, f } = useSay()
  const { businessId } = useHere()
  const [isOpen, setOpen] = useState(false)
  const end = useSaving(PUT, TEAM_READS)
  const higher = RIGHTS.filter((one) => includes(own, one) && !includes(right, one))
  const standIn = member.standIn && member.standIn.last >= addDays(today(), -1) ? member.standIn : null
  if (higher.length === 0 && !standIn) return null
  return (
    <div className="stand-in">
      <h3>{t('rights.standIn')}</h3>
      {standIn ? (
        <div className="row row-wrap">
          <span className="row-text">
            {t('rights.standInNow', {
              right: t(`rights.${standIn.right}`),
              first: f.date(standIn.first),
              last: f.date(standIn.last),
            })}
          </span>
          <Button
            look="quiet"
            size="small"
            busy={end.isPending}
            onClick={() =>
              end.mutate({
                params: { businessId, staffId: member.id },
                body: { standIn: null, version: member.version },
              })
            }
          >
            {t('rights.standInEnd')}
          </Button>
        </div>
      ) : (
        <>
          <p className="small muted">{t('rights.standInHint')}</p>
          <div>
            <Button look="secondary" onClick={() => setOpen(true)}>
              {t('rights.standInGive')}
            </Button>
          </div>
        </>
      )}
      {end.error && <Wrong error={end.error} />}
      {isOpen && <Give member={member} higher={higher} onClose={() => setOpen(false)} />}
    </div>
  )
}

function Give({ member, higher, onClose }: { member: Member; higher: readonly Right[]; onClose: () => void }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const [form, setForm] = useState({ right: higher[0] ?? 'reception', first: today(), last: today() })
  const save = useSaving(PUT, TEAM_READS, onClose)
  const isBackwards = form.last < form.first
  return (
    <Dialog
      title={t('rights.standInGive')}
      onClose={onClose}
      foot={
        <Button
          wide
          busy={save.isPending}
          onClick={() => {
            if (isBackwards) return
            save.mutate({
              params: { businessId, staffId: member.id },
              body: { standIn: form, version: member.version },
            })
          }}
        >
          {t('app.save')}
        </Button>
      }
    >
      <p className="muted">{t('rights.standInHint')}</p>
      <SelectField
        label={t('rights.change')}
        value={form.right}
        choices={higher.map((one) => ({ value: one, says: t(`rights.${one}`) }))}
        onChange={(right) => setForm({ ...form, right })}
      />
      <div className="times">
        <TextField
          label={t('rights.first')}
          type="date"
          value={form.first}
          onChange={(first) => first && setForm({ ...form, first })}
        />
        <TextField
          label={t('rights.last')}
          type="date"
          error={isBackwards ? t('people.backwards') : undefined}
          value={form.last}
          onChange={(last) => last && setForm({ ...form, last })}
        />
      </div>
      {save.error && <Wrong error={save.error} />}
    </Dialog>
  )
}
