import { useState } from 'react'
import { includes, MAY, RIGHTS, type Right } from '#platform/http/rights.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere, useMe } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { Section } from '../../ui/screen.tsx'
import { useDraft, useSaving } from '../settings/draft.ts'
import { SaveBar, Wrong } from '../settings/save-bar.tsx'
import { InvitePerson } from './invite-person.tsx'
import { TEAM_READS } from './new-person.tsx'
import type { Member } from './people.tsx'
import { StandInOf } from './stand-in.tsx'

type Act = keyof typeof MAY
const ACTS = Object.keys(MAY) as Act[]

/** What the account of a person may do here, in words; changed by whoever holds at least as much. */
export function Access({ member }: { member: Member }) {
  const { t } = useSay()
  const { businesses } = useMe()
  const { right: own, may } = useHere()
  const isSelf = businesses.some(({ staffId }) => staffId === member.id)
  if (!member.right)
    return (
      <Section title={t('rights.title')} hint={t('people.noAccount')}>
        {!member.hasAccount && <InvitePerson member={member} />}
      </Section>
    )
  const why = isSelf ? t('rights.own') : may(member.right) ? null : t('rights.tooHigh')
  return (
    <Section title={t('rights.title')}>
      {why ? (
        <>
          <p className="strong">{t(`rights.${member.right}`)}</p>
          <p className="hint">{why}</p>
          <MayList right={member.right} />
        </>
      ) : (
        <>
          <ChangeRight member={member} right={member.right} own={own} />
          <StandInOf member={member} right={member.right} own={own} />
          <Pin member={member} />
        </>
      )}
    </Section>
  )
}

function ChangeRight({ member, right, own }: { member: Member; right: Right; own: Right }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const [closes, setCloses] = useState(false)
  const draft = useDraft({ right })
  const save = useSaving('PUT /api/businesses/:businessId/staff/:staffId/right', TEAM_READS, () => {
    draft.clear()
    setCloses(false)
  })
  const put = (next: Right | null) =>
    save.mutate({ params: { businessId, staffId: member.id }, body: { right: next, version: member.version } })
  return (
    <>
      <SelectField
        label={t('rights.change')}
        value={draft.value.right}
        choices={RIGHTS.filter((one) => includes(own, one)).map((one) => ({ value: one, says: t(`rights.${one}`) }))}
        onChange={(next) => draft.set({ right: next })}
      />
      <MayList right={draft.value.right} />
      <SaveBar
        draft={draft}
        busy={save.isPending}
        error={closes ? null : save.error}
        names={{ right: t('rights.change') }}
        onSave={() => put(draft.value.right)}
      />
      <div>
        <Button look="quiet" onClick={() => setCloses(true)}>
          {t('rights.none')}
        </Button>
      </div>
      {closes && (
        <Confirm
          title={`${t('rights.none')}: ${member.name}`}
          consequence={
            <>
              <p>{t('rights.noneHint')}</p>
              {save.error && <Wrong error={save.error} />}
            </>
          }
          yes={t('rights.none')}
          no={t('tablet.stays')}
          busy={save.isPending}
          onYes={() => put(null)}
          onNo={() => setCloses(false)}
        />
      )}
    </>
  )
}

/** The acts of the table of rights that this right includes. */
function MayList({ right }: { right: Right }) {
  const { t } = useSay()
  return (
    <details className="more">
      <summary>{t('rights.may')}</summary>
      <ul className="plain-list small">
        {ACTS.filter((act) => includes(right, MAY[act])).map((act) => (
          <li key={act}>{t(`rights.act.${act}`)}</li>
        ))}
      </ul>
    </details>
  )
}

const TABLETS = 'GET /api/businesses/:businessId/tablets'

function Pin({ member }: { member: Member }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const read = useRead(TABLETS, { params: { businessId } })
  const drop = useSaving('DELETE /api/businesses/:businessId/staff/:staffId/pin', [TABLETS])
  if (!read.data || read.data.tablets.length === 0) return null
  const has = read.data.withPin.includes(member.id)
  return (
    <div className="row row-wrap">
      <span className="row-text">
        <span className="small muted">{t(has ? 'tablet.hasPin' : 'tablet.noPin')}</span>
      </span>
      {has && (
        <Button
          look="quiet"
          size="small"
          busy={drop.isPending}
          onClick={() => drop.mutate({ params: { businessId, staffId: member.id } })}
        >
          {t('tablet.takePin')}
        </Button>
      )}
      {drop.error && <Wrong error={drop.error} />}
    </div>
  )
}
