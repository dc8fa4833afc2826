// What a file is, its first bytes say; its name and the type the browser sent are only words.

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif'

/** null: none of the four. SVG, GIF, HEIC, PDF and pages in disguise never reach a decoder. */
export function formatOf(bytes: Uint8Array): PictureFormat | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') return 'webp'
  if (brandsOf(bytes).some((brand) => brand === 'avif' || brand === 'avis')) return 'avif'
  return null
}

/** Whether the picture moves: showing its first frame only would not be what was meant. */
export function isAnimated(bytes: Uint8Array, format: PictureFormat): boolean {
  switch (format) {
    case 'jpeg':
      return false
    case 'png':
      return pngChunks(bytes).includes('acTL')
    case 'webp':
      return textAt(bytes, 12, 4) === 'VP8X' && ((bytes[20] ?? 0) & 0x02) !== 0
    case 'avif':
      return brandsOf(bytes)[0] === 'avis'
  }
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte)

const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length))

const numberAt = (bytes: Uint8Array, at: number): number =>
  bytes.length < at + 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(at)

/** The major brand first, as the box `ftyp` lists them. */
function brandsOf(bytes: Uint8Array): string[] {
  if (textAt(bytes, 4, 4) !== 'ftyp') return []
  const end = Math.min(numberAt(bytes, 0), bytes.length, 256)
  const brands = [textAt(bytes, 8, 4)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(textAt(bytes, at, 4))
  return brands
}

/** Names of the chunks before the first one of pixels. */
function pngChunks(bytes: Uint8Array): string[] {
  const names: string[] = []
  for (let at = 8; at + 8 <= bytes.length && names.length < 1000; at += 12 + numberAt(bytes, at)) {
    const name = textAt(bytes, at + 4, 4)
    if (name === 'IDAT') break
    names.push(name)
  }
  return names
}
