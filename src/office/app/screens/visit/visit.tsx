import { useNavigate, useParams } from 'react-router'
import { screenPath } from '../../paths.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { VisitCard } from './visit-card.tsx'

/** A visit by an address of its own. */
export default function Visit() {
  const { t } = useSay()
  const { businessId } = useHere()
  const { visitId = '' } = useParams()
  const navigate = useNavigate()
  return (
    <div className="visit-alone">
      <h1 className="hidden-visually">{t('card.title')}</h1>
      <VisitCard visitId={visitId} onClose={() => navigate(screenPath(businessId, 'today'))} />
    </div>
  )
}
