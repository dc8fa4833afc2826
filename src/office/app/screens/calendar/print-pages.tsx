import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useSay } from '../../say.tsx'
import type { Column } from './model.ts'
import { timesOf } from './piece.tsx'
import { clientText } from './words.ts'

/** On paper a day of a person is a page. It is drawn only while it is printed. */
export function PrintPages({ columns, title }: { columns: readonly Column[]; title: (column: Column) => string }) {
  const { t, f } = useSay()
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  if (!printing) return null
  return (
    <div className="cal-print">
      {columns
        .filter(({ pieces }) => pieces.length > 0)
        .map((column) => (
          <section key={column.key} className="cal-print-page">
            <h2>
              {title(column)} · {f.day(column.date)}
            </h2>
            <table>
              <tbody>
                {column.pieces
                  .filter(({ look }) => look !== 'cancelled')
                  .toSorted((a, b) => a.from - b.from)
                  .map((piece) => (
                    <tr key={piece.key}>
                      <td>{timesOf(piece)}</td>
                      <td>
                        <strong>{clientText(t, piece)}</strong>
                      </td>
                      <td>{piece.service}</td>
                      <td>{t(`calendar.look.${piece.look}`)}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </section>
        ))}
    </div>
  )
}
