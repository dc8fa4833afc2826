import sharp from 'sharp'
import { expect, test } from 'vitest'
import { createCoverPictures } from './cover-picture.gateway.ts'

const barber = { slug: 'aq-zhaiyq-barber', category: 'barbershop' }

test('a picture as messengers want it, small enough for a phone', async () => {
  const picture = await createCoverPictures()(barber)
  expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
  expect(picture.length).toBeLessThan(80_000)
})

test('the ornament reaches the picture: two categories differ', async () => {
  const pictures = createCoverPictures()
  const [one, other] = await Promise.all([pictures(barber), pictures({ ...barber, category: 'dentistry' })])
  expect(Buffer.compare(one, other)).not.toBe(0)
})

test('the decoder of SVG stays shut for everybody else', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  const pictures = createCoverPictures()
  await Promise.all(['a', 'b', 'c'].map((slug) => pictures({ ...barber, slug })))
  await expect(sharp(svg).png().toBuffer()).rejects.toThrow('unsupported image format')
})

test('each is drawn once, also for many who ask at once, and old ones are let go', async () => {
  const drawn: string[] = []
  const pictures = createCoverPictures(async (svg) => {
    drawn.push(svg)
    return new Uint8Array()
  })
  await Promise.all([pictures(barber), pictures(barber)])
  await pictures(barber)
  expect(drawn).toHaveLength(1)
  for (let at = 0; at < 100; at += 1) await pictures({ ...barber, slug: `shop-${at}` })
  await pictures(barber)
  expect(drawn).toHaveLength(102)
})

test('a drawing that failed is tried anew', async () => {
  let tries = 0
  const pictures = createCoverPictures(async () => {
    tries += 1
    if (tries === 1) throw new Error('no memory')
    return new Uint8Array([1])
  })
  await expect(pictures(barber)).rejects.toThrow('no memory')
  expect(await pictures(barber)).toEqual(new Uint8Array([1]))
})
