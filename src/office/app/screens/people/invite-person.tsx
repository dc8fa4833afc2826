import { useState } from 'react'
import { includes, RIGHTS, type Right } from '#platform/http/rights.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { Loaded } from '../../ui/states.tsx'
import { useSaving } from '../settings/draft.ts'
import { Wrong } from '../settings/save-bar.tsx'
import type { Member } from './people.tsx'

const INVITATIONS = 'GET /api/businesses/:businessId/invitations'

/** An account for a person who has none: by a link to an address. */
export function InvitePerson({ member }: { member: Member }) {
  const { t } = useSay()
  const { businessId, right: own } = useHere()
  const read = useRead(INVITATIONS, { params: { businessId } })
  const [form, setForm] = useState({ email: '', right: 'specialist' as Right })
  const invite = useSaving('POST /api/businesses/:businessId/invitations', [INVITATIONS])
  return (
    <Loaded from={read} rows={1}>
      {({ invitations }) => {
        const open = invitations.find(({ staffId, isExpired }) => staffId === member.id && !isExpired)
        if (open) return <p>{t('rights.invited', { email: open.email })}</p>
        return (
          <>
            <div className="columns">
              <TextField
                label={t('rights.email')}
                hint={t('rights.inviteHint')}
                type="email"
                autoComplete="off"
                maxLength={254}
                value={form.email}
                onChange={(email) => setForm({ ...form, email })}
              />
              <SelectField
                label={t('rights.change')}
                value={form.right}
                choices={RIGHTS.filter((one) => includes(own, one)).map((one) => ({
                  value: one,
                  says: t(`rights.${one}`),
                }))}
                onChange={(right) => setForm({ ...form, right })}
              />
            </div>
            <div>
              <Button
                look="secondary"
                busy={invite.isPending}
                onClick={() => invite.mutate({ params: { businessId }, body: { ...form, staffId: member.id } })}
              >
                {t('rights.invite')}
              </Button>
            </div>
            {invite.error && (
              <Wrong error={invite.error} nameOf={(field) => (field === 'email' ? t('rights.email') : '')} />
            )}
          </>
        )
      }}
    </Loaded>
  )
}
