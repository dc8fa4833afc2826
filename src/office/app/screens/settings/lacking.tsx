import { Link } from 'react-router'
import { Icon } from '#site/components/icon.tsx'
import { photosPath } from '../../../links.ts'
import type { Given } from '../../api.ts'
import { screenPath } from '../../paths.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'

type Readiness = Given<'GET /api/businesses/:businessId/readiness'>
type What = Readiness['lacking'][number]['what']

const WHERE: Readonly<Record<What, string>> = {
  services: 'services',
  hours: 'settings/hours',
  people: 'people',
  provider: 'people',
  phone: 'settings/profile',
  address: 'settings/place',
  photos: '',
  description: 'settings/profile',
  translations: 'services',
  kaspi: 'settings/kaspi',
}

/** What the page lacks, in words, each with the way to where it is mended. */
export function Lacking({ ready }: { ready: Readiness }) {
  const { t } = useSay()
  const { businessId } = useHere()
  if (ready.lacking.length === 0)
    return (
      <p className="with-icon">
        <Icon name="done" small />
        {t('settings.lacksNothing')}
      </p>
    )
  return (
    <ul className="rows">
      {ready.lacking.map(({ what, isNeeded, services }) => {
        const text = (
          <>
            <Icon name={isNeeded ? 'alert' : 'info'} small />
            <span className="row-text">
              <span>{t(`settings.lacks.${what}`)}</span>
              {services.length > 0 && (
                <span className="small muted">{services.map(({ name }) => name).join(', ')}</span>
              )}
              {!isNeeded && <span className="small muted">{t('settings.notNeeded')}</span>}
            </span>
            <Icon name="next" small />
          </>
        )
        return (
          <li key={what}>
            {what === 'photos' ? (
              <a className="row row-link" href={photosPath(businessId)}>
                {text}
              </a>
            ) : (
              <Link className="row row-link" to={screenPath(businessId, WHERE[what])}>
                {text}
              </Link>
            )}
          </li>
        )
      })}
    </ul>
  )
}
