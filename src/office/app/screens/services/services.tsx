import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { textIn } from '#kernel/localized-text.ts'
import { MAY } from '#platform/http/rights.ts'
import { catalogueName } from '#platform/i18n/speak.ts'
import type { Given } from '../../api.ts'
import { keyOf, useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { useSaving } from '../settings/draft.ts'
import { Wrong } from '../settings/save-bar.tsx'
import { ServiceSheet } from './service-sheet.tsx'

export type Service = Given<'GET /api/businesses/:businessId/price-list'>['services'][number]

const LIST = 'GET /api/businesses/:businessId/price-list'

/** The price list: its order, what each service is, what it lacks. */
export default function Services() {
  const { t } = useSay()
  const { businessId, may } = useHere()
  const [opened, setOpened] = useState<Service | 'new' | null>(null)
  const read = useRead(LIST, { params: { businessId } })
  const open = opened === 'new' ? 'new' : read.data?.services.find(({ id }) => id === opened?.id)
  return (
    <Screen
      title={t('services.title')}
      actions={may(MAY.changeCatalogue) && <Button onClick={() => setOpened('new')}>{t('services.add')}</Button>}
    >
      <Loaded from={read}>
        {({ services }) =>
          services.length === 0 ? (
            <Empty title={t('services.none')} hint={t('services.noneHint')} />
          ) : (
            <PriceList services={services} onOpen={setOpened} />
          )
        }
      </Loaded>
      {open && (
        <ServiceSheet
          service={open === 'new' ? null : open}
          order={read.data?.services.length ?? 0}
          onClose={() => setOpened(null)}
        />
      )}
    </Screen>
  )
}

function PriceList({ services, onOpen }: { services: readonly Service[]; onOpen: (service: Service) => void }) {
  const { t, locale } = useSay()
  const { businessId } = useHere()
  const queries = useQueryClient()
  const [dragged, setDragged] = useState<string | null>(null)
  const order = useSaving('PUT /api/businesses/:businessId/price-list/order', [LIST])
  const move = (id: string, to: number) => {
    const others = services.filter((one) => one.id !== id)
    const moved = services.find((one) => one.id === id)
    if (!moved) return
    const next = [...others.slice(0, to), moved, ...others.slice(to)]
    queries.setQueryData(keyOf(LIST, { params: { businessId } }), { services: next })
    order.mutate({ params: { businessId }, body: { order: next.map((one) => one.id) } })
  }
  return (
    <>
      {order.error && <Wrong error={order.error} />}
      <ol className="rows card">
        {services.map((service, at) => {
          const name = textIn(service, 'name', locale)
          return (
            <li
              key={service.id}
              className="row row-wrap"
              draggable
              onDragStart={() => setDragged(service.id)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={() => dragged && dragged !== service.id && move(dragged, at)}
            >
              <ServiceRow service={service} />
              <span className="row-acts">
                {at > 0 && (
                  <IconButton icon="up" label={t('services.up', { name })} onClick={() => move(service.id, at - 1)} />
                )}
                {at < services.length - 1 && (
                  <IconButton
                    icon="down"
                    label={t('services.down', { name })}
                    onClick={() => move(service.id, at + 1)}
                  />
                )}
                <Button
                  look="secondary"
                  size="small"
                  label={`${t('app.edit')}: ${name}`}
                  onClick={() => onOpen(service)}
                >
                  {t('app.edit')}
                </Button>
              </span>
            </li>
          )
        })}
      </ol>
    </>
  )
}

function ServiceRow({ service }: { service: Service }) {
  const { t, f, locale } = useSay()
  const { duration, price, priceFrom, category, isActive, onlineStop, translations, variants } = service
  const lacks = (['kk', 'ru'] as const).every((locale) => !translations[locale]?.name)
  return (
    <span className="row-text">
      <span className="strong">{textIn(service, 'name', locale)}</span>
      <span className="small muted">
        {[f.duration(duration), f.price(price, priceFrom), category && catalogueName(t, 'category', category)]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className="badges">
        {variants.length > 0 && <span className="badge">{t('services.variantCount', { count: variants.length })}</span>}
        {!isActive && <span className="badge">{t('services.notBooked')}</span>}
        {onlineStop && (
          <span className="badge badge-warn">{t('services.stopped', { date: f.date(onlineStop.until) })}</span>
        )}
        {lacks && <span className="badge badge-warn">{t('services.untranslated')}</span>}
      </span>
    </span>
  )
}
