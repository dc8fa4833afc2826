import type { ReactElement, ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { LOCALES, type Locale } from '#kernel/localized-text.ts'
import { ICON } from './links.ts'

/** Addresses of the built files. */
export interface Assets {
  css: string
  /** The stylesheet itself, where it is to stand in the page: then nothing but the document is needed to paint it. */
  style?: string
  islands: string
  /** The script itself that keeps pages of visits on a phone; it must stand outside of the folder of built files. */
  visitWorker?: string
  font: string
  /** Of the office's application. */
  office: { css: string; script: string; worker?: string }
}

/** Addresses where nothing was built: for whoever asks a server for more than its looks. */
export const UNBUILT: Assets = {
  css: '/assets/site.css',
  islands: '/assets/islands.js',
  font: '/assets/onest.woff2',
  office: { css: '/assets/office.css', script: '/assets/officeApp.js' },
}

export interface HeadProps {
  locale: Locale
  assets: Assets
  title: string
  description?: string | undefined
  /** Whole addresses of the page in each language, for search engines; without them the page is kept out of them. */
  addresses?: Readonly<Record<Locale, string>> | undefined
  /** What messengers show beside a link to the page; a whole address. */
  image?: LinkPicture | undefined
  /** Seconds after which the page is asked for anew, where no scripts run. */
  renews?: number | undefined
}

export interface LinkPicture {
  url: string
  width: number
  height: number
}

/** Languages as Facebook's protocol names them. */
const OG_LOCALES: Readonly<Record<Locale, string>> = { kk: 'kk_KZ', ru: 'ru_RU', en: 'en_US' }

/** `<html>` with its head. The one thing inline is the stylesheet, which the content policy knows by its hash. */
export const Document = ({
  locale,
  assets,
  title,
  description,
  addresses,
  image,
  renews,
  children,
}: HeadProps & { children: ReactNode }) => (
  <html lang={locale}>
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <title>{title}</title>
      {renews && (
        <noscript>
          <meta httpEquiv="refresh" content={String(renews)} />
        </noscript>
      )}
      {description && <meta name="description" content={description} />}
      <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#152120" media="(prefers-color-scheme: dark)" />
      <meta name="format-detection" content="telephone=no" />
      <link rel="preload" href={assets.font} as="font" type="font/woff2" crossOrigin="anonymous" />
      <link rel="icon" href={ICON} type="image/svg+xml" />
      <link rel="manifest" href="/site.webmanifest" />
      {assets.style ? (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: the built stylesheet, whose signs would be escaped as text
        <style dangerouslySetInnerHTML={{ __html: assets.style }} />
      ) : (
        <link rel="stylesheet" href={assets.css} />
      )}
      <script type="module" src={assets.islands} />
      {addresses ? (
        <>
          <link rel="canonical" href={addresses[locale]} />
          {LOCALES.map((other) => (
            <link key={other} rel="alternate" hrefLang={other} href={addresses[other]} />
          ))}
          <link rel="alternate" hrefLang="x-default" href={addresses.kk} />
          <meta property="og:type" content="website" />
          <meta property="og:locale" content={OG_LOCALES[locale]} />
          <meta property="og:title" content={title} />
          {description && <meta property="og:description" content={description} />}
          <meta property="og:url" content={addresses[locale]} />
          {image && (
            <>
              <meta property="og:image" content={image.url} />
              <meta property="og:image:width" content={String(image.width)} />
              <meta property="og:image:height" content={String(image.height)} />
              <meta name="twitter:card" content="summary_large_image" />
            </>
          )}
        </>
      ) : (
        <meta name="robots" content="noindex" />
      )}
    </head>
    <body>{children}</body>
  </html>
)

/** River, steppe and sun. */
export const BrandMark = () => (
  <svg className="brand-mark" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="10" fill="#00afca" />
    <circle cx="21.5" cy="10" r="4" fill="#ffc83d" />
    <path
      d="M4 18c3-4 6-4 9 0s6 4 9 0 4-3 6-2M4 25c3-4 6-4 9 0s6 4 9 0 4-3 6-2"
      fill="none"
      stroke="#ffffff"
      strokeWidth="2.75"
      strokeLinecap="round"
    />
  </svg>
)

/** The mark as a picture, for the tab of a browser. */
export const renderIcon = (): string => renderToStaticMarkup(<BrandMark />)

/** The page as it is sent. */
export const renderPage = (page: ReactElement): string => `<!doctype html>${renderToStaticMarkup(page)}`
