import { useState } from 'react'
import { addDays, type LocalDate } from '#kernel/time.ts'
import { useSay } from '../../say.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { CheckField, Segments, SelectField } from '../../ui/fields.tsx'
import { Legend } from './legend.tsx'
import { MonthSheet } from './month-sheet.tsx'
import { VIEWS, type View, type ViewActs } from './use-view.ts'

interface Props {
  view: View
  acts: ViewActs
  today: LocalDate
  /** People or rooms to choose one of. */
  who: readonly { id: string; name: string }[]
  hasRooms: boolean
  onNew: () => void
  onPrint: () => void
}

/** The day, and how it is looked at. */
export function TopBar(props: Props) {
  const { view, acts, today, onNew } = props
  const { t } = useSay()
  const [open, setOpen] = useState<'month' | 'look' | null>(null)
  const close = () => setOpen(null)
  return (
    <div className="cal-bar">
      <div className="cal-dates" {...swipes(acts.turn)}>
        <IconButton icon="previous" label={t('office.prevDay')} onClick={() => acts.turn(-1)} />
        <h1 className="cal-title">
          <button className="cal-date" type="button" onClick={() => setOpen('month')}>
            <DateWords view={view} />
          </button>
        </h1>
        <IconButton icon="next" label={t('office.nextDay')} onClick={() => acts.turn(1)} />
        {view.day !== today && (
          <Button look="quiet" size="small" onClick={() => acts.goTo(today)}>
            {t('common.today')}
          </Button>
        )}
      </div>
      <div className="cal-look-wide">
        <LookFields {...props} />
      </div>
      <Button look="secondary" size="small" icon="list" onClick={() => setOpen('look')}>
        {t('calendar.look')}
      </Button>
      <div className="cal-add">
        <Button size="small" onClick={onNew}>
          {`+ ${t('calendar.book')}`}
        </Button>
      </div>
      {open === 'month' && (
        <MonthSheet
          day={view.day}
          today={today}
          onClose={close}
          onPick={(day) => {
            close()
            acts.goTo(day)
          }}
        />
      )}
      {open === 'look' && <LookSheet {...props} onClose={close} />}
    </div>
  )
}

function DateWords({ view }: { view: View }) {
  const { f } = useSay()
  const last = addDays(view.from, view.days - 1)
  const isOne = view.days === 1
  return (
    <>
      <span className="cal-date-long">{isOne ? f.day(view.day) : `${f.date(view.from)} – ${f.date(last)}`}</span>
      <span className="cal-date-short">
        {isOne ? f.dayShort(view.day) : `${f.dayOfMonth(view.from)}–${f.dayOfMonth(last)} ${f.monthShort(last)}`}
      </span>
    </>
  )
}

const LookFields = ({ view, acts }: Pick<Props, 'view' | 'acts'>) => {
  const { t } = useSay()
  return (
    <Segments
      label={t('calendar.view')}
      value={view.kind}
      choices={VIEWS.map((value) => ({ value, says: t(`calendar.view.${value}`) }))}
      onChange={acts.show}
    />
  )
}

const ALL = ''

/** Everything about the look, in one place; the legend too. */
function LookSheet({ view, acts, who, hasRooms, onPrint, onClose }: Props & { onClose: () => void }) {
  const { t } = useSay()
  return (
    <Dialog title={t('calendar.look')} onClose={onClose}>
      <LookFields view={view} acts={acts} />
      {hasRooms && (
        <Segments
          label={t('calendar.by')}
          value={view.by}
          choices={(['people', 'rooms'] as const).map((value) => ({ value, says: t(`calendar.by.${value}`) }))}
          onChange={acts.showBy}
        />
      )}
      <SelectField
        label={t(`calendar.who.${view.by}`)}
        value={view.who ?? ALL}
        choices={[
          { value: ALL, says: t('calendar.who.all') },
          ...who.map(({ id, name }) => ({ value: id, says: name })),
        ]}
        onChange={(id) => acts.showWho(id === ALL ? null : id)}
      />
      <div className="buttons">
        <Button look="secondary" size="small" onClick={() => acts.zoom(-1)}>
          {t('calendar.smaller')}
        </Button>
        <Button look="secondary" size="small" onClick={() => acts.zoom(1)}>
          {t('calendar.larger')}
        </Button>
        <Button look="secondary" size="small" onClick={onPrint}>
          {t('calendar.print')}
        </Button>
      </div>
      <CheckField label={t('calendar.showCancelled')} checked={view.cancelled} onChange={acts.showCancelled} />
      <h3>{t('calendar.legend')}</h3>
      <Legend />
    </Dialog>
  )
}

const SWIPE = 60

/** A finger across the date turns the day. */
function swipes(turn: (by: number) => void) {
  let from: number | null = null
  return {
    onTouchStart: (event: React.TouchEvent) => {
      from = event.touches[0]?.clientX ?? null
    },
    onTouchEnd: (event: React.TouchEvent) => {
      const to = event.changedTouches[0]?.clientX
      if (from === null || to === undefined || Math.abs(to - from) < SWIPE) return
      turn(to < from ? 1 : -1)
    },
  }
}
