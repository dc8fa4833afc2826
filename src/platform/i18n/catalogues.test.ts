import { expect, test } from 'vitest'
import { LOCALES } from '#kernel/localized-text.ts'
import { catalogues } from './catalogues.ts'
import { errorText } from './speak.ts'
import { translator } from './translator.ts'

type Entry = { locale: string; key: string; text: string }
const entries: Entry[] = LOCALES.flatMap((locale) =>
  Object.entries(catalogues[locale]).flatMap(([file, texts]) =>
    Object.entries<string>(texts).map(([key, text]) => ({ locale, key: `${file}.${key}`, text })),
  ),
)
const of = (locale: string): Entry[] => entries.filter((entry) => entry.locale === locale)
const FORM = /_(one|few|many|other)$/
const base = (key: string): string => key.replace(FORM, '')
const placeholders = (text: string): string[] => [...new Set(text.match(/{{\w+}}/g))].sort()

test('the three languages have the same keys', () => {
  const keys = LOCALES.map((locale) => [...new Set(of(locale).map(({ key }) => base(key)))].sort())
  expect(keys[1]).toEqual(keys[0])
  expect(keys[2]).toEqual(keys[0])
})

test('a text has the same placeholders in each language and form', () => {
  const wanted = new Map(of('kk').map(({ key, text }) => [base(key), placeholders(text)]))
  const wrong = entries.filter(({ key, text }) => placeholders(text).join() !== wanted.get(base(key))?.join())
  expect(wrong).toEqual([])
})

test('no text is empty, and none has a stray space', () => {
  expect(entries.filter(({ text }) => text.trim() === '' || text !== text.trim() || / {2}/.test(text))).toEqual([])
})

test('no Kazakh ending is attached to a value: it would have to follow the sound of the value', () => {
  const attached = /}}-?[а-яәғқңөұүһі]/i
  // A whole noun after a number's hyphen is no ending: `2-қабат`.
  const safe = /₸-ден|}}-(пәтер|подъезд|қабат)/g
  expect(of('kk').filter(({ text }) => attached.test(text.replaceAll(safe, '')))).toEqual([])
})

test('Cyrillic words have no Latin look-alikes in them', () => {
  const mixed = /[а-яёәғқңөұүһі][a-z]|[a-z][а-яёәғқңөұүһі]/i
  expect(entries.filter(({ locale, text }) => locale !== 'en' && mixed.test(text.replace(/{{\w+}}/g, '')))).toEqual([])
})

test('English has no Cyrillic, and Russian no Kazakh letters outside names', () => {
  expect(of('en').filter(({ text }) => /[а-яәғқңөұүһі]/i.test(text))).toEqual([])
  expect(of('ru').filter(({ text }) => /[әғқңөұүһі]/i.test(text.replaceAll('Жайық', '')))).toEqual([])
})

test('each counted text has the forms its language needs', () => {
  const forms = { kk: ['other'], ru: ['few', 'many', 'one', 'other'], en: ['one', 'other'] }
  const counted = [...new Set(entries.filter(({ key }) => FORM.test(key)).map(({ key }) => base(key)))]
  for (const locale of LOCALES)
    for (const key of counted) {
      const has = of(locale).filter((entry) => base(entry.key) === key)
      expect({ locale, key, forms: has.map((entry) => FORM.exec(entry.key)?.[1]).sort() }).toEqual({
        locale,
        key,
        forms: forms[locale],
      })
    }
})

const CODES =
  `invalid_input not_found forbidden sign_in_required wrong_credentials too_many_attempts server_busy internal
  key_required key_reused slot_taken time_not_free in_the_past too_soon too_far off_grid closed on_break person_off
  person_busy resource_busy service_unavailable person_unavailable business_unavailable price_changed phone_invalid
  name_invalid name_required name_too_long link_invalid cancellation_closed cancellation_off move_not_allowed
  changed_meanwhile cart_empty cart_too_long time_required hold_expired device_required moving_off moving_closed
  late_too_early ends_after_closing time_off by_phone start_window gap_too_short buffer_busy no_combination origin_not_allowed body_too_large unreadable_body too_many_requests media_type`.split(
    /\s+/,
  )

test('each refusal has words of its own', () => {
  for (const locale of LOCALES) {
    const t = translator(locale)
    const told = CODES.map((code) => errorText(t, code))
    expect(new Set(told).size).toBe(CODES.length)
  }
})
