import { useSay } from '../../say.tsx'
import { LookSign } from './look-sign.tsx'
import { LOOKS } from './model.ts'
import { MARKS, PieceMark } from './piece-mark.tsx'

/** What the colours and signs mean. */
export function Legend() {
  const { t } = useSay()
  return (
    <ul className="legend">
      {LOOKS.map((look) => (
        <li key={look} className="legend-row">
          <span className={`legend-piece look-${look}`}>
            <LookSign look={look} />
          </span>
          {t(`calendar.look.${look}`)}
        </li>
      ))}
      <li className="legend-row">
        <span className="legend-piece cal-closed" />
        {t('calendar.legend.closed')}
      </li>
      <li className="legend-row">
        <span className="legend-piece cal-block" />
        {t('calendar.blocked.block')}
      </li>
      {MARKS.map((mark) => (
        <li key={mark} className="legend-row">
          <span className="legend-mark">
            <PieceMark name={mark} />
          </span>
          {t(`calendar.legend.${mark}`)}
        </li>
      ))}
    </ul>
  )
}
