import { useState } from 'react'
import { areLettersOff, boundKeys, type KeyBinding, switchLetters } from '../keys.ts'
import { useSay } from '../say.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { CheckField } from '../ui/fields.tsx'

const NAMES: Readonly<Record<string, string>> = {
  Slash: '/',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  BracketLeft: '[',
  BracketRight: ']',
  Minus: '−',
  Equal: '+',
  Escape: 'Esc',
}
const nameOf = (code: string): string => NAMES[code] ?? code.replace(/^(Key|Digit)/, '')

const spelled = ({ code, shift, ctrl, after }: KeyBinding): string[] => {
  const isQuestion = code === 'Slash' && shift
  return [
    ...(after ? [nameOf(after)] : []),
    ...(ctrl ? ['Ctrl'] : []),
    ...(shift && !isQuestion ? ['Shift'] : []),
    isQuestion ? '?' : nameOf(code),
  ]
}

/** What can be pressed on the screen behind. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useSay()
  const [off, setOff] = useState(areLettersOff)
  return (
    <Dialog title={t('app.key.help')} onClose={onClose}>
      <dl className="keys">
        {boundKeys().map((key) => (
          <div key={spelled(key).join(' ')} className="keys-row">
            <dt>
              {spelled(key).map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{t(key.says)}</dd>
          </div>
        ))}
      </dl>
      <CheckField
        label={t('app.key.letters')}
        checked={!off}
        onChange={(on) => {
          switchLetters(on)
          setOff(!on)
        }}
      />
    </Dialog>
  )
}
