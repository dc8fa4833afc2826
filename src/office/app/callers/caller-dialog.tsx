import '../../styles/visit.css'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ClientId } from '#kernel/ids.ts'
import { Icon } from '#site/components/icon.tsx'
import { visitScreen } from '../paths.ts'
import { useRead } from '../queries.ts'
import { useSay } from '../say.tsx'
import { useHere } from '../session.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/states.tsx'
import { Agreed } from './agreed.tsx'
import { CALLER, CallerFacts } from './caller-facts.tsx'
import { BookUsual } from './usual.tsx'

interface Props {
  clientId: ClientId
  name: string
  onClose: () => void
}

/** Who calls: what matters while he is on the phone, and the usual in one press. */
export default function CallerDialog({ clientId, name, onClose }: Props) {
  const { t } = useSay()
  const { businessId } = useHere()
  const navigate = useNavigate()
  const [asksUsual, setAsksUsual] = useState(false)
  const read = useRead(CALLER, { params: { businessId, clientId } })
  const next = read.data?.next
  return (
    <Dialog title={name} onClose={onClose}>
      <Loaded from={read}>
        {(card) => (
          <div className="visit-card">
            <CallerFacts caller={card} />
            {card.family.length > 0 && (
              <p className="small">
                {t('callers.family')}: <bdi className="name">{card.family.map((one) => one.name).join(', ')}</bdi>
              </p>
            )}
            <div className="buttons">
              {!asksUsual && <Button onClick={() => setAsksUsual(true)}>{t('callers.usual')}</Button>}
              {next && (
                <Button
                  look="secondary"
                  onClick={() => {
                    onClose()
                    navigate(visitScreen(businessId, next.id))
                  }}
                >
                  {t('callers.openNext')}
                </Button>
              )}
              {card.phone && (
                <a className="button button-secondary" href={`tel:${card.phone}`}>
                  <Icon name="phone" small />
                  {card.phoneShown}
                </a>
              )}
            </div>
            {asksUsual && <BookUsual clientId={clientId} onDone={onClose} />}
            <Agreed card={card} />
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}
