import { useEffect, useState } from 'react'
import { Avatar } from '#site/components/avatar.tsx'
import { screenPath } from '../paths.ts'
import { useAct } from '../queries.ts'
import { textOf, useSay } from '../say.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { unlock } from './lock.ts'
import type { Person } from './locked.tsx'

const DIGITS = 4
const PAD = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', '⌫'] as const

/** Four digits by finger or keyboard; with the fourth they are tried. */
export function PinPad({ person, businessId, onClose }: { person: Person; businessId: string; onClose: () => void }) {
  const say = useSay()
  const { t } = say
  const [pin, setPin] = useState('')
  const enter = useAct('POST /api/tablet/session', {
    onDone: () => {
      unlock()
      // The page is begun anew: nothing of whoever was here before is left in it.
      location.assign(screenPath(businessId, 'today'))
    },
    onRefused: () => setPin(''),
    onOffline: () => setPin(''),
  })
  const { isPending, mutate } = enter
  // Four digits are being tried: nothing is added to them, nor taken away.
  const press = (key: string) =>
    setPin((before) => {
      if (before.length === DIGITS) return before
      return key === '⌫' ? before.slice(0, -1) : before + key
    })
  useEffect(() => {
    if (pin.length === DIGITS) mutate({ body: { staffId: person.staffId, pin } })
  }, [pin, person.staffId, mutate])
  useEffect(() => {
    const typed = ({ key }: KeyboardEvent) => {
      if (/^\d$/.test(key)) press(key)
      if (key === 'Backspace') press('⌫')
    }
    addEventListener('keydown', typed)
    return () => removeEventListener('keydown', typed)
  })
  return (
    <Dialog title={t('tablet.pinOf')} onClose={onClose}>
      <div className="pin-pad">
        <p className="with-icon">
          <Avatar name={person.name} photo={person.photo} />
          <bdi className="strong name">{person.name}</bdi>
        </p>
        <p className="pin-dots" role="status" aria-label={t('tablet.digits', { count: pin.length })}>
          {Array.from({ length: DIGITS }, (_, i) => (
            <span key={String(i)} className={i < pin.length ? 'pin-dot pin-dot-full' : 'pin-dot'} />
          ))}
        </p>
        <p className="pin-wrong" role="alert">
          {!isPending && pin === '' && enter.error && textOf(say, enter.error)}
        </p>
        <div className="pin-keys">
          {PAD.map((key) =>
            key === '' ? (
              <span key="none" />
            ) : (
              <button
                key={key}
                className="pin-key"
                type="button"
                aria-label={key === '⌫' ? t('tablet.erase') : key}
                onClick={() => press(key)}
              >
                {key}
              </button>
            ),
          )}
        </div>
      </div>
    </Dialog>
  )
}
