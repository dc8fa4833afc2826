// How texts become a language: without the texts, so that a browser loads only those it needs.

import i18next from 'i18next'
import type { Locale } from '#kernel/localized-text.ts'
import type { catalogues } from './catalogues.ts'

type Catalogue = (typeof catalogues)['kk']
type Namespace = keyof Catalogue
type WithoutForm<Key> = Key extends `${infer Base}_${'one' | 'few' | 'many' | 'other'}` ? Base : Key
type KeysOf<N extends Namespace> = `${N}.${WithoutForm<keyof Catalogue[N] & string>}`

/** `file.key`, as the Kazakh catalogue has it; a plural is named without its form. */
export type MessageKey = { [N in Namespace]: KeysOf<N> }[Namespace]
export type MessageVars = Readonly<Record<string, string | number>>
export interface T {
  (key: MessageKey, vars?: MessageVars): string
  has(key: string): key is MessageKey
}

type Texts = Readonly<Record<string, string>>

/** `{ site: { title } }` → `{ 'site.title' }`: one flat table a language. */
const flatten = (catalogue: Readonly<Record<string, Texts>>): Texts =>
  Object.fromEntries(
    Object.entries(catalogue).flatMap(([file, texts]) =>
      Object.entries(texts).map(([key, text]) => [`${file}.${key}`, text]),
    ),
  )

// After a number Kazakh keeps the singular, so one text is written and stands for every form, whatever rules the
// engine's Intl happens to have (Chromium has none for kk).
const withAllForms = (texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) => {
      const base = /^(.*)_other$/.exec(key)?.[1]
      return base ? ['one', 'few', 'many', 'other'].map((form) => [`${base}_${form}`, text]) : [[key, text]]
    }),
  )

export function makeTranslator(locale: Locale, catalogue: Readonly<Record<string, Texts>>): T {
  const flat = flatten(catalogue)
  const instance = i18next.createInstance()
  instance.init({
    lng: locale,
    fallbackLng: false,
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false }, // React escapes
    resources: { [locale]: { translation: locale === 'kk' ? withAllForms(flat) : flat } },
  })
  const t = (key: MessageKey, vars?: MessageVars) => instance.t(key as string, { ...vars })
  return Object.assign(t, { has: (key: string): key is MessageKey => instance.exists(key) })
}

/** What a refusal's code means to a person. An unknown code never reaches the page: it reads as an internal error. */
export function errorText(t: T, code: string, details: Readonly<Record<string, unknown>> = {}): string {
  const phone = typeof details.phone === 'string' ? details.phone : ''
  const withPhone = `errors.${code}_call`
  if (phone && t.has(withPhone)) return t(withPhone, { phone })
  const key = `errors.${code}`
  return t.has(key) ? t(key) : t('errors.internal')
}

/** The name of a category or feature in the reader's language; a slug we do not know is shown as it was written. */
export function catalogueName(t: T, kind: 'category' | 'feature', slug: string): string {
  const key = `catalogue.${kind}.${slug}`
  return t.has(key) ? t(key) : slug
}
