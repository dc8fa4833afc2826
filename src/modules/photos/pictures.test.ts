import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { bombOf, gifOf } from '../../../drills/matrix/hostile-pictures.ts'
import { animatedWebp, apng, photograph } from '../../../test/factories/pictures.ts'
import { formatOf, isAnimated } from './picture-format.ts'
import { createPictures } from './pictures.gateway.ts'

const pictures = createPictures()
const refusal = (bytes: Uint8Array) =>
  pictures.read(bytes).then(
    () => 'taken',
    (error: { code?: string }) => error.code ?? String(error),
  )

describe('a picture that is taken', () => {
  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('%s', async (format) => {
    const read = await pictures.read(await photograph({ width: 300, height: 200, format }))
    expect([read.width, read.height]).toEqual([300, 200])
    expect(await sharp(read.master).metadata()).toMatchObject({ format: 'webp', width: 300, height: 200 })
  })

  test('stands upright and says nothing of where it was taken', async () => {
    const sent = await photograph({ width: 400, height: 200, format: 'jpeg', turned: true, located: true })
    const before = await sharp(sent).metadata()
    expect(before.orientation).toBe(6)
    expect(Buffer.from(sent).includes('GPS-marker 51.92')).toBe(true)
    const { master, width, height } = await pictures.read(sent)
    expect([width, height]).toEqual([200, 400])
    for (const bytes of [master, await pictures.size(master, 160, 'avif'), await pictures.size(master, 160, 'jpg')]) {
      const { exif, xmp, iptc, icc, orientation } = await sharp(bytes).metadata()
      expect({ exif, xmp, iptc, icc, orientation }).toEqual({})
      expect(Buffer.from(bytes).includes('GPS-marker')).toBe(false)
    }
  })

  test('is made to fit and never enlarged', async () => {
    const wide = await pictures.read(await photograph({ width: 4000, height: 1000, format: 'jpeg' }))
    expect([wide.width, wide.height]).toEqual([1920, 480])
    const tall = await pictures.read(await photograph({ width: 900, height: 3600, format: 'jpeg' }))
    expect([tall.width, tall.height]).toEqual([640, 2560])
    const small = await pictures.read(await photograph({ width: 100, height: 80, format: 'png' }))
    expect([small.width, small.height]).toEqual([100, 80])
  })

  test('loses what was hidden behind it', async () => {
    const page = '<script>alert(1)</script>'
    const { master } = await pictures.read(
      Buffer.concat([await photograph({ width: 100, height: 100, format: 'jpeg' }), Buffer.from(page)]),
    )
    expect(Buffer.from(master).includes('script')).toBe(false)
  })

  test('comes in three formats, on white where a JPEG knows no transparency', async () => {
    const clear = await sharp({ create: { width: 200, height: 200, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer()
    const { master } = await pictures.read(clear)
    expect((await sharp(await pictures.size(master, 160, 'webp')).metadata()).hasAlpha).toBe(true)
    expect((await sharp(await pictures.size(master, 160, 'avif')).metadata()).compression).toBe('av1')
    const { dominant } = await sharp(await pictures.size(master, 160, 'jpg')).stats()
    expect(Math.min(dominant.r, dominant.g, dominant.b)).toBeGreaterThan(240)
  })
})

describe('a picture that is refused', () => {
  test('nothing at all', async () => expect(await refusal(new Uint8Array())).toBe('photo_empty'))

  test.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>')],
    ['SVG behind a declaration', Buffer.from('\ufeff<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a GIF that is a page', gifOf('=1;/*<html>*/')],
    ['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['TIFF', Buffer.from('II*\0', 'latin1')],
    ['PDF', Buffer.from('%PDF-1.7')],
    ['zeros', Buffer.alloc(1000)],
  ])('%s', async (_, bytes) => expect(await refusal(bytes)).toBe('photo_format'))

  test('a truncated one', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
      const whole = await photograph({ width: 600, height: 400, format })
      expect(await refusal(whole.subarray(0, Math.floor(whole.length * 0.6))), format).toBe('photo_broken')
    }
    expect(await refusal(Buffer.from([0xff, 0xd8, 0xff]))).toBe('photo_broken')
  })

  test('a bomb: few bytes, giant dimensions', async () => {
    const before = process.memoryUsage.rss()
    expect(await refusal(bombOf(60_000, 60_000))).toBe('photo_too_many_pixels')
    expect(await refusal(bombOf(9000, 6000))).toBe('photo_too_many_pixels')
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 2 ** 20)
  })

  test('a header that promises what the pixels do not keep', async () => {
    expect(await refusal(bombOf(2000, 2000, deflateSync(Buffer.alloc(100))))).toBe('photo_broken')
  })

  test('one that moves', async () => {
    expect(await refusal(await animatedWebp())).toBe('photo_animated')
    expect(await refusal(await apng())).toBe('photo_animated')
    expect(isAnimated(Buffer.from('\0\0\0\x18ftypavis\0\0\0\0avifavis', 'latin1'), 'avif')).toBe(true)
  })

  test('one too small to show', async () => {
    expect(await refusal(await photograph({ width: 63, height: 500, format: 'png' }))).toBe('photo_too_small')
  })
})

test('the first bytes decide, not the rest', () => {
  expect(formatOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('jpeg')
  expect(formatOf(Buffer.from('\0\0\0\x1cftypmif1\0\0\0\0mif1avif', 'latin1'))).toBe('avif')
  expect(formatOf(Buffer.from('RIFF\0\0\0\0WAVE', 'latin1'))).toBeNull()
})
