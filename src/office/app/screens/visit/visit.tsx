import { useNavigate, useParams } from 'react-router'
import { screenPath } from '../../paths.ts'
import { useHere } from '../../session.tsx'
import { VisitCard } from './visit-card.tsx'

/** A visit by an address of its own. */
export default function Visit() {
  const { businessId } = useHere()
  const { visitId = '' } = useParams()
  const navigate = useNavigate()
  return <VisitCard visitId={visitId} onClose={() => navigate(screenPath(businessId, 'today'))} />
}
