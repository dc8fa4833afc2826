// By what the office is installed on a phone: its manifest and its icons.

import { z } from 'zod'
import type { Locale } from '#kernel/localized-text.ts'
import { type Page, page } from '#platform/http/pages.ts'
import { sayIn } from '#site/say.ts'
import { OFFICE, OFFICE_HOME, OFFICE_MANIFEST } from '../links.ts'
import icons from './install-icons.json' with { type: 'json' }

type IconName = keyof typeof icons

/** Raised with the icons: each is kept for good under its address. */
const DRAWN = '1'
const iconPath = (name: IconName): string => `${OFFICE}/icons/${DRAWN}/${name}.png`
const iconOf = (name: IconName, size: number, purpose: 'any' | 'maskable') => ({
  ...{ src: iconPath(name), sizes: `${size}x${size}`, type: 'image/png', purpose },
})

function manifestIn(locale: Locale) {
  const { t } = sayIn(locale)
  const name = `${t('common.brand')} · ${t('office.title')}`
  const icon = [iconOf('icon-192', 192, 'any')]
  return {
    id: OFFICE,
    name,
    short_name: t('office.title'),
    lang: locale,
    start_url: OFFICE_HOME,
    scope: `${OFFICE}/`,
    display: 'standalone',
    background_color: '#f6f8f7',
    theme_color: '#ffffff',
    icons: [...icon, iconOf('icon-512', 512, 'any'), iconOf('maskable', 512, 'maskable')],
    shortcuts: [
      { name: t('common.today'), url: `${OFFICE_HOME}?to=today`, icons: icon },
      { name: t('calendar.title'), url: `${OFFICE_HOME}?to=calendar`, icons: icon },
    ],
  }
}

export const installPages: Page[] = [
  page({
    method: 'GET',
    path: OFFICE_MANIFEST,
    may: 'anyone',
    handler: ({ locale }) => ({ text: JSON.stringify(manifestIn(locale)), type: 'application/manifest+json' }),
  }),
  page({
    method: 'GET',
    path: '/office/icons/:drawn/:file',
    may: 'anyone',
    params: z.object({ drawn: z.literal(DRAWN), file: z.enum(['icon-192.png', 'icon-512.png', 'maskable.png']) }),
    handler: ({ params }) => {
      const name = params.file.slice(0, -'.png'.length) as IconName
      return { bytes: Buffer.from(icons[name], 'base64'), type: 'image/png', etag: `${name}-${DRAWN}` }
    },
  }),
]
