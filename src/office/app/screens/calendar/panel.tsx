import { useSay } from '../../say.tsx'
import { Segments } from '../../ui/fields.tsx'
import { BlockForm } from './block-form.tsx'
import type { Days } from './days.ts'
import type { Spot } from './grid-state.ts'
import { NewVisit } from './new-visit.tsx'
import type { ParkedVisit } from './parked/use-parked.ts'

export const PANELS = ['new', 'walkIn', 'block'] as const
export interface Panel {
  kind: (typeof PANELS)[number]
  spot: Spot
  /** It was put aside before: the form opens as it was left. */
  parked?: ParkedVisit
}

interface Props {
  panel: Panel
  days: Days
  onKind: (kind: Panel['kind']) => void
  onSpot: (spot: Spot) => void
  onClose: () => void
}

/** What empty time is taken for. */
export function PanelView({ panel, days, onKind, onSpot, onClose }: Props) {
  const { t } = useSay()
  const kinds = (
    <Segments
      label={t('calendar.panel')}
      value={panel.kind}
      choices={PANELS.map((value) => ({ value, says: t(`calendar.panel.${value}`) }))}
      onChange={onKind}
    />
  )
  const common = { kinds, spot: panel.spot, days, onSpot, onClose }
  return panel.kind === 'block' ? (
    <BlockForm {...common} />
  ) : (
    <NewVisit {...common} isWalkIn={panel.kind === 'walkIn'} parked={panel.parked} />
  )
}
