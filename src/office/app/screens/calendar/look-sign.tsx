import type { Look } from './model.ts'

// A shape a state, so that nobody has to tell colours apart. 12 × 12.
const SIGNS: Readonly<Record<Look, string>> = {
  booked: 'M6 3a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  confirmed: 'M2 6.5 5 9.5 10 3',
  waits: 'M4 4.2a2 2 0 1 1 2.6 1.9c-.5.2-.6.5-.6 1.2M6 9.8v.1',
  late: 'M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM6 3.5V6l1.8 1.2',
  arrived: 'M4 2.5v7L9.5 6z',
  done: 'M.8 6.5 3.3 9 7 3.5M6 8.4l.8.6 4.4-5.5',
  'no-show': 'M3 3l6 6M9 3 3 9',
  cancelled: 'M2.5 6h7',
}
const FILLED: readonly Look[] = ['booked', 'arrived']

/** The second cue of a state, beside its colour. */
export const LookSign = ({ look }: { look: Look }) => (
  <svg className="look-sign" viewBox="0 0 12 12" aria-hidden="true">
    <path d={SIGNS[look]} fill={FILLED.includes(look) ? 'currentColor' : 'none'} />
  </svg>
)
