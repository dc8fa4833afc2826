import { motifOf } from './motifs.ts'

interface Palette {
  base: string
  dark: string
  light: string
}

const palette = (base: string, dark: string, light: string): Palette => ({ base, dark, light })

const PALETTES: readonly Palette[] = [
  palette('#00788F', '#0B5E70', '#BFEAF0'),
  palette('#7A4B8C', '#64397A', '#EBD6F2'),
  palette('#A65A1F', '#8C4815', '#FBE0C8'),
  palette('#2F6B4F', '#22573E', '#CFEBDC'),
  palette('#3E5BA9', '#304A90', '#D6DFF7'),
  palette('#9C3D54', '#842F45', '#F6D3DB'),
  palette('#5C6B1E', '#4B5815', '#E5ECC2'),
  palette('#4A5568', '#3B4557', '#D9DEE7'),
]

/** FNV-1a, 32 bits: the same name gets the same colours on every machine. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0
  return value
}

/** First letter or figure of a name, past its quotation marks. */
export const initialOf = (name: string): string => (/[\p{L}\p{N}]/u.exec(name)?.[0] ?? '').toLocaleUpperCase('ru')

const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const BAND = 28

/** In the units of the drawing; only the shape of the frame changes, never the ornament. */
interface CoverSize {
  width: number
  height: number
}

const CARD: CoverSize = { width: 328, height: 184 }
/** Pixels that every messenger shows without cutting, and the frame of that shape. */
export const LINK_PICTURE: CoverSize = { width: 1200, height: 630 }
export const LINK_CARD: CoverSize = { width: 360, height: 189 }

export interface CoverSubject {
  slug: string
  category: string
  /** Letter at the left, so that two barbers differ; none for a plain ornament. */
  initial: string
}

/**
 * The picture of a business that has none of its own: a large rosette of its category's motif, cropped at the right,
 * and a border band at the foot. The same for the same slug, always. In the dark theme ground and ornament change places.
 */
export function cover({ slug, category, initial }: CoverSubject, size: CoverSize = CARD): string {
  const { width: W, height: H } = size
  const code = hash(slug)
  const { base, dark, light } = PALETTES[code % PALETTES.length] ?? palette('#00788F', '#0B5E70', '#BFEAF0')
  const motif = motifOf(category)
  const scale = 2.6 + ((code >>> 8) % 8) / 10
  const petals = [0, 90, 180, 270]
    .map((turn) => `<path d="${motif}" transform="rotate(${turn}) scale(${scale.toFixed(1)}) translate(-24 -48)"/>`)
    .join('')
  const letter = initial
    ? `<text x="24" y="${H - BAND - 20}" fill="${light}" font-family="Onest,system-ui,Roboto,sans-serif" font-size="56" font-weight="600">${escapeXml(initial)}</text>`
    : ''
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${W} ${H}" width="${W}" height="${H}">`,
    `<style>@media (prefers-color-scheme:dark){.g{fill:${dark}}.o{stroke:${base}}.b{fill:${base}}}</style>`,
    `<pattern id="p" width="24" height="24" y="${H - BAND + 2}" patternUnits="userSpaceOnUse">`,
    `<path d="${motif}" transform="scale(.5)" fill="none" stroke="${light}" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></pattern>`,
    `<path class="g" fill="${base}" d="M0 0h${W}v${H}H0z"/>`,
    `<g class="o" fill="none" stroke="${dark}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" transform="translate(${W * 0.72} ${H * 0.44})">${petals}</g>`,
    `<path class="b" fill="${dark}" d="M0 ${H - BAND}h${W}v${BAND}H0z"/>`,
    `<path fill="url(#p)" d="M0 ${H - BAND + 2}h${W}v24H0z"/>`,
    `${letter}</svg>`,
  ].join('')
}
