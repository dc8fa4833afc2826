const SHAPES = {
  chain: 'M5 7 7 5M5.3 4.3 6.6 3a2 2 0 0 1 2.9 2.9L8.2 7.2M6.7 7.7 5.4 9a2 2 0 0 1-2.9-2.9l1.3-1.3',
  new: 'm6 1.6 1.3 2.8 3 .4-2.2 2.1.6 3L6 8.5 3.3 9.9l.6-3L1.7 4.8l3-.4z',
  note: 'M2 10h2l5.5-5.5a1.2 1.2 0 0 0-2-2L2 8zM6.8 3.2l2 2',
  unpaid: 'M2.5 2h7M2.5 4.3h7M6 4.3V10.5',
  over: 'M6 2v5M6 9.6v.1',
} as const

export const MARKS = ['chain', 'new', 'note', 'unpaid', 'over'] as const
export type PieceMarkName = (typeof MARKS)[number]

/** A small sign at a visit's corner; its meaning is in the legend and in what a screen reader is told. */
export const PieceMark = ({ name }: { name: PieceMarkName }) => (
  <svg className={`piece-mark piece-mark-${name}`} viewBox="0 0 12 12" aria-hidden="true">
    <path d={SHAPES[name]} fill={name === 'new' ? 'currentColor' : 'none'} />
  </svg>
)
