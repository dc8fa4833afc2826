import { Banner } from '#site/components/banner.tsx'
import { sayIn } from '#site/say.ts'
import { OfficeLayout, type OfficeShell } from '../layout.tsx'

/** For an account that works in no business: an administrator of the platform, a client, someone who left. */
export const NoBusinessPage = ({ shell }: { shell: OfficeShell }) => {
  const { t } = sayIn(shell.locale)
  return (
    <OfficeLayout shell={shell} title={t('office.title')} narrow>
      <div className="stack">
        <h1>{t('office.title')}</h1>
        <Banner tone="info">
          <p>{t('accounts.noBusiness')}</p>
        </Banner>
      </div>
    </OfficeLayout>
  )
}
