import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { JsonLd } from '#site/components/json-ld.tsx'
import { type BusinessFacts, businessSchema } from './business-schema.ts'

const day = { isOpen: true, openTime: '10:00', closeTime: '19:00', breaks: [] }
const facts: BusinessFacts = {
  url: 'https://example.kz/kk/b/sulu',
  name: '«Сұлу» салоны',
  category: 'beauty-salon',
  description: 'Шаш қию',
  images: ['https://example.kz/covers/sulu.png'],
  phone: '+77025550202',
  street: 'Азаттық даңғылы, 48',
  city: 'Атырау',
  postalCode: '',
  geo: [51.92, 47.1],
  week: [],
  seasons: [],
  exceptions: [],
  services: [],
  sameAs: [],
}
const hoursOf = (over: Partial<BusinessFacts>) =>
  businessSchema({ ...facts, ...over }) as Record<string, { opens: string; closes: string }[] | undefined>

describe('what search engines read', () => {
  test('kind, place and prices', () => {
    const services = [
      { name: 'Шаш қию', price: 5000, priceFrom: false },
      { name: 'Бояу', price: 55_000, priceFrom: true },
      { name: 'Кеңес', price: 0, priceFrom: false },
    ]
    expect(businessSchema({ ...facts, services })).toMatchObject({
      '@type': 'BeautySalon',
      geo: { latitude: 47.1, longitude: 51.92 },
      address: { streetAddress: 'Азаттық даңғылы, 48', addressLocality: 'Атырау', addressCountry: 'KZ' },
      priceRange: '5000–55000 ₸',
      hasOfferCatalog: {
        itemListElement: [{ price: 5000 }, { priceSpecification: { minPrice: 55_000 } }, { price: 0 }],
      },
    })
  })

  test.each(['unheard-of', '__proto__', 'constructor'])('a category that it has no word for: %s', (category) => {
    expect(businessSchema({ ...facts, category })).toMatchObject({ '@type': 'LocalBusiness' })
  })

  test('what is not known is left out, not empty', () => {
    const schema = businessSchema({ ...facts, phone: null, geo: null, description: '' })
    for (const name of ['telephone', 'geo', 'description', 'priceRange', 'hasOfferCatalog', 'sameAs'])
      expect(schema).not.toHaveProperty(name)
  })

  test('a season has hours for its dates, and says when it is closed', () => {
    const week = [
      { ...day, day: 1, openTime: '12:00' },
      { ...day, day: 2, isOpen: false },
    ]
    const seasons = [{ from: '2027-02-08', until: '2027-03-09', week }]
    const dates = { validFrom: '2027-02-08', validThrough: '2027-03-09' }
    expect(businessSchema({ ...facts, seasons })).toMatchObject({
      specialOpeningHoursSpecification: [
        { ...dates, dayOfWeek: 'https://schema.org/Monday', opens: '12:00', closes: '19:00' },
        { ...dates, dayOfWeek: 'https://schema.org/Tuesday', opens: '00:00', closes: '00:00' },
      ],
    })
  })

  test('a break parts the day, also after midnight', () => {
    const breaks = [
      { startTime: '01:00', endTime: '01:30' },
      { startTime: '20:00', endTime: '20:30' },
    ]
    const { openingHoursSpecification } = hoursOf({
      week: [{ ...day, day: 5, openTime: '18:00', closeTime: '02:00', breaks }],
    })
    expect(openingHoursSpecification?.map(({ opens, closes }) => `${opens}–${closes}`)).toEqual([
      '18:00–20:00',
      '20:30–01:00',
      '01:30–02:00',
    ])
  })

  test('around the clock, a closed weekday and a closed date', () => {
    const schema = hoursOf({
      week: [
        { ...day, day: 0, closeTime: '10:00' },
        { ...day, day: 1, isOpen: false },
      ],
      exceptions: [{ ...day, date: '2026-12-16', isOpen: false }],
    })
    expect(schema.openingHoursSpecification).toMatchObject([{ opens: '00:00', closes: '23:59' }])
    expect(schema.specialOpeningHoursSpecification).toMatchObject([
      { opens: '00:00', closes: '00:00', validFrom: '2026-12-16', validThrough: '2026-12-16' },
    ])
  })
})

test('no text of an owner can close the tag, and all of it arrives', () => {
  const name = '</script><script>alert(1)</script><!-- "Сұлу" & Ко'
  const html = renderToStaticMarkup(<JsonLd data={{ name }} />)
  expect(html.match(/<\/?script/g)).toEqual(['<script', '</script'])
  expect(html).not.toContain('<!--')
  expect(JSON.parse(/>(.*)<\/script>/.exec(html)?.[1] ?? '')).toEqual({ name })
})
