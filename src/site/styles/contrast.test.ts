import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const [lightCss = '', darkCss = ''] = css.split('@media (prefers-color-scheme: dark)')

const colours = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1] ?? '', found[2] ?? '']))

const light = colours(lightCss)
const themes = { light, dark: new Map([...light, ...colours(darkCss)]) }

/** Relative luminance. @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (bright + 0.05) / (dark + 0.05)
}

const TEXT = `
  ink on bg, ink on surface, ink on sunken, ink on raised, ink-2 on bg, ink-2 on surface, ink-2 on sunken
  ink-3 on bg, ink-3 on surface, ink-3 on sunken, accent on bg, accent on surface, accent-hover on surface
  on-accent on accent, on-accent on accent-hover, accent-ink on accent-soft, ink on accent-soft, ink-2 on accent-soft
  ok on bg, ok on surface, ok on ok-soft, ok on accent-soft, warn on warn-soft, bad on surface, bad on bg, bad on bad-soft
  on-bad on bad, info on info-soft, ink on info-soft, ink on ok-soft, ink on warn-soft, ink on bad-soft
  ${Array.from({ length: 8 }, (_, tint) => `tint-${tint}-ink on tint-${tint}`).join(', ')}`

const CONTROLS =
  'control on bg, control on surface, accent on bg, accent on surface, info on surface, ok on surface, bad on surface'

const pairs = (text: string): string[] => text.trim().split(/,\s*|\n\s*/)

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const of = (pair: string): number => {
    const [front, back] = pair.split(' on ').map((name) => themes[theme].get(name))
    if (!front || !back) throw new Error(`no such colour: ${pair}`)
    return contrast(front, back)
  }

  test.each(pairs(TEXT))('text: %s', (pair) => {
    expect(of(pair)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(pairs(CONTROLS))('edge: %s', (pair) => {
    expect(of(pair)).toBeGreaterThanOrEqual(3)
  })
})

test('the mark of today is read in both themes', () => {
  expect(contrast('#10211f', light.get('sun') ?? '')).toBeGreaterThanOrEqual(4.5)
})
