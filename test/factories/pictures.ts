// Pictures as people send them, made on the spot.

import sharp from 'sharp'
import { chunk } from '../../drills/matrix/hostile-pictures.ts'

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
