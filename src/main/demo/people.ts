// The clients of the demo: invented people with numbers from ranges that are shown in films.

import type { Locale } from '#kernel/localized-text.ts'
import type { Catalogue } from './catalogue.ts'
import { pick, type Random } from './random.ts'

export interface Person {
  name: string
  phone: string
  locale: Locale
  gender: 'female' | 'male' | null
}

const OPERATORS = ['700', '701', '702', '705', '707', '747', '771', '775', '776', '778']

/** @param count people beside the odd names that every phone book has */
export function inventPeople({ clientNames, businesses }: Catalogue, random: Random, count: number): Person[] {
  const taken = new Set(businesses.map(({ contacts }) => contacts.phone.replace(/\D/g, '')))
  const phone = (): string => {
    for (;;) {
      const number = `7${pick(random, OPERATORS)}555${String(Math.floor(random() * 10_000)).padStart(4, '0')}`
      if (taken.has(number)) continue
      taken.add(number)
      return `+${number}`
    }
  }
  const odd = clientNames.odd.map((one): Person => {
    const { name, phone: given = phone() } = typeof one === 'string' ? { name: one } : one
    return { name, phone: given, locale: 'ru', gender: null }
  })
  const latin = clientNames.latin.map((name): Person => ({ name, phone: phone(), locale: 'en', gender: null }))
  const invented = Array.from({ length: count }, (): Person => {
    const locale = random() < 0.7 ? 'kk' : 'ru'
    const gender = random() < 0.6 ? 'female' : 'male'
    const names = clientNames[locale]
    const family = pick(random, names.familyStems)?.[gender === 'male' ? 0 : 1]
    return { name: `${pick(random, names[gender])} ${family}`, phone: phone(), locale, gender }
  })
  return [...invented, ...latin, ...odd]
}
