import type { Locale } from '#kernel/localized-text.ts'
import { type Assets, BrandMark } from '#site/document.tsx'
import { ICON } from '#site/links.ts'
import { sayIn } from '#site/say.ts'
import { OFFICE_MANIFEST } from '../links.ts'

/** The one page of the office's application: everything in it is made in the browser. */
export const AppPage = ({ locale, assets }: { locale: Locale; assets: Assets }) => {
  const { t } = sayIn(locale)
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>{t('office.title')}</title>
        <meta name="robots" content="noindex" />
        <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#152120" media="(prefers-color-scheme: dark)" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="preload" href={assets.font} as="font" type="font/woff2" crossOrigin="anonymous" />
        <link rel="icon" href={ICON} type="image/svg+xml" />
        <link rel="manifest" href={OFFICE_MANIFEST} />
        <link rel="apple-touch-icon" href="/office/icons/1/icon-192.png" />
        <link rel="stylesheet" href={assets.office.css} />
        <script type="module" src={assets.office.script} />
      </head>
      <body>
        <div id="office">
          <div className="opening">
            <BrandMark />
            <noscript>{t('app.noScript')}</noscript>
          </div>
        </div>
      </body>
    </html>
  )
}
