import { useRef, useState } from 'react'
import { Icon } from '#site/components/icon.tsx'
import { SIGN_OUT } from '../../links.ts'
import { closeDrawer, forgetAll } from '../offline/drawer.ts'
import { useQueue } from '../offline/queue.ts'
import { useSay } from '../say.tsx'
import { Confirm } from '../ui/dialog.tsx'

/** Signs out and leaves nothing behind; what was done and not sent yet is said before. */
export function SignOut() {
  const { t } = useSay()
  const form = useRef<HTMLFormElement>(null)
  const { all } = useQueue()
  const [isAsking, setAsking] = useState(false)
  const leave = () => {
    closeDrawer()
    void forgetAll().finally(() => form.current?.submit())
  }
  return (
    <>
      <form
        ref={form}
        method="post"
        action={SIGN_OUT}
        onSubmit={(event) => {
          event.preventDefault()
          if (all.length > 0) setAsking(true)
          else leave()
        }}
      >
        <button className="menu-item" type="submit">
          <Icon name="back" small />
          {t('accounts.signOut')}
        </button>
      </form>
      {isAsking && (
        <Confirm
          title={t('offline.signOutHeading')}
          consequence={<p>{t('offline.signOutConsequence', { count: all.length })}</p>}
          yes={t('accounts.signOut')}
          no={t('offline.stay')}
          onYes={leave}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  )
}
