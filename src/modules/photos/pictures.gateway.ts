// Invariant: whatever came in, only pixels go on. A picture is decoded and written anew, so neither a place in its EXIF
// nor a page behind its last byte survives. One at a time: a progressive JPEG of 50 megapixels needs 330 MB while it is
// open.

import sharp, { type Metadata, type Sharp } from 'sharp'
import { busy, invalid } from '#kernel/errors.ts'
import { BOX, type Format } from './photo.ts'
import { formatOf, isAnimated, type PictureFormat } from './picture-format.ts'

sharp.cache(false)
sharp.concurrency(1)
// No other decoder is ever started, whatever the first bytes made of themselves.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
})

/** Pixels. Telephones make 50 million as JPEG; the newer formats are held in memory whole, and no camera writes them so. */
const MOST_PIXELS: Readonly<Record<PictureFormat, number>> = {
  jpeg: 52_000_000,
  png: 52_000_000,
  webp: 25_000_000,
  avif: 25_000_000,
}
const LEAST_SIDE = 64
const PATIENCE_S = 20
const MOST_WAITING = 40

export interface Picture {
  /** Upright, in sRGB, without metadata, at most as big as the box. */
  master: Uint8Array
  width: number
  height: number
}

export interface Pictures {
  /** @throws invalid `photo_empty`, `photo_format`, `photo_animated`, `photo_too_many_pixels`, `photo_too_small`, `photo_broken` */
  read(bytes: Uint8Array): Promise<Picture>
  /** A size of a kept picture. */
  size(master: Uint8Array, width: number, format: Format): Promise<Uint8Array>
}

export function createPictures(): Pictures {
  const oneAtATime = createLane(MOST_WAITING)
  return {
    read: (bytes) => oneAtATime(() => read(bytes)),
    size: (master, width, format) =>
      oneAtATime(() => written(sharp(master).timeout({ seconds: PATIENCE_S }).resize({ width }), format).toBuffer()),
  }
}

async function read(bytes: Uint8Array): Promise<Picture> {
  if (bytes.length === 0) throw invalid('photo_empty')
  const format = formatOf(bytes)
  if (!format) throw invalid('photo_format')
  if (isAnimated(bytes, format)) throw invalid('photo_animated')
  const limitInputPixels = MOST_PIXELS[format]
  // The header alone: nothing is decoded before it is known how much there is.
  const { width, height, pages = 1 } = await orBroken(() => sharp(bytes, { limitInputPixels: false }).metadata())
  if (width * height > limitInputPixels) throw invalid('photo_too_many_pixels')
  if (Math.min(width, height) < LEAST_SIDE) throw invalid('photo_too_small')
  if (pages > 1) throw invalid('photo_animated')
  const { data, info } = await orBroken(() =>
    sharp(bytes, { limitInputPixels, failOn: 'error' })
      .timeout({ seconds: PATIENCE_S })
      .autoOrient()
      .resize({ ...BOX, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .webp({ quality: 90, effort: 2 })
      .toBuffer({ resolveWithObject: true }),
  )
  return { master: data, width: info.width, height: info.height }
}

async function orBroken<Result extends Metadata | object>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch {
    throw invalid('photo_broken')
  }
}

// AVIF by little effort is as small as by much, and ten times as fast.
function written(picture: Sharp, format: Format): Sharp {
  switch (format) {
    case 'avif':
      return picture.avif({ quality: 55, effort: 2 })
    case 'webp':
      return picture.webp({ quality: 78, effort: 3 })
    case 'jpg':
      return picture.flatten({ background: '#ffffff' }).jpeg({ quality: 78, mozjpeg: true })
  }
}

function createLane(most: number) {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (waiting >= most) throw busy('server_busy', { retryAfter: 5 })
    waiting += 1
    const result = last.then(work)
    last = result.catch(() => undefined)
    try {
      return await result
    } finally {
      waiting -= 1
    }
  }
}
