import { Link } from 'react-router'
import { Icon } from '#site/components/icon.tsx'
import { screenPath } from '../../paths.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'

export function BackToToday() {
  const { t } = useSay()
  const { businessId } = useHere()
  return (
    <Link className="button button-quiet button-small" to={screenPath(businessId, 'today')}>
      <Icon name="back" small />
      {t('common.today')}
    </Link>
  )
}
