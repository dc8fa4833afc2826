import { create } from 'qrcode'

/** Quiet squares around the code, without which cameras do not see it. */
const QUIET = 4

/** A code that a camera reads as this text; always dark on white, in the dark theme too. */
export const Qr = ({ text, label }: { text: string; label: string }) => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  const side = size + 2 * QUIET
  return (
    <svg className="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path fill="#ffffff" d={`M0 0h${side}v${side}H0z`} />
      <path fill="#000000" d={runs(size, (x, y) => modules.get(y, x) === 1)} />
    </svg>
  )
}

/** Neighbours in a row are drawn as one bar: a third of the path. */
function runs(size: number, isDark: (x: number, y: number) => boolean): string {
  let path = ''
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const from = x
      while (x < size && isDark(x, y)) x += 1
      if (x > from) path += `M${from + QUIET} ${y + QUIET}h${x - from}v1H${from + QUIET}z`
    }
  return path
}
