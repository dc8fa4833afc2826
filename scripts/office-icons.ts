// Draws the icons by which the office is installed, from the mark of the platform: `node scripts/office-icons.ts` after it
// has changed. They are kept as text, so that the server needs no decoder of SVG for them.

import { writeFileSync } from 'node:fs'
import sharp from 'sharp'

const WAVES = 'M4 18c3-4 6-4 9 0s6 4 9 0 4-3 6-2M4 25c3-4 6-4 9 0s6 4 9 0 4-3 6-2'
const MARK = `<circle cx="21.5" cy="10" r="4" fill="#ffc83d"/><path d="${WAVES}" fill="none" stroke="#fff" stroke-width="2.75" stroke-linecap="round"/>`

/** A maskable one is cut to any shape: its mark stays within the middle four fifths. */
const svg = (corner: number, inset: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-inset} ${-inset} ${32 + 2 * inset} ${32 + 2 * inset}">` +
  `<rect x="${-inset}" y="${-inset}" width="${32 + 2 * inset}" height="${32 + 2 * inset}" rx="${corner}" fill="#00afca"/>${MARK}</svg>`

const drawn = async (size: number, picture: string): Promise<string> =>
  (
    await sharp(Buffer.from(picture), { density: 72 * (size / 32) })
      .resize(size, size)
      .png({ palette: true })
      .toBuffer()
  ).toString('base64')

const icons = {
  'icon-192': await drawn(192, svg(10, 0)),
  'icon-512': await drawn(512, svg(10, 0)),
  maskable: await drawn(512, svg(0, 6)),
}
writeFileSync('src/office/pages/install-icons.json', `${JSON.stringify(icons, null, 2)}\n`)
