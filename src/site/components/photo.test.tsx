import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Photo } from './photo.tsx'

const SRC = `/photos/${'a'.repeat(24)}-800x600`

test('a browser may pick among formats and widths, none wider than the picture', () => {
  const html = renderToStaticMarkup(<Photo src={SRC} alt="Зал" sizes="50vw" />)
  expect(html).toContain(`${SRC}/160.avif 160w, ${SRC}/320.avif 320w, ${SRC}/640.avif 640w, ${SRC}/800.avif 800w`)
  expect(html.indexOf('image/avif')).toBeLessThan(html.indexOf('image/webp'))
  expect(html).toContain(`src="${SRC}/640.jpg"`)
  expect(html).toContain('alt="Зал" width="800" height="600" loading="lazy"')
  expect(html).not.toMatch(/960|image\/jpeg/)
})

test('the first on the screen is not waited for', () => {
  const html = renderToStaticMarkup(<Photo src={SRC} alt="" sizes="100vw" width={328} height={184} priority />)
  expect(html).toContain('width="328" height="184" loading="eager" fetchPriority="high"')
})

test.each([null, undefined, '', 'https://elsewhere.kz/a.jpg', '/photos/../a', '//evil/photos/a', `${SRC}/640.jpg`])(
  'nothing is loaded from %s',
  (src) => expect(renderToStaticMarkup(<Photo src={src} alt="" sizes="1px" />)).toBe(''),
)
