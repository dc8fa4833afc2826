import { useState } from 'react'
import { textIn } from '#kernel/localized-text.ts'
import { MAY } from '#platform/http/rights.ts'
import type { Given } from '../../api.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { CheckField, NumberField, SelectField, TextField } from '../../ui/fields.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { useDraft, useSaving } from '../settings/draft.ts'
import { LanguageTabs, storedTexts, textsOf, withText } from '../settings/languages.tsx'
import { SaveBar } from '../settings/save-bar.tsx'

type Resource = Given<'GET /api/businesses/:businessId/resources'>['resources'][number]

const READS = ['GET /api/businesses/:businessId/resources', 'GET /api/businesses/:businessId/visits-outside'] as const

const KINDS = ['room', 'chair', 'equipment', 'bay', 'hall', 'field'] as const

/** Rooms, chairs and machines that services need. */
export default function Rooms() {
  const { t, locale } = useSay()
  const { businessId, may } = useHere()
  const [opened, setOpened] = useState<string | null>(null)
  const read = useRead('GET /api/businesses/:businessId/resources', { params: { businessId } })
  const kindName = (kind: string) => {
    const key = `rooms.kind.${kind}`
    return t.has(key) ? t(key) : kind
  }
  return (
    <Screen
      title={t('rooms.title')}
      actions={may(MAY.changeCatalogue) && <Button onClick={() => setOpened('')}>{t('rooms.add')}</Button>}
    >
      <Loaded from={read}>
        {({ resources }) => (
          <>
            {resources.length === 0 ? (
              <Empty title={t('rooms.none')} hint={t('rooms.noneHint')} />
            ) : (
              <ul className="rows card">
                {resources.map(({ id, kind, units, isActive, ...texts }) => (
                  <li key={id} className="row row-wrap">
                    <span className="row-text">
                      <span className="strong">{textIn(texts, 'name', locale)}</span>
                      <span className="small muted">
                        {[kindName(kind), t('rooms.unitCount', { count: units }), !isActive && t('rooms.notUsed')]
                          .filter(Boolean)
                          .join(' · ')}
                      </span>
                    </span>
                    <Button
                      look="secondary"
                      size="small"
                      label={`${t('app.edit')}: ${textIn(texts, 'name', locale)}`}
                      onClick={() => setOpened(id)}
                    >
                      {t('app.edit')}
                    </Button>
                  </li>
                ))}
              </ul>
            )}
            {opened !== null && (
              <RoomSheet
                resource={resources.find(({ id }) => id === opened) ?? null}
                order={resources.length}
                kindName={kindName}
                onClose={() => setOpened(null)}
              />
            )}
          </>
        )}
      </Loaded>
    </Screen>
  )
}

interface SheetProps {
  /** Null: a new one. */
  resource: Resource | null
  order: number
  kindName: (kind: string) => string
  onClose: () => void
}

function RoomSheet({ resource, order, kindName, onClose }: SheetProps) {
  const { t, locale: shown } = useSay()
  const { businessId } = useHere()
  const places = useRead('GET /api/businesses/:businessId/locations', { params: { businessId } })
  const profile = useRead('GET /api/businesses/:businessId/profile', { params: { businessId } })
  const main = profile.data?.mainLocale ?? shown
  const [locale, setLocale] = useState(shown)
  const draft = useDraft({
    texts: textsOf(resource ?? { name: '' }, ['name'], main),
    kind: resource?.kind ?? 'room',
    units: (resource?.units ?? 1) as number | null,
    isActive: resource?.isActive ?? true,
  })
  const add = useSaving('POST /api/businesses/:businessId/resources', READS, onClose)
  const change = useSaving('PATCH /api/businesses/:businessId/resources/:resourceId', READS, onClose)
  const { value, set } = draft
  const locationId = places.data?.locations[0]?.id
  const submit = () => {
    const { own, translations } = storedTexts(value.texts, main)
    const { kind, isActive, units } = value
    const wished = { name: own.name, translations, kind, isActive, units: units ?? 0 }
    if (resource)
      change.mutate({
        params: { businessId, resourceId: resource.id },
        body: { changes: wished, version: resource.version },
      })
    else if (locationId) add.mutate({ params: { businessId }, body: { ...wished, order, locationId } })
  }
  const names = { texts: t('rooms.name'), name: t('rooms.name'), units: t('rooms.units'), kind: t('rooms.kind') }
  return (
    <Dialog title={resource ? textIn(resource, 'name', shown) : t('rooms.add')} onClose={onClose}>
      <LanguageTabs texts={value.texts} field="name" locale={locale} onChange={setLocale} />
      <TextField
        label={t('rooms.name')}
        hint={t('rooms.nameHint')}
        lang={locale}
        maxLength={120}
        value={value.texts[locale].name}
        onChange={(text) => set({ texts: withText(value.texts, locale, 'name', text) })}
      />
      <SelectField
        label={t('rooms.kind')}
        value={value.kind}
        choices={[...new Set([value.kind, ...KINDS])].map((kind) => ({ value: kind, says: kindName(kind) }))}
        onChange={(kind) => set({ kind })}
      />
      <NumberField
        label={t('rooms.units')}
        hint={t('rooms.unitsHint')}
        value={value.units}
        onChange={(units) => set({ units })}
      />
      <CheckField
        label={t('rooms.isActive')}
        hint={t('rooms.isActiveHint')}
        checked={value.isActive}
        onChange={(isActive) => set({ isActive })}
      />
      <SaveBar
        draft={draft}
        busy={add.isPending || change.isPending}
        error={add.error ?? change.error}
        names={names}
        onSave={submit}
      />
    </Dialog>
  )
}
