import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'

const file = readFileSync(new URL('./onest.woff2', import.meta.url))

// Tags of WOFF2's table directory by number; 63 means that the tag is spelt out.
const TAGS =
  'cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB'

/** Bytes of one untransformed table. @see https://www.w3.org/TR/WOFF2/#table_dir_format */
function table(wanted: string): Buffer {
  let at = 48
  const number = (): number => {
    for (let value = 0; ; ) {
      const byte = file.readUInt8(at++)
      value = value * 128 + (byte & 127)
      if (byte < 128) return value
    }
  }
  const tables = Array.from({ length: file.readUInt16BE(12) }, () => {
    const flags = file.readUInt8(at++)
    const known = flags & 63
    const tag = known === 63 ? file.toString('latin1', at, at + 4) : TAGS.slice(known * 5, known * 5 + 4)
    if (known === 63) at += 4
    const original = number()
    const version = flags >> 6
    const transformed = tag === 'glyf' || tag === 'loca' ? version === 0 : version !== 0
    return { tag, length: transformed ? number() : original }
  })
  const data = brotliDecompressSync(file.subarray(at, at + file.readUInt32BE(20)))
  let from = 0
  for (const { tag, length } of tables) {
    if (tag === wanted) return data.subarray(from, from + length)
    from += length
  }
  throw new Error(`no table ${wanted}`)
}

/** Characters of the cmap's format 4 table. */
function characters(): Set<string> {
  const cmap = table('cmap')
  const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, i) =>
    cmap.subarray(cmap.readUInt32BE(4 + i * 8 + 4)),
  )
  const map = subtables.find((subtable) => subtable.readUInt16BE(0) === 4)
  if (!map) throw new Error('no cmap of format 4')
  const segments = map.readUInt16BE(6)
  const found = new Set<string>()
  for (let i = 0; i < segments; i += 2) {
    const [end, start] = [map.readUInt16BE(14 + i), map.readUInt16BE(16 + segments + i)]
    for (let code = start; code <= end && code < 0xffff; code++) found.add(String.fromCharCode(code))
  }
  return found
}

test('the font has every letter that the city writes', () => {
  const has = characters()
  const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('')
  const cyrillic = Array.from({ length: 64 }, (_, i) => String.fromCharCode(0x410 + i)).join('')
  const needed = `${ascii}${cyrillic}ЁёӘәҒғҚқҢңӨөҰұҮүҺһІі₸«»–—…·№\u00a0`
  expect([...needed].filter((letter) => !has.has(letter))).toEqual([])
})

test('the font is one small file', () => {
  expect(file.length).toBeLessThan(24_000)
})
