import sharp from 'sharp'
import { type CoverSubject, cover, LINK_CARD, LINK_PICTURE } from './cover.ts'

/** Pictures kept in memory, some 40 kB each; the one asked for longest ago goes first. */
const KEPT = 100

/**
 * The cover as a PNG, since messengers show no SVG. Without the initial: its letters would depend on the server's
 * fonts. Each is drawn once; whoever asks meanwhile waits for the same drawing.
 */
export function createCoverPictures(draw: (svg: string) => Promise<Uint8Array> = toPng) {
  const pictures = new Map<string, Promise<Uint8Array>>()
  return ({ slug, category }: Pick<CoverSubject, 'slug' | 'category'>): Promise<Uint8Array> => {
    const name = `${category}/${slug}`
    const picture = pictures.get(name) ?? draw(cover({ slug, category, initial: '' }, LINK_CARD))
    pictures.delete(name)
    pictures.set(name, picture)
    picture.catch(() => pictures.delete(name))
    for (const oldest of pictures.keys()) {
      if (pictures.size <= KEPT) break
      pictures.delete(oldest)
    }
    return picture
  }
}

const SVG = { operation: ['VipsForeignLoadSvgBuffer'] }
let drawing: Promise<unknown> = Promise.resolve()

/**
 * Uploads may never start the decoder of SVG, and it is shut for the whole process: see modules/photos. It is opened
 * for our own drawing alone, one at a time, and shut again.
 */
function toPng(svg: string): Promise<Uint8Array> {
  const drawn = drawing.then(async () => {
    sharp.unblock(SVG)
    try {
      return await sharp(Buffer.from(svg), { density: (72 * LINK_PICTURE.width) / LINK_CARD.width })
        .resize(LINK_PICTURE)
        .png({ palette: true })
        .toBuffer()
    } finally {
      sharp.block(SVG)
    }
  })
  drawing = drawn.catch(() => undefined)
  return drawn
}
