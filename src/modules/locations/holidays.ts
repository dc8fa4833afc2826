import type { LocalizedText } from '#kernel/localized-text.ts'
import type { LocalDate } from '#kernel/time.ts'
import file from './holidays-kz.json' with { type: 'json' }

export interface Holiday {
  date: LocalDate
  name: LocalizedText
  kind: 'holiday' | 'transfer'
}

// Each transfer stands in the file as announced, not computed: the rule has exceptions, and a year's decree may differ.
const days = file.days as Holiday[]

/** What is known from a day on. Nothing here closes anything: beauty works on 7 March. */
export const holidaysFrom = (from: LocalDate) => ({
  source: file.source,
  days: days
    .filter(({ date }) => date >= from)
    .map((day) => ({ ...day, name: { kk: '', ru: '', en: '', ...day.name } })),
  until: days.at(-1)?.date ?? from,
})
