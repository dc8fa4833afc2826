// What is sent where a picture belongs.

import { crc32, deflateSync } from 'node:zlib'

/** A piece of a PNG, with its sum. */
export const chunk = (name: string, data: Uint8Array): Buffer => {
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

export const HOSTILE_PICTURES: readonly { name: string; bytes: Buffer }[] = [
  { name: 'nothing', bytes: Buffer.alloc(0) },
  { name: 'an SVG', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>') },
  { name: 'a GIF that is a page', bytes: gifOf('=1;/*<html><script>alert(1)</script>*/') },
  { name: 'a JPEG that ends after its first bytes', bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) },
  { name: 'a bomb of 2,500 megapixels', bytes: bombOf(50_000, 50_000) },
  { name: 'a bomb below the limit', bytes: bombOf(8_000, 6_000, deflateSync(Buffer.alloc(20_000_000))) },
  { name: 'a PNG of the greatest numbers', bytes: bombOf(0x7fffffff, 0x7fffffff) },
  { name: '40 MB', bytes: Buffer.alloc(40 * 2 ** 20, 1) },
]
