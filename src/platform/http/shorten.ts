import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Below it the header costs more than is saved. */
const WORTH_IT = 1000
/** Half of what the best quality takes off the rest, in a twentieth of its time. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }

/** A text as short as the asker can read it; null when it goes as it is. */
export async function shortened(
  text: string,
  accepted: string | undefined,
): Promise<{ encoding: 'br' | 'gzip'; bytes: Buffer } | null> {
  if (text.length < WORTH_IT || !accepted) return null
  const names = accepted.split(',').map((name) => name.trim().toLowerCase())
  if (names.includes('br')) return { encoding: 'br', bytes: await brotli(text, QUALITY) }
  return names.includes('gzip') ? { encoding: 'gzip', bytes: await zip(text) } : null
}
