import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { securityHeaders } from './headers.ts'
import { shortened } from './shorten.ts'

const TEXT = 'Шаш қию '.repeat(500)

describe('a page', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
  ])('goes short to who accepts %s', async (accepted, encoding, unpack) => {
    const short = await shortened(TEXT, accepted)
    expect(short?.encoding).toBe(encoding)
    expect(short?.bytes.length).toBeLessThan(200)
    expect(String(unpack(short?.bytes ?? Buffer.of()))).toBe(TEXT)
  })

  it.each([[undefined], ['identity'], ['br;q=0']])('goes as it is to who accepts %s', async (accepted) => {
    expect(await shortened(TEXT, accepted)).toBeNull()
  })

  it('goes as it is when it is small', async () => {
    expect(await shortened('{}', 'br')).toBeNull()
  })
})

describe('the content policy', () => {
  it('knows the stylesheet in the page by its hash, and no other', () => {
    const policy = securityHeaders(false, 'a{}')['content-security-policy']
    expect(policy).toContain("style-src 'self' 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk=';")
    expect(policy).not.toContain('unsafe-inline')
  })
})
