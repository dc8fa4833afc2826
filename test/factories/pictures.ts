// Pictures as people and attackers send them, made on the spot.

import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

interface Photograph {
  width: number
  height: number
  format: 'jpeg' | 'png' | 'webp' | 'avif'
  /** Held upright, as a telephone writes it: lying pixels and a word in the EXIF. */
  turned?: boolean
  /** With the place where it was taken in the EXIF. */
  located?: boolean
}

export async function photograph({ width, height, format, turned, located }: Photograph): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 }
  let picture = sharp({ create: { width, height, channels: 3, background: '#3366aa', noise } })
  if (located)
    picture = picture.withExif({
      IFD0: { Make: 'GPS-marker 51.92' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '47/1 6/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '51/1 55/1 0/1' },
    })
  if (turned) picture = picture.withMetadata({ orientation: 6 })
  return picture.toFormat(format).toBuffer()
}

const chunk = (name: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A PNG of some hundred bytes that claims to be as big as one likes. */
export function bombOf(width: number, height: number, pixels: Uint8Array = deflateSync(Buffer.alloc(100_000))): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

export const gifOf = (text: string): Buffer => Buffer.from(`GIF89a${text}`, 'latin1')

export async function animatedWebp(): Promise<Buffer> {
  const frame = (grey: number) => Buffer.alloc(100 * 100 * 3, grey)
  return sharp(Buffer.concat([frame(20), frame(200)]), {
    raw: { width: 100, height: 200, channels: 3, pageHeight: 100 },
  })
    .webp({ delay: [100, 100], loop: 0 })
    .toBuffer()
}

/** A still PNG that says of itself that it moves. */
export async function apng(): Promise<Buffer> {
  const still = await photograph({ width: 100, height: 100, format: 'png' })
  const afterHeader = 8 + 25
  return Buffer.concat([still.subarray(0, afterHeader), chunk('acTL', Buffer.alloc(8)), still.subarray(afterHeader)])
}
