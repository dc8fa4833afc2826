import { useState } from 'react'
import { textIn } from '#kernel/localized-text.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm, Dialog } from '../../ui/dialog.tsx'
import { Loaded } from '../../ui/states.tsx'
import { useDraft, useSaving } from '../settings/draft.ts'
import { OnlineStop } from '../settings/online-stop.tsx'
import type { Profile } from '../settings/profile.tsx'
import { SaveBar, Wrong } from '../settings/save-bar.tsx'
import { ServiceFields } from './service-fields.tsx'
import { formOf, serviceIn } from './service-form.ts'
import type { Service } from './services.tsx'

const READS = ['GET /api/businesses/:businessId/price-list', 'GET /api/businesses/:businessId/readiness'] as const

interface Props {
  /** Null: a new one. */
  service: Service | null
  order: number
  onClose: () => void
}

/** All that is set for one service. */
export function ServiceSheet(props: Props) {
  const { t, locale } = useSay()
  const { businessId } = useHere()
  const profile = useRead('GET /api/businesses/:businessId/profile', { params: { businessId } })
  return (
    <Dialog
      wide
      title={props.service ? textIn(props.service, 'name', locale) : t('services.new')}
      onClose={props.onClose}
    >
      <Loaded from={profile}>{({ mainLocale }) => <Editor {...props} main={mainLocale} />}</Loaded>
    </Dialog>
  )
}

function Editor({ service, order, onClose, main }: Props & { main: Profile['mainLocale'] }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const draft = useDraft(formOf(service, main))
  const resources = useRead('GET /api/businesses/:businessId/resources', { params: { businessId } })
  const add = useSaving('POST /api/businesses/:businessId/services', READS, onClose)
  const change = useSaving('PATCH /api/businesses/:businessId/services/:serviceId', READS, draft.clear)
  const submit = () => {
    const wished = serviceIn(draft.value, main)
    if (!service) return add.mutate({ params: { businessId }, body: { services: [{ ...wished, order }] } })
    change.mutate({
      params: { businessId, serviceId: service.id },
      body: { changes: wished, version: service.version },
    })
  }
  const names = {
    ...{
      texts: t('services.texts'),
      name: t('services.name'),
      duration: t('common.duration'),
      price: t('common.price'),
    },
    ...{ before: t('services.before'), after: t('services.after'), startWindows: t('services.windows') },
    ...{ minAge: t('services.minAge'), category: t('services.category'), resource: t('services.resource') },
    ...{ variants: t('services.variants'), services: '' },
  }
  return (
    <>
      <ServiceFields value={draft.value} set={draft.set} resources={resources.data?.resources ?? []} />
      <SaveBar
        draft={draft}
        busy={add.isPending || change.isPending}
        error={add.error ?? change.error}
        names={names}
        onSave={submit}
      />
      {service && <Stop service={service} />}
      {service && <Archive service={service} onDone={onClose} />}
    </>
  )
}

function Stop({ service }: { service: Service }) {
  const { businessId } = useHere()
  const save = useSaving('PUT /api/businesses/:businessId/services/:serviceId/online-stop', READS)
  return (
    <OnlineStop
      stop={service.onlineStop}
      busy={save.isPending}
      error={save.error}
      onPut={(stop) =>
        save.mutate({ params: { businessId, serviceId: service.id }, body: { stop, version: service.version } })
      }
    />
  )
}

function Archive({ service, onDone }: { service: Service; onDone: () => void }) {
  const { t, locale } = useSay()
  const { businessId } = useHere()
  const [asks, setAsks] = useState(false)
  const archive = useSaving('POST /api/businesses/:businessId/services/:serviceId/archive', READS, onDone)
  return (
    <div>
      <Button look="quiet" onClick={() => setAsks(true)}>
        {t('services.archive')}
      </Button>
      {asks && (
        <Confirm
          title={t('services.archiveAsk')}
          consequence={
            <>
              <p className="strong">{textIn(service, 'name', locale)}</p>
              <p>{t('services.archiveConsequence')}</p>
              {archive.error && <Wrong error={archive.error} />}
            </>
          }
          yes={t('services.archiveYes')}
          no={t('common.back')}
          busy={archive.isPending}
          onYes={() =>
            archive.mutate({ params: { businessId, serviceId: service.id }, body: { version: service.version } })
          }
          onNo={() => setAsks(false)}
        />
      )}
    </div>
  )
}
