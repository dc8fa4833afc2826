import { describe, expect, test } from 'vitest'
import { readChoose } from '#site/components/alternatives.tsx'
import { chainOf } from '#site/components/visit-plan.tsx'
import { renderPage, UNBUILT } from '#site/document.tsx'
import type { Shell } from '#site/layout.tsx'
import { BookContactPage, type BookContactProps } from './booking-contact.page.tsx'
import { BookTimePage, type BookTimeProps } from './booking-time.page.tsx'
import { ErrorPage } from './error.page.tsx'
import { VisitPage, type VisitPageProps } from './visit.page.tsx'

const person = '64b7f0c2a1d3e4f5a6b7c8d1'
const shell: Shell = {
  locale: 'kk',
  assets: UNBUILT,
  origin: 'https://example.kz',
  path: '/b/sulu-beauty/book?service=s&day=2026-11-24',
  city: 'Атырау',
}
const business = { slug: 'sulu-beauty', name: '«Сұлу» салоны', street: 'Сәтбаев көшесі, 15А', phone: '+77025550202' }
const line = {
  name: 'Шаш қию',
  personName: 'Айгерім',
  time: '15:30',
  endTime: '16:30',
  duration: 60,
  price: 7000,
  priceFrom: false,
}
const time: BookTimeProps = {
  shell,
  business,
  steps: { at: 3, of: 4 },
  back: '/back',
  changeServices: '/services',
  changePeople: null,
  services: [
    {
      service: { id: '64b7f0c2a1d3e4f5a6b7c8d9', name: 'Шаш қию', duration: 60, price: 7000, priceFrom: false },
      person: 'Айгерім',
    },
  ],
  days: [
    { date: '2026-11-24', state: 'free', count: 2 },
    { date: '2026-11-25', state: 'closed', count: 0 },
  ],
  earlier: null,
  later: null,
  day: '2026-11-24',
  firstFreeDay: null,
  dayHref: (day) => `/time?day=${day}`,
  slots: [
    { day: '2026-11-24', time: '09:00', isFree: false, href: '/why' },
    { day: '2026-11-24', time: '15:30', isFree: true, href: '/chosen' },
    { day: '2026-11-25', time: '02:00', isFree: true, href: '/night' },
  ],
  chosen: null,
  plan: null,
  nearest: null,
  isTooLong: false,
  carried: { services: `64b7f0c2a1d3e4f5a6b7c8d9:${person}` },
  problem: null,
  alternatives: [],
}
const contact: BookContactProps = {
  shell,
  business,
  steps: { at: 4, of: 4 },
  back: '/back',
  instant: '2026-11-24T10:30:00.000Z',
  day: '2026-11-24',
  time: '15:30',
  lines: [line],
  wait: 0,
  minAge: null,
  hold: { kind: 'held', secondsLeft: 462, until: '15:07', canExtend: true },
  same: `2026-11-24 15:30 ${person}`,
  cancelRule: { kind: 'until', day: '2026-11-24', time: '03:30' },
  formKey: 'one-key',
  carried: {},
  values: { forWhom: 'me', guestName: '', name: '', phone: '', note: '', place: {}, object: {} },
  asked: { place: null, object: null },
  fieldErrors: {},
  problem: null,
  open: { isOpen: true, until: '19:00' },
  alternatives: [],
}
const visit: VisitPageProps = {
  shell,
  token: 'token',
  visit: {
    business: { ...business, landmark: null, parking: null, door: null, mapUrl: null, whatsapp: null },
    instant: '2026-11-24T10:30:00.000Z',
    day: '2026-11-24',
    time: '15:30',
    endTime: '16:30',
    lines: [line],
    wait: 0,
    total: 7000,
    isLeast: false,
    guestName: null,
    told: { place: null, object: null },
  },
  status: 'scheduled',
  cancelledBy: null,
  news: null,
  together: [{ token: 'other', day: '2026-11-24', time: '16:30', services: ['Маникюр'], guestName: 'Алдияр' }],
  isToday: false,
  isPast: false,
  note: '',
  notice: null,
  cancel: { kind: 'open', day: '2026-11-24', time: '03:30' },
  late: null,
  google: 'https://calendar.google.com/',
  share: { whatsapp: 'https://wa.me/', telegram: 'https://t.me/' },
  again: null,
  open: { isOpen: false, opens: { date: '2026-11-24', time: '10:00' } },
  saved: { day: '2026-11-23', time: '14:05', until: 1_798_000_000_000 },
  problem: null,
}

const text = (html: string): string => html.replaceAll('\u00a0', ' ')

describe('choosing a time', () => {
  const html = text(renderPage(<BookTimePage {...time} />))

  test('a time says its day to those who hear it; a taken one leads to the reason', () => {
    expect(html).toContain('aria-label="24 қараша, сейсенбі, 15:30, бос"')
    expect(html).toContain('href="/why" aria-label="24 қараша, сейсенбі, 09:00, бос емес. Неге?"')
  })

  test('a night stands under its own date', () => {
    expect(html).toContain('Түнде · 25 қараша, сәрсенбі')
    expect(html).toContain('ср, түнде')
  })

  test('a closed day stays and says so in words', () => {
    expect(html).toContain('25 қараша, сәрсенбі, жабық')
  })

  test('another language is a button of the form, so the chosen time goes along', () => {
    expect(/<button[^>]*value="ru"[^>]*>/.exec(html)?.[0]).toContain('form="time"')
  })

  test('the page runs no inline code and is kept out of search engines', () => {
    expect(html).not.toMatch(/ on\w+=| style=|<style|<script(?! type="module" src=)/)
    expect(html).toContain('name="robots" content="noindex"')
  })
})

test('people one after another and at once, as a chain', () => {
  const next = { ...line, personName: 'Гүлназ', time: '16:30', endTime: '18:00' }
  expect(chainOf([line, next])).toEqual([
    { time: '15:30', names: 'Айгерім' },
    { time: '16:30', names: 'Гүлназ' },
  ])
  expect(chainOf([line, { ...next, time: '15:30' }])).toEqual([{ time: '15:30', names: 'Айгерім + Гүлназ' }])
})

describe('leaving name and phone', () => {
  test('a refusal keeps what was typed and offers other times in the same form', () => {
    const html = renderPage(
      <BookContactPage
        {...contact}
        values={{ ...contact.values, name: 'Қымбат <b>', phone: '8701', note: 'ұзын' }}
        fieldErrors={{ phone: 'phone_invalid' }}
        problem={{ code: 'slot_taken' }}
        alternatives={[{ day: '2026-11-25', time: '16:00', who: person, names: null, href: '' }]}
      />,
    )
    expect(html).toContain('value="Қымбат &lt;b&gt;"')
    expect(html).toContain('value="8701"')
    expect(html).toContain('<details class="fold" open="">')
    expect(html).toContain('aria-invalid="true"')
    const offered = /value="(2026-11-25 [^"]+)"/.exec(html)?.[1] ?? ''
    expect(readChoose(offered)).toEqual({ day: '2026-11-25', start: '16:00', who: [person] })
  })

  test('Enter in a field books; it never takes an alternative', () => {
    const html = renderPage(<BookContactPage {...contact} />)
    const first = /<button[^>]*form="contact"[^>]*>/.exec(html)?.[0]
    expect(first).not.toContain('name=')
  })

  test.each(['', '2026-11-25', '2026-11-25 16:00', '2026-11-25 16:00 <script>', `2026-11-25 16:00 ${person},`])(
    'a made-up choice is none: %s',
    (value) => {
      expect(readChoose(value)).toBeNull()
    },
  )

  test('the cancel rule and the hold are clock times, and the price stands on the button', () => {
    const html = text(renderPage(<BookContactPage {...contact} />))
    expect(html).toContain('Жазылудан бас тарту мерзімі: 24 қараша, сейсенбі, 03:30 (түнде)')
    expect(html).toContain('Мерзімі: 15:07')
    expect(html).toContain('data-left="462"')
    expect(html).toContain('Жазылу · 7 000 ₸')
  })
})

describe('my visit', () => {
  test.each([
    ['just booked', { news: 'booked' }, 'Жазылдыңыз'],
    ['just moved', { news: 'moved' }, 'Жазылу уақыты ауысты'],
    ['ahead', {}, 'Сізді күтеміз'],
    ['cancelled by me', { status: 'cancelled', cancelledBy: 'client' }, 'Сіз жазылудан бас тарттыңыз'],
    ['cancelled by them', { status: 'cancelled', cancelledBy: 'business' }, 'Мекеме жазылудан бас тартты'],
    ['completed', { status: 'completed' }, 'Келгеніңізге рақмет'],
    ['missed', { status: 'no-show' }, 'Бұл жолы келе алмадыңыз'],
    ['over without a mark', { isPast: true }, 'Бұл жазылудың уақыты өтті'],
  ] as const)('%s', (_, over, title) => {
    const html = renderPage(<VisitPage {...visit} {...over} />)
    expect(/<h1>(.*?)<\/h1>/.exec(html)?.[1]).toBe(title)
    const stands = ['Жазылдыңыз', 'Жазылу уақыты ауысты', 'Сізді күтеміз'].includes(title)
    expect(html.includes('/kk/v/token/cancel')).toBe(stands)
    expect(html.includes('/kk/v/token/move')).toBe(stands)
  })
})

test.each([
  ['open', { isOpen: true, until: '19:00' }, 'Қазір жауап береді, жұмыс соңы: 19:00'],
  ['open around the clock', { isOpen: true, until: null }, 'Тәулік бойы жауап береді'],
  [
    'closed',
    { isOpen: false, opens: { date: '2026-11-24', time: '10:00' } },
    'Қазір жабық. Жауап ашылғаннан кейін беріледі: 24 қараша, сейсенбі, 10:00',
  ],
] as const)('a place that is %s says when somebody answers, before and after booking', (_, open, said) => {
  expect(text(renderPage(<VisitPage {...visit} open={open} />))).toContain(said)
  expect(text(renderPage(<BookContactPage {...contact} open={open} />))).toContain(said)
})

test('an error says its number, and never its inner words', () => {
  const html = renderPage(<ErrorPage shell={shell} status={500} code="TypeError: x" errorId="7f3a" />)
  expect(html).toContain('Қате нөмірі: 7f3a')
  expect(html).not.toContain('TypeError')
})
