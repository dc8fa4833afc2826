// What a person would complain about, looked for on a page in a real browser.

import { readFileSync } from 'node:fs'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { LOCALES, type Locale } from '#kernel/localized-text.ts'

interface AxeResults {
  violations: { id: string; nodes: { html: string }[] }[]
}

/** Everything wrong with the page as it stands: accessibility, raw keys, broken formats, other languages, overflow. */
export async function complaints(page: Page, locale: Locale): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults
  const text = await page.evaluate(() => document.body.innerText)
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  const lang = await page.evaluate(() => document.documentElement.lang)
  return [
    ...violations.map(({ id, nodes }) => `axe: ${id}: ${nodes[0]?.html.slice(0, 200)}`),
    ...(text.match(
      /\bM\d\d\b|undefined|NaN|\[object|\{\{|\b(?:common|business|booking|told|visit|office|errors|site|search)\.\w+/g,
    ) ?? []),
    ...foreignWords(text, locale),
    ...(wider > 0 ? [`${wider} px wider than the screen`] : []),
    ...(lang === locale ? [] : [`lang is ${lang}`]),
  ]
}

type Catalogue = { [key: string]: string | Catalogue }

const FILES = [
  'common',
  'site',
  'business',
  'search',
  'booking',
  'told',
  'visit',
  'office',
  'accounts',
  'photos',
  'errors',
  'people',
  'rooms',
  'services',
  'settings',
  'start',
  'queue',
  'parked',
] as const

const textsOf = (catalogue: Catalogue): string[] =>
  Object.values(catalogue).flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value)))

const textsIn = (locale: Locale): string[] =>
  FILES.flatMap((file) => textsOf(JSON.parse(readFileSync(`src/locales/${locale}/${file}.json`, 'utf8')) as Catalogue))

/** Texts of the other languages' catalogues that stand on a page of this one. */
function foreignWords(text: string, locale: Locale): string[] {
  const own = new Set(textsIn(locale))
  const lines = new Set(text.split('\n').map((line) => line.trim()))
  return LOCALES.filter((other) => other !== locale)
    .flatMap(textsIn)
    .filter((foreign) => !own.has(foreign) && lines.has(foreign))
    .map((foreign) => `not in ${locale}: ${foreign}`)
}
