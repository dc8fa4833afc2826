// Dates, times and money as the three languages write them. Own tables throughout: Chromium claims to know kk and
// prints `2026 M03 8`, and the server's ICU must not differ from the browser's. Input is a wall date, a wall time or a
// number of minutes, so no zone is ever guessed here.

import type { Locale } from '#kernel/localized-text.ts'
import type { Tenge } from '#kernel/money.ts'
import { type LocalDate, type WallTime, weekday } from '#kernel/time.ts'

const NBSP = '\u00a0'

interface Words {
  months: string[]
  monthsShort: string[]
  days: string[]
  daysShort: string[]
  hour: string
  minute: string
  free: string
  from: (money: string) => string
  withYear: (day: string, year: string) => string
  weekdayLast: boolean
}

const list = (text: string): string[] => text.split(' ')

const WORDS: Record<Locale, Words> = {
  kk: {
    months: list('қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'),
    monthsShort: list('қаң ақп нау сәу мам мау шіл там қыр қаз қар жел'),
    days: list('жексенбі дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі'),
    daysShort: list('жс дс сс ср бс жм сн'),
    hour: 'сағ',
    minute: 'мин',
    free: 'Тегін',
    from: (money) => `${money}-ден бастап`,
    withYear: (day, year) => `${year} жылғы ${day}`,
    weekdayLast: true,
  },
  ru: {
    months: list('января февраля марта апреля мая июня июля августа сентября октября ноября декабря'),
    monthsShort: list('янв фев мар апр мая июн июл авг сен окт ноя дек'),
    days: list('воскресенье понедельник вторник среда четверг пятница суббота'),
    daysShort: list('вс пн вт ср чт пт сб'),
    hour: 'ч',
    minute: 'мин',
    free: 'Бесплатно',
    from: (money) => `от ${money}`,
    withYear: (day, year) => `${day} ${year} г.`,
    weekdayLast: true,
  },
  en: {
    months: list('January February March April May June July August September October November December'),
    monthsShort: list('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'),
    days: list('Sunday Monday Tuesday Wednesday Thursday Friday Saturday'),
    daysShort: list('Sun Mon Tue Wed Thu Fri Sat'),
    hour: 'h',
    minute: 'min',
    free: 'Free',
    from: (money) => `from ${money}`,
    withYear: (day, year) => `${day} ${year}`,
    weekdayLast: false,
  },
}

const at = (words: string[], index: number): string => words[index] ?? ''

function formats(locale: Locale) {
  const words = WORDS[locale]
  const number = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, NBSP)
  const money = (amount: Tenge): string => (amount === 0 ? words.free : `${number(amount)}${NBSP}₸`)
  const dayOfMonth = (date: LocalDate): string => String(Number(date.slice(8, 10)))
  const month = (date: LocalDate): string => at(words.months, Number(date.slice(5, 7)) - 1)
  const monthShort = (date: LocalDate): string => at(words.monthsShort, Number(date.slice(5, 7)) - 1)
  /** `24 қараша` */
  const date = (day: LocalDate): string => `${dayOfMonth(day)}${NBSP}${month(day)}`
  const joined = (day: string, name: string): string => (words.weekdayLast ? `${day}, ${name}` : `${name}, ${day}`)
  /** `24 қараша, сейсенбі` · `24 ноября, вторник` · `Tuesday, 24 November` */
  const day = (of: LocalDate): string => joined(date(of), at(words.days, weekday(of)))

  return {
    number,
    /** `14 500 ₸`; nothing to pay is a word. */
    money,
    /** A price, or the least of it. */
    price: (amount: Tenge, isLeast = false): string =>
      isLeast && amount > 0 ? words.from(money(amount)) : money(amount),
    /** `8 000 – 15 000 ₸`; one price where they are the same. */
    prices: (least: Tenge, most: Tenge): string => {
      if (least === most) return money(least)
      return `${least === 0 ? money(least) : number(least)} – ${money(most)}`
    },
    /** `1 сағ 30 мин` */
    duration: (minutes: number): string => {
      const hours = Math.floor(minutes / 60)
      const rest = minutes % 60
      const parts = [
        hours > 0 ? `${hours}${NBSP}${words.hour}` : '',
        rest > 0 || hours === 0 ? `${rest}${NBSP}${words.minute}` : '',
      ]
      return parts.filter(Boolean).join(' ')
    },
    hourWord: words.hour,
    minuteWord: words.minute,
    /** `10:00–21:00` */
    range: (from: WallTime, to: WallTime): string => `${from}–${to}`,
    date,
    /** `2026 жылғы 24 қараша` */
    dateWithYear: (of: LocalDate): string => words.withYear(date(of), of.slice(0, 4)),
    day,
    /** `24 қар, сс` */
    dayShort: (of: LocalDate): string =>
      joined(`${dayOfMonth(of)}${NBSP}${monthShort(of)}`, at(words.daysShort, weekday(of))),
    /** `24 қараша, сейсенбі, 15:30` */
    moment: (of: LocalDate, time: WallTime): string => `${day(of)}, ${time}`,
    dayOfMonth,
    month,
    monthShort,
    /** 0 = Sunday */
    weekdayName: (index: number): string => at(words.days, index),
    weekdayShortOf: (of: LocalDate): string => at(words.daysShort, weekday(of)),
    weekdayShort: (index: number): string => at(words.daysShort, index),
  }
}

export type Formats = ReturnType<typeof formats>

const MADE: Record<Locale, Formats> = { kk: formats('kk'), ru: formats('ru'), en: formats('en') }

/** How one language writes days, times and money. */
export const formatsOf = (locale: Locale): Formats => MADE[locale]

/** `сейсенбі` → `Сейсенбі`, at the start of a line. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('ru') + text.slice(1)
